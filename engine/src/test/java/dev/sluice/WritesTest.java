// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sluice.internal.build.ManifestBuild;
import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.internal.document.OperationFile;
import dev.sluice.internal.http.OperationManifest;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Schemas;
import dev.sluice.testing.Shop;
import dev.sluice.testing.Together;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What mutations change, answer and refuse, and how many requests they need.
class WritesTest {
    private static final Who ANN = Who.user("ann");
    private static final String CANCEL =
            "mutation($id: ID!, $version: Int!) { cancelOrder(id: $id, version: $version) { id status version } }";
    private static final String PURSE = "query($id: ID!) { purse(id: $id) { coins } }";
    private static final String RENAME =
            "mutation($v: Int!) { rename(id: \"a1\", name: \"new\", version: $v) { name version } }";

    private Api api;

    @BeforeEach
    void open() {
        api = Api.of(Schemas.read("writes.graphqls"));
        api.with("Account", Map.of("id", "a1", "owner", "ann", "name", "old", "version", 3));
        api.with("Purse", Map.of("id", "p1", "coins", 5));
    }

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop.graphqls", "shop-single-table.graphqls"})
    void an_order_of_five_lines_is_placed_by_one_request(String schema) {
        try (var shop = Shop.open(schema, "ann")) {
            var answer = place(shop, Shop.lines(5), "t1");
            assertThat(answer.errors()).isEmpty();
            assertThat(shop.wire().operations()).containsExactly("TransactWriteItems");
            var order = answer.data("/placeOrder");
            assertThat(order.path("id").asText()).hasSize(36);
            assertThat(order.path("status").asText()).isEqualTo("PLACED");
            assertThat(order.path("total").asText()).isEqualTo("49.95");
            assertThat(order.path("version").asInt()).isEqualTo(1);
            assertThat(order.path("lines").findValuesAsText("productId"))
                    .containsExactly("p0", "p1", "p2", "p3", "p4");
            assertThat(stock(shop, "p0")).isEqualTo(Shop.STOCK - 1);
            assertThat(stock(shop, "p5")).isEqualTo(Shop.STOCK);
            assertThat(points(shop)).isEqualTo(49);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop.graphqls", "shop-single-table.graphqls"})
    void an_order_is_cancelled_by_two_requests_and_a_relation_is_a_third(String schema) {
        try (var shop = Shop.open(schema, "ann")) {
            var first = place(shop, Shop.lines(2), "t1").data("/placeOrder/id").asText();
            var second = place(shop, Shop.lines(2), "t2").data("/placeOrder/id").asText();

            var answer = shop.ask(ANN, CANCEL, Map.of("id", first, "version", 1));
            assertThat(answer.errors()).isEmpty();
            assertThat(shop.wire().operations()).containsExactly("GetItem", "TransactWriteItems");
            assertThat(answer.data("/cancelOrder/status").asText()).isEqualTo("CANCELLED");
            assertThat(answer.data("/cancelOrder/version").asInt()).isEqualTo(2);
            assertThat(stock(shop, "p0")).isEqualTo(Shop.STOCK - 1);
            assertThat(points(shop)).isEqualTo(19);

            answer =
                    shop.ask(
                            ANN,
                            CANCEL.replace("status", "status customer { name }"),
                            Map.of("id", second, "version", 1));
            assertThat(answer.data("/cancelOrder/customer/name").asText()).isEqualTo("ann");
            assertThat(shop.wire().operations())
                    .containsExactly("GetItem", "TransactWriteItems", "GetItem");
        }
    }

    @Test
    void a_profile_is_updated_by_one_request_with_what_was_sent() {
        try (var shop = Shop.open("shop.graphqls", "ann")) {
            var update =
                    "mutation($input: ProfileInput!, $v: Int!) { updateProfile(input: $input, version: $v) { name email phone version } }";
            var answer = shop.ask(ANN, update, Map.of("input", Map.of("phone", "+44"), "v", 1));
            assertThat(shop.wire().operations()).containsExactly("UpdateItem");
            assertThat(answer.data("/updateProfile").toString())
                    .isEqualTo(
                            """
                            {"name":"ann","email":"ann@example.com","phone":"+44","version":2}\
                            """);
            answer =
                    shop.ask(
                            ANN,
                            update.replace("$input: ProfileInput!, ", "")
                                    .replace("$input", "{phone: null, name: \"Ann\"}"),
                            Map.of("v", 2));
            assertThat(answer.data("/updateProfile").toString())
                    .isEqualTo(
                            """
                            {"name":"Ann","email":"ann@example.com","phone":null,"version":3}\
                            """);
            answer =
                    shop.ask(
                            ANN,
                            update.replace("$input: ProfileInput!, ", "")
                                    .replace("$input", "{name: null}"),
                            Map.of("v", 3));
            assertThat(answer.errors()).containsExactly("/updateProfile BAD_USER_INPUT");
            assertThat(shop.wire().calls()).isEmpty();
        }
    }

    @Test
    void the_refused_write_is_reported_with_its_place_its_type_and_its_element() {
        try (var shop = Shop.open("shop.graphqls", "ann")) {
            var lines = List.of(Shop.line("p0", 1, Shop.PRICE), Shop.line("p1", 11, Shop.PRICE));
            var answer = place(shop, lines, "t1");
            assertThat(extensions(answer))
                    .isEqualTo(
                            """
                            {"code":"PRICE_OR_STOCK_CHANGED","applied":"no","write":1,"type":"Product","element":1}\
                            """);
            assertThat(stock(shop, "p0")).isEqualTo(Shop.STOCK);
            assertThat(points(shop)).isZero();

            answer = place(shop, List.of(Shop.line("none", 1, Shop.PRICE)), "t1");
            assertThat(extensions(answer))
                    .isEqualTo(
                            """
                            {"code":"NOT_FOUND","applied":"no","write":1,"type":"Product","element":0}\
                            """);
        }
    }

    @Test
    void an_order_that_is_no_longer_placed_is_not_cancelled_and_a_stale_one_is_a_conflict() {
        try (var shop = Shop.open("shop.graphqls", "ann")) {
            var id = place(shop, Shop.lines(1), "t1").data("/placeOrder/id").asText();
            shop.ask(ANN, CANCEL, Map.of("id", id, "version", 1));

            var again = shop.ask(ANN, CANCEL, Map.of("id", id, "version", 2));
            assertThat(extensions(again))
                    .isEqualTo(
                            """
                            {"code":"NOT_CANCELLABLE","applied":"no","write":0,"type":"Order"}\
                            """);
            var stale = shop.ask(ANN, CANCEL, Map.of("id", id, "version", 1));
            assertThat(extensions(stale))
                    .isEqualTo(
                            """
                            {"code":"CONFLICT","applied":"no","write":0,"type":"Order","version":2}\
                            """);
            assertThat(shop.wire().operations()).containsExactly("GetItem");
            var missing = shop.ask(ANN, CANCEL, Map.of("id", "none", "version", 1));
            assertThat(extensions(missing))
                    .isEqualTo(
                            """
                            {"code":"NOT_FOUND","applied":"no","type":"Order"}\
                            """);
            assertThat(shop.wire().operations()).containsExactly("GetItem");
        }
    }

    @Test
    void an_update_never_creates_and_a_put_never_replaces() {
        var missing =
                api.ask(
                        ANN,
                        "mutation { edit(id: \"none\", input: {name: \"x\"}, version: 1) { name } }");
        assertThat(extensions(missing))
                .isEqualTo(
                        """
                        {"code":"NOT_FOUND","applied":"no","write":0,"type":"Account"}\
                        """);
        var taken = api.ask(ANN, "mutation { openAs(id: \"a1\", owner: \"ann\") { name } }");
        assertThat(extensions(taken))
                .isEqualTo(
                        """
                        {"code":"CONDITION_FAILED","applied":"no","write":0,"type":"Account"}\
                        """);
        assertThat(
                        api.ask(ANN, "{ account(id: \"a1\") { name version } }")
                                .data("/account/name")
                                .asText())
                .isEqualTo("old");
    }

    @Test
    void another_version_is_a_conflict_that_has_the_current_one() {
        var stale = api.ask(ANN, RENAME, Map.of("v", 2));
        assertThat(extensions(stale))
                .isEqualTo(
                        """
                        {"code":"CONFLICT","applied":"no","write":0,"type":"Account","version":3}\
                        """);
        assertThat(api.ask(ANN, RENAME, Map.of("v", 3)).data("/rename").toString())
                .isEqualTo(
                        """
                        {"name":"new","version":4}\
                        """);
        assertThat(api.wire().operations()).containsExactly("UpdateItem");
    }

    @Test
    void what_was_read_before_must_still_be_so() {
        api.with("Account", Map.of("id", "a2", "owner", "ann", "name", "other", "version", 7));
        var copy = "mutation { copyName(from: \"a1\", to: \"a2\", version: 7) { name } }";
        api.wire().reset();
        api.wire()
                .hook((request, next) -> {
                    if (request.operation().equals("TransactWriteItems")) {
                        api.with(
                                "Account",
                                Map.of("id", "a1", "owner", "ann", "name", "newer", "version", 4));
                    }
                    return next.forward(request.body());
                });
        var answer = api.send(ANN, Map.of("query", copy));
        assertThat(extensions(answer))
                .isEqualTo(
                        """
                        {"code":"CONFLICT","applied":"no","type":"Account","version":4}\
                        """);
        assertThat(api.ask(ANN, copy).data("/copyName/name").asText()).isEqualTo("newer");
    }

    @Test
    void an_expired_item_is_absent_for_updates_and_for_puts() {
        var team = ANN.withClaim("tenant", "red");
        var write =
                "mutation($until: DateTime) { writeNote(id: \"n\", text: \"x\", until: $until) { text version } }";
        var until = Api.NOW.plusSeconds(60);
        api.ask(team, write, Map.of("until", until.toString()));
        assertThat(api.ask(team, write).errors()).containsExactly("/writeNote CONDITION_FAILED");
        api.at(until.plusSeconds(1));
        var change = "mutation { changeNote(id: \"n\", text: \"y\", version: 1) { text } }";
        assertThat(api.ask(team, change).errors()).containsExactly("/changeNote NOT_FOUND");
        assertThat(api.ask(team, write).data("/writeNote/version").asInt()).isEqualTo(1);
    }

    @Test
    void an_upsert_creates_with_defaults_and_adds() {
        var fill = "mutation { fill(id: \"new\", coins: 4) { id coins } }";
        assertThat(api.ask(ANN, fill).data("/fill/coins").asInt()).isEqualTo(4);
        assertThat(api.ask(ANN, fill).data("/fill/coins").asInt()).isEqualTo(8);
        assertThat(api.wire().operations()).containsExactly("UpdateItem");
    }

    @Test
    void two_writes_of_one_item_are_refused_before_anything_is_sent() {
        api.with("Purse", Map.of("id", "p2"));
        assertThat(share("p2", "p1").errors()).containsExactly("/share BAD_USER_INPUT");
        assertThat(api.wire().calls()).isEmpty();
        assertThat(share("p2").data("/share/coins").asInt()).isEqualTo(4);
        assertThat(api.wire().operations()).containsExactly("TransactWriteItems", "GetItem");
        assertThat(share().data("/share/coins").asInt()).isEqualTo(3);
        assertThat(api.wire().operations()).containsExactly("UpdateItem");
    }

    private Answer share(String... to) {
        return api.ask(
                ANN,
                "mutation($to: [ShareInput!]!) { share(from: \"p1\", to: $to) { coins } }",
                Map.of("to", Stream.of(to).map(id -> Map.of("id", id)).toList()));
    }

    @Test
    void a_key_that_no_item_can_have_is_of_no_item() {
        var spend = "mutation($id: ID!) { spend(id: $id, coins: 1) { coins } }";
        for (var id : List.of("", "x".repeat(2_049))) {
            assertThat(extensions(api.ask(ANN, spend, Map.of("id", id))))
                    .isEqualTo(
                            """
                            {"code":"NOT_FOUND","applied":"no","write":0,"type":"Purse"}\
                            """);
            assertThat(api.wire().calls()).isEmpty();
        }
    }

    @Test
    void no_write_begins_with_300_milliseconds_left() {
        api.wire().reset();
        var fill = Map.of("query", "mutation { fill(id: \"p1\", coins: 1) { coins } }");
        var answer = api.send(ANN, fill, reserved() + 300);
        assertThat(answer.errors()).containsExactly("/fill UNAVAILABLE");
        assertThat(api.wire().calls()).isEmpty();
        assertThat(api.writes().getLast().outcome().name()).isEqualTo("REFUSED");
    }

    private static int reserved() {
        return (int)
                Settings.from(Map.of("SLUICE_CURSOR_KEYS", "k1:AAAAAAAAAAAAAAAAAAAAAA=="))
                        .http()
                        .reservedTime()
                        .toMillis();
    }

    @Test
    void a_trusted_mutation_runs_by_post_and_never_by_get() {
        var schema = Schemas.read("writes.graphqls");
        var manifest =
                ManifestBuild.manifest(
                        SchemaCompiler.compile("writes.graphqls", schema),
                        List.of(
                                new OperationFile(
                                        "fill.graphql",
                                        "mutation Fill($id: ID!) { fill(id: $id, coins: 1) { coins } }")));
        var id = OperationManifest.read("", manifest).getFirst().id();
        try (var trusting =
                Api.of(
                        schema,
                        Map.of("SLUICE_TRUSTED_DOCUMENTS", "only"),
                        builder -> builder.trustedDocuments("fill.json", manifest))) {
            var got = trusting.get(ANN, Map.of("documentId", id, "variables", "{\"id\":\"p1\"}"));
            assertThat(got.status()).isEqualTo(405);
            assertThat(trusting.wire().calls()).isEmpty();
            var posted =
                    trusting.send(ANN, Map.of("documentId", id, "variables", Map.of("id", "p1")));
            assertThat(posted.data("/fill/coins").asInt()).isEqualTo(1);
            assertThat(posted.headers()).containsEntry("cache-control", "private, no-store");
        }
    }

    @Test
    void what_is_deleted_before_it_is_read_back_is_gone() {
        api.with("Purse", Map.of("id", "p2"));
        api.wire().reset();
        api.wire()
                .hook((request, next) -> {
                    if (request.operation().equals("GetItem")) {
                        api.dynamoDb()
                                .deleteItem(item ->
                                        item.tableName(api.physicalName("Purses"))
                                                .key(Map.of("id", AttributeValue.fromS("p1"))));
                    }
                    return next.forward(request.body());
                });
        var share = "mutation { share(from: \"p1\", to: [{id: \"p2\"}]) { coins } }";
        assertThat(api.send(ANN, Map.of("query", share)).errors()).containsExactly("/share GONE");
        assertThat(api.writes().getLast().outcome().name()).isEqualTo("APPLIED");
    }

    @Test
    void costs_are_reported_without_a_write() {
        var answer = api.validated(ANN, "mutation { fill(id: \"p1\", coins: 1) { coins } }");
        assertThat(answer.body().at("/extensions/cost/bound/writeUnits").asDouble()).isPositive();
        assertThat(api.wire().calls()).isEmpty();
        assertThat(coins(api, "p1")).isEqualTo(5);
    }

    @Test
    void of_a_hundred_updates_of_one_version_one_wins_and_the_others_hear_the_current_one()
            throws InterruptedException {
        try (var many = Api.unseen(Schemas.read("writes.graphqls"))) {
            many.with("Account", Map.of("id", "a1", "owner", "ann", "name", "old", "version", 3));
            var answers =
                    Together.run(
                            100,
                            i ->
                                    many.send(
                                            ANN,
                                            Map.of("query", RENAME, "variables", Map.of("v", 3))));
            assertThat(answers).filteredOn(answer -> answer.errors().isEmpty()).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> !answer.errors().isEmpty())
                    .extracting(WritesTest::extensions)
                    .hasSize(99)
                    .containsOnly(
                            """
                            {"code":"CONFLICT","applied":"no","write":0,"type":"Account","version":4}\
                            """);
        }
    }

    @Test
    void a_hundred_writers_count_exactly() throws InterruptedException {
        try (var many = Api.unseen(Schemas.read("writes.graphqls"))) {
            var fill = Map.of("query", "mutation { fill(id: \"c\", coins: 1) { coins } }");
            var answers = Together.run(100, i -> many.send(ANN, fill));
            assertThat(answers).allMatch(answer -> answer.errors().isEmpty());
            assertThat(coins(many, "c")).isEqualTo(100);
            assertThat(answers)
                    .extracting(answer -> answer.data("/fill/coins").asInt())
                    .doesNotHaveDuplicates();
        }
    }

    private static Answer place(Api shop, List<Map<String, Object>> lines, String token) {
        return shop.ask(ANN, Shop.PLACE, Map.of("lines", lines, "token", token));
    }

    private static int stock(Api shop, String product) {
        return shop.ask(
                        Who.user("clerk", "staff"),
                        "query($id: ID!) { products(ids: [$id]) { stock } }",
                        Map.of("id", product))
                .data("/products/0/stock")
                .asInt();
    }

    private static int points(Api shop) {
        return shop.ask(ANN, "{ me { loyalty { points } } }").data("/me/loyalty/points").asInt();
    }

    private static int coins(Api api, String purse) {
        return api.ask(ANN, PURSE, Map.of("id", purse)).data("/purse/coins").asInt(-1);
    }

    static String extensions(Answer answer) {
        JsonNode errors = answer.body().path("errors");
        assertThat(errors).hasSize(1);
        return errors.path(0).path("extensions").toString();
    }
}
