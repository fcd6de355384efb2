// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.HotSpotDiagnosticMXBean;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.WireProxy;
import dev.sluice.testing.WireProxy.Reply;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// All item reads of one wave share requests, for every type and every place in the answer.
class WavesTest {
    private static final String SCHEMA =
            """
            type Country @table(name: "Countries", partitionKey: "{code}") @auth(rules: [{public: true}]) {
              code: ID!
              name: String!
            }
            type Author @table(name: "Authors", partitionKey: "{id}", itemSize: 1) @auth(rules: [{public: true}]) {
              id: ID!
              name: String!
              countryCode: ID @attribute(hidden: true)
              country: Country @getItem(key: "code = $parent.countryCode")
            }
            type Publisher @table(name: "Publishers", partitionKey: "{id}") @auth(rules: [{public: true}]) {
              id: ID!
              name: String!
              countryCode: ID @attribute(hidden: true)
              country: Country @getItem(key: "code = $parent.countryCode")
            }
            type Book @table(name: "Books", partitionKey: "{shelf}", sortKey: "{id}", itemSize: 1)
              @auth(rules: [{public: true}]) {
              shelf: ID!
              id: ID!
              title: String!
              authorId: ID! @attribute(hidden: true)
              publisherId: ID @attribute(hidden: true)
              author: Author @getItem(key: "id = $parent.authorId")
              publisher: Publisher @getItem(key: "id = $parent.publisherId")
            }
            type Query {
              shelf(shelf: ID!, first: Int! = 100, after: String): BookConnection!
                @query(keyCondition: "shelf = $shelf", maxItems: 300) @auth(rules: [{public: true}])
              author(id: ID!): Author @getItem(key: "id = $id") @auth(rules: [{public: true}])
              newestAuthor(id: ID!): Author @getItem(key: "id = $id", consistent: true)
                @auth(rules: [{public: true}])
              authors(ids: [ID!]! @constraint(maxItems: 300)): [Author]!
                @getItem(key: "id IN $ids") @auth(rules: [{public: true}])
              publisher(id: ID!): Publisher @getItem(key: "id = $id") @auth(rules: [{public: true}])
            }
            """;

