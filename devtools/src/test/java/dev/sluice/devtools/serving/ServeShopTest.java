// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.Schemas;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

class ServeShopTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String CANONICAL =
            """
            { me { name email loyalty { points }
              orders(first: 20) { edges { node { id status placedAt total
                  lines { quantity unitPrice product { name imageUrl } } } }
                pageInfo { hasNextPage endCursor } } } }
            """;

    static List<Path> shops() {
        return List.of(Schemas.SHOP, Schemas.SINGLE_TABLE_SHOP);
    }

    @ParameterizedTest
    @MethodSource("shops")
    void the_shop_answers_the_canonical_query_in_3_requests_and_2_waves(
            Path schema, @TempDir Path home) throws Exception {
        try (var serving = new Serving(home, "--schema", schema.toString())) {
            assertThat(serving.awaitReady())
                    .matches("Sluice is ready at http://localhost:\\d+/graphql");
            assertThat(serving.get("/health").statusCode()).isEqualTo(200);

            var reply = serving.query("c1", CANONICAL, "graphql-cost", "report");
            var answer = MAPPER.readTree(reply.body());
            var orders = answer.at("/data/me/orders");

            assertThat(reply.statusCode()).isEqualTo(200);
            assertThat(answer.get("errors")).isNull();
            assertThat(answer.at("/data/me/name").asText()).isEqualTo("Ada Abebe");
            assertThat(orders.get("edges")).hasSize(20);
            assertThat(orders.at("/edges/0/node/lines/0/product/name").asText()).isNotEmpty();
            assertThat(orders.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
            assertThat(answer.at("/extensions/cost/consumed/requests").asInt()).isEqualTo(3);
            assertThat(answer.at("/extensions/cost/consumed/waves").asInt()).isEqualTo(2);
            // No escape codes, because the lines go to a pipe.
            assertThat(serving.awaitLog("requests="))
                    .matches(
                            "\\d\\d:\\d\\d:\\d\\d query( \\w+)? \\d+ ms 200 requests=3 waves=2 readUnits=[\\d.]+");
            assertPicture(serving, reply);
            assertThat(pagedOrders(serving)).isEqualTo(200);
            assertThat(serving.moreOutput()).isEmpty();
        }
    }

    /// The picture of the request has its waves and its keys, and adds up to what it consumed.
    private static void assertPicture(Serving serving, HttpResponse<String> reply)
            throws Exception {
        assertThat(reply.body()).doesNotContain("waves\":[").doesNotContain("Query");
        var id = reply.headers().firstValue("apigw-requestid").orElseThrow();
        var picture = MAPPER.readTree(serving.get("/console/request?id=" + id).body());

        var calls = picture.get("calls");
        assertThat(calls.findValuesAsText("wave")).containsExactly("1", "1", "2");
        assertThat(calls.findValuesAsText("operation"))
                .containsExactlyInAnyOrder("BatchGetItem", "Query", "BatchGetItem");
        assertThat(calls.findValuesAsText("key"))
                .anyMatch(key -> key.contains("'") && key.contains("c1"));
        assertThat(calls.findValues("readUnits").stream().mapToDouble(JsonNode::asDouble).sum())
                .isEqualTo(picture.at("/consumed/readUnits").asDouble())
                .isPositive();
        assertThat(picture.at("/bound/requests").asInt()).isEqualTo(7);
    }

    private static int pagedOrders(Serving serving) throws IOException, InterruptedException {
        var count = 0;
        var after = "null";
        while (true) {
            var page =
                    MAPPER.readTree(
                                    serving.query(
                                                    "c1",
                                                    "{ me { orders(first: 20, after: %s) { edges { node { id } } pageInfo { hasNextPage endCursor } } } }"
                                                            .formatted(after))
                                            .body())
                            .at("/data/me/orders");
            count += page.get("edges").size();
            if (!page.at("/pageInfo/hasNextPage").asBoolean()) {
                return count;
            }
            after = page.at("/pageInfo/endCursor").toString();
        }
    }

    @Test
    void refusals_have_their_status_and_codes_on_the_line(@TempDir Path home) throws Exception {
        try (var serving = new Serving(home, "--schema", Schemas.SHOP.toString())) {
            serving.awaitReady();

            var refused =
                    serving.query(
                            "c1", "{ me { nme } }", "accept", "application/graphql-response+json");
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(serving.awaitLog(" ms "))
                    .matches(
                            ".* - \\d+ ms 400 GRAPHQL_VALIDATION_FAILED requests=0 waves=0 readUnits=0");
            assertThat(codes(serving.publicQuery("{ me { name } }").body()))
                    .containsExactly("UNAUTHENTICATED");
            assertThat(serving.awaitLog(" ms ")).contains(" 200 UNAUTHENTICATED ");
            assertThat(serving.get("/graphql").statusCode()).isEqualTo(401);
            assertThat(serving.awaitLog(" ms ")).matches(".* - \\d+ ms 401");
            assertThat(serving.get("/else").statusCode()).isEqualTo(404);
            assertThat(serving.get("/console/callers.json").body())
                    .contains("customer c1", "orders(first: 20)");
        }
    }

    private static List<String> codes(String body) throws IOException {
        return MAPPER.readTree(body).get("errors").valueStream().map(ServeShopTest::code).toList();
    }

    private static String code(JsonNode error) {
        return error.at("/extensions/code").asText();
    }
}
