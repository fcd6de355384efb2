// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.Schemas;
import dev.sluice.devtools.gateway.LocalServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

class CostEndpointTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final LocalServer SERVER = LocalServer.bind("127.0.0.1", 0);

    @BeforeAll
    static void start() {
        var catalog = Schemas.compile(Schemas.SHOP);
        SERVER.start(Map.of("/console/cost", new CostEndpoint(() -> catalog)));
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void a_document_has_its_bound_and_that_of_each_field() throws Exception {
        var reply =
                post(
                        Map.of(
                                "query",
                                "{ me { loyalty { points } orders(first: 5) { edges { node { id } } } } }"));
        var operation = MAPPER.readTree(reply.body()).get(0);

        assertThat(operation.at("/bound/waves").asInt()).isEqualTo(1);
        assertThat(operation.get("fields").propertyStream().map(Map.Entry::getKey))
                .containsExactly("me", "me.loyalty", "me.orders");
        assertThat(operation.get("excesses")).isEmpty();
    }

    @Test
    void a_variable_without_a_value_counts_with_its_worst_value() throws Exception {
        var query = "query($n: Int!) { me { orders(first: $n) { edges { node { id } } } } }";

        var worst = MAPPER.readTree(post(Map.of("query", query)).body()).get(0);
        var known =
                MAPPER.readTree(post(Map.of("query", query, "variables", Map.of("n", 1))).body())
                        .get(0);

        assertThat(worst.get("unknown")).hasSize(1);
        assertThat(known.get("unknown")).isEmpty();
        assertThat(known.at("/bound/readUnits").asDouble())
                .isLessThan(worst.at("/bound/readUnits").asDouble());
    }

    @Test
    void a_document_that_is_not_finished_has_no_cost() throws Exception {
        assertThat(post(Map.of("query", "{ me { ")).statusCode()).isEqualTo(400);
        assertThat(post(Map.of("query", "{ nothing }")).statusCode()).isEqualTo(400);
        assertThat(post(Map.of()).statusCode()).isEqualTo(400);
    }

    private static HttpResponse<String> post(Map<String, ?> body) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var uri = URI.create("http://localhost:%d/console/cost".formatted(SERVER.port()));
            return client.send(
                    HttpRequest.newBuilder(uri)
                            .POST(BodyPublishers.ofString(MAPPER.writeValueAsString(body)))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