    private static final Who ANYONE = Who.NOBODY;
    private static Api api;

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA);
        api.withAll(
                "Author",
                numbered(
                        300,
                        i ->
                                Map.of(
                                        "id",
                                        "a" + i,
                                        "name",
                                        "Author " + i,
                                        "countryCode",
                                        "c" + i % 5)));
        api.withAll(
                "Publisher",
                numbered(
                        60,
                        i ->
                                Map.of(
                                        "id",
                                        "p" + i,
                                        "name",
                                        "Publisher " + i,
                                        "countryCode",
                                        "c" + i % 3)));
        api.withAll("Country", numbered(5, i -> Map.of("code", "c" + i, "name", "Country " + i)));
        api.withAll(
                "Book",
                numbered(
                        100,
                        i ->
                                Map.of(
                                        "shelf", "s1",
                                        "id", "b%03d".formatted(i),
                                        "title", "Book " + i,
                                        "authorId", "a" + i % 60,
                                        "publisherId", "p" + i % 10)));
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @Test
    void parents_100_that_name_60_children_read_60_keys_once() {
        var answer =
                api.ask(
                        ANYONE,
                        "{ shelf(shelf: \"s1\") { edges { node { title author { name } } } } }");

        assertThat(api.reads()).containsExactly("Books 1", "Authors 60");
        assertThat(answer.data("/shelf/edges/99/node/author/name").asText()).isEqualTo("Author 39");
        assertThat(answer.data("/shelf/edges").findValues("author"))
                .hasSize(100)
                .noneMatch(JsonNode::isNull);
        assertThat(answer.consumed("waves")).isEqualTo(2);
    }

    @Test
    void keys_250_are_three_requests_that_run_at_the_same_time() {
        api.wire().reset();
        delay("BatchGetItem", Duration.ofMillis(400));
        var answer =
                api.send(
                        ANYONE,
                        question(
                                "query($ids: [ID!]!) { authors(ids: $ids) { name } }",
                                Map.of("ids", ids(250))));

        assertThat(api.reads())
                .containsExactlyInAnyOrder("Authors 100", "Authors 100", "Authors 50");
        var calls = api.wire().calls();
        assertThat(calls.get(0).overlaps(calls.get(1))).isTrue();
        assertThat(calls.get(1).overlaps(calls.get(2))).isTrue();
        assertThat(calls.get(0).overlaps(calls.get(2))).isTrue();
        assertThat(answer.data("/authors/249/name").asText()).isEqualTo("Author 249");
        assertThat(answer.consumed("waves")).isEqualTo(1);
        assertThat(answer.consumed("requests")).isEqualTo(3);
    }

    @Test
    void a_query_and_items_of_one_wave_run_at_the_same_time() {
        api.wire().reset();
        delay("", Duration.ofMillis(400));
        api.send(
                ANYONE,
                question(
                        "{ shelf(shelf: \"s1\", first: 1) { edges { node { id } } } author(id: \"a1\") { name } }",
                        Map.of()));

        var calls = api.wire().calls();
        assertThat(calls).hasSize(2);
        assertThat(calls.get(0).overlaps(calls.get(1))).isTrue();
    }

    @Test
    void two_sibling_types_share_one_request() {
        api.ask(
                ANYONE,
                "{ shelf(shelf: \"s1\", first: 20) { edges { node { author { name } publisher { name } } } } }");

        assertThat(api.wire().operations()).containsExactly("Query", "BatchGetItem");
        assertThat(api.reads()).containsExactly("Books 1", "Authors 20", "Publishers 10");
    }

    @Test
    void relations_at_different_depths_but_of_one_step_share_one_request() {
        api.ask(
                ANYONE,
                """
                { shelf(shelf: "s1", first: 3) { edges { node { author { name } } } }
                  author(id: "a1") { country { name } }
                  again: publisher(id: "p2") { country { name } } }
                """);

        assertThat(api.wire().operations())
                .containsExactlyInAnyOrder("Query", "BatchGetItem", "BatchGetItem");
        assertThat(api.reads().subList(0, 3))
                .containsExactlyInAnyOrder("Books 1", "Authors 1", "Publishers 1");
        assertThat(api.reads().subList(3, 5)).containsExactly("Authors 2", "Countries 2");
    }

    @Test
    void what_an_earlier_wave_read_is_not_read_again() {
        api.ask(
                ANYONE,
                """
                { shelf(shelf: "s1", first: 2) { edges { node { author { id name country { name } } } } }
                  a: author(id: "a0") { id } b: author(id: "a1") { id } }
                """);

        assertThat(api.reads()).containsExactlyInAnyOrder("Books 1", "Authors 2", "Countries 2");
    }

    @Test
    void aliases_of_one_field_cost_nothing_more() {
        var aliases =
                IntStream.range(0, 25)
                        .mapToObj(i ->
                                "a%d: author(id: \"a1\") { name }\n b%d: shelf(shelf: \"s1\", first: 2) { edges { node { id } } }"
                                        .formatted(i, i))
                        .toList();
        var answer = api.ask(ANYONE, "{" + String.join("\n", aliases) + "}");

        assertThat(api.wire().operations()).containsExactlyInAnyOrder("GetItem", "Query");
        assertThat(answer.data().size()).isEqualTo(50);
        assertThat(answer.data("/a24/name").asText()).isEqualTo("Author 1");
    }

    @Test
    void one_item_is_read_once_although_two_places_select_different_fields() {
        var answer =
                api.ask(
                        ANYONE,
                        """
                        { one: author(id: "a7") { id } two: author(id: "a7") { name }
                          three: author(id: "a7") { country { name } } }
                        """);

        assertThat(api.reads()).containsExactly("Authors 1", "Countries 1");
        assertThat(answer.data("/two/name").asText()).isEqualTo("Author 7");
        assertThat(answer.data("/three/country/name").asText()).isEqualTo("Country 2");
    }

    @Test
    void a_consistent_read_serves_an_eventual_one_of_the_same_item() {
        api.ask(ANYONE, "{ author(id: \"a1\") { id } newestAuthor(id: \"a1\") { name } }");

        assertThat(api.wire().calls()).hasSize(1);
        assertThat(api.wire().calls().getFirst().body().path("ConsistentRead").asBoolean())
                .isTrue();
    }

    @Test
    void only_selected_attributes_are_fetched() {
        api.ask(
                ANYONE,
                "{ author(id: \"a1\") { name } shelf(shelf: \"s1\", first: 1) { edges { node { id } } } }");

        for (var call : api.wire().calls()) {
            assertThat(call.body().path("ExpressionAttributeNames").findValuesAsText("#p0"))
                    .isNotEmpty();
            var names = new ArrayList<String>();
            call.body().path("ExpressionAttributeNames").forEach(name -> names.add(name.asText()));
            assertThat(names).isSubsetOf("id", "name", "shelf");
        }
    }

    @Test
    void keys_left_unprocessed_for_ever_are_throttled_at_their_fields_alone() {
        api.wire().reset();
        api.wire().hook(WavesTest::leavingOut);
        var answer =
                api.send(
                        ANYONE,
                        question(
                                """
                                { authors(ids: ["a1", "a2", "a3"]) { name } two: author(id: "a2") { name }
                                  publisher(id: "p1") { name } }
                                """,
                                Map.of()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.errors())
                .containsExactlyInAnyOrder("/authors/1 THROTTLED", "/two THROTTLED");
        assertThat(answer.data("/authors/0/name").asText()).isEqualTo("Author 1");
        assertThat(answer.data("/authors/1").isNull()).isTrue();
        assertThat(answer.data("/authors/2/name").asText()).isEqualTo("Author 3");
        assertThat(answer.data("/two").isNull()).isTrue();
        assertThat(answer.data("/publisher/name").asText()).isEqualTo("Publisher 1");
    }

    /// Leaves the key `a2` unprocessed.
    private static Reply leavingOut(WireProxy.Request request, WireProxy.Forward next)
            throws IOException, InterruptedException {
        if (!request.operation().equals("BatchGetItem")) {
            return next.forward(request.body());
        }
        var sent = request.body().deepCopy();
        var left = ((ObjectNode) sent).objectNode();
        sent.path("RequestItems")
                .properties()
                .forEach(table -> {
                    var keys = table.getValue().path("Keys").iterator();
                    while (keys.hasNext()) {
                        var key = keys.next();
                        if (key.at("/id/S").asText().equals("a2")) {
                            left.putObject(table.getKey()).putArray("Keys").add(key);
                            keys.remove();
                        }
                    }
                });
        var empty =
                sent.path("RequestItems").properties().stream()
                        .filter(table -> table.getValue().path("Keys").isEmpty())
                        .map(Map.Entry::getKey)
                        .toList();
        ((ObjectNode) sent.path("RequestItems")).remove(empty);
        var reply =
                sent.path("RequestItems").isEmpty()
                        ? new Reply(
                                200,
                                ((ObjectNode) sent)
                                        .objectNode()
                                        .set("Responses", left.objectNode()))
                        : next.forward(sent);
        ((ObjectNode) reply.body()).set("UnprocessedKeys", left);
        return reply;
    }

    @Test
    void a_deadline_that_passes_during_a_wave_fails_what_is_late_and_leaves_no_thread_behind(
            @TempDir Path directory) throws IOException, InterruptedException {
        api.wire().reset();
        delay("GetItem", Duration.ofSeconds(20));
        long start = System.nanoTime();
        var answer =
                api.send(
                        ANYONE,
                        question(
                                "{ shelf(shelf: \"s1\", first: 1) { edges { node { id author { name } } } } author(id: \"a1\") { name } }",
                                Map.of()),
                        2_500);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(answer.errors())
                .containsExactlyInAnyOrder(
                        "/author DEADLINE_EXCEEDED",
                        "/shelf/edges/0/node/author DEADLINE_EXCEEDED");
        assertThat(answer.data("/shelf/edges/0/node/id").asText()).isEqualTo("b000");
        assertThat(answer.data("/author").isNull()).isTrue();
        assertThat(api.wire().operations()).containsExactly("Query");
        long patience = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (readers(directory) > 0 && System.nanoTime() < patience) {
            Thread.sleep(50);
        }
        assertThat(readers(directory)).isZero();
    }

    private static long readers(Path directory) throws IOException {
        var dump = directory.resolve("threads");
        Files.deleteIfExists(dump);
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
        try (var lines = Files.lines(dump)) {
            return lines.filter(line -> line.startsWith("#") && line.contains("\"dynamodb\""))
                    .count();
        }
    }

    @Test
    void nothing_is_sent_when_no_time_is_left() {
        api.wire().reset();
        var answer = api.send(ANYONE, question("{ author(id: \"a1\") { name } }", Map.of()), 100);

        assertThat(answer.errors()).containsExactly("/author UNAVAILABLE");
        assertThat(api.wire().calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ResourceNotFoundException", "AccessDeniedException", "ValidationException"})
    void a_request_that_DynamoDB_refuses_is_internal_and_tells_no_names(String code) {
        api.wire().reset();
        api.wire().hook((request, next) -> Reply.error(400, code));
        var answer =
                api.send(
                        ANYONE,
                        question(
                                "{ author(id: \"canary-id\") { name } shelf(shelf: \"s1\") { edges { node { id } } } }",
                                Map.of()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("errors").findValuesAsText("code"))
                .contains("INTERNAL")
                .containsOnly("INTERNAL");
        assertThat(answer.body().path("errors").findValuesAsText("requestId"))
                .isNotEmpty()
                .containsOnly("request-1");
        assertThat(answer.text())
                .doesNotContain("Authors", "Books", "injected", "canary", code, "dynamodb");
    }

    @Test
    void the_next_request_after_a_failed_one_is_served() {
        api.wire().reset();
        api.wire().hook((request, next) -> Reply.error(500, "InternalServerError"));
        assertThat(api.send(ANYONE, question("{ author(id: \"a1\") { name } }", Map.of())).errors())
                .containsExactly("/author UNAVAILABLE");

        assertThat(api.ask(ANYONE, "{ author(id: \"a1\") { name } }").data("/author/name").asText())
                .isEqualTo("Author 1");
    }

    private static void delay(String operation, Duration delay) {
        api.wire()
                .hook((request, next) -> {
                    if (operation.isEmpty() || request.operation().equals(operation)) {
                        Thread.sleep(delay);
                    }
                    return next.forward(request.body());
                });
    }

    private static Map<String, Object> question(String query, Map<String, ?> variables) {
        return Map.of("query", query, "variables", variables);
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "a" + i).toList();
    }

    private static List<Map<String, Object>> numbered(
            int count, java.util.function.IntFunction<Map<String, Object>> item) {
        return IntStream.range(0, count).mapToObj(item).toList();
    }
}
