// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Thoroughness;
import dev.sluice.testing.WireFault;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Injects a fault at every request of every kind of mutation. What the answer says of the writes
/// agrees with the tables.
class AppliedPropertyTest {
    private static final int PARALLEL = 12;
    private static final int MILLIS = 8_000;
    private static final Who MIA = Who.user("mia");
    private static final String SCHEMA =
            """
            schema @idempotency(table: "Requests") { query: Query mutation: Mutation }
            type Query { box(id: ID!): Box @getItem(key: "id = $id") @auth(rules: [{signedIn: true}]) }
            type Member @table(name: "Members", partitionKey: "{box}", sortKey: "{user}", itemSize: 1)
              @auth(rules: [{owner: "user"}]) { box: ID! user: ID! }
            type Box @table(name: "Boxes", partitionKey: "{id}", version: "version", itemSize: 1)
              @auth(rules: [{exists: "Member", key: "box = $item.id AND user = $claims.sub"}]) {
              id: ID! note: String label: String! version: Int!
              tally: Tally @getItem(key: "id = $parent.id")
            }
            type Tally @table(name: "Tallies", partitionKey: "{id}", itemSize: 1)
              @auth(rules: [{signedIn: true}]) {
              id: ID! count: Int! @attribute(default: "0")
              box: Box @getItem(key: "id = $parent.id")
            }
            input Part { id: ID! }
            type Mutation {
              put(id: ID!): Box @auth(rules: [{signedIn: true}])
                @write(put: "Box", item: "id = $id, label = 'new'")
              putOnce(id: ID!, clientRequestToken: ID!): Box @auth(rules: [{signedIn: true}])
                @write(put: "Box", item: "id = $id, label = 'new'")
              update(id: ID!, version: Int!): Box @auth(rules: [{signedIn: true}])
                @write(update: "Box", key: "id = $id", expression: "SET label = 'new'")
              updateRead(id: ID!, version: Int!): Box @auth(rules: [{signedIn: true}])
                @getItem(as: "old", type: "Box", key: "id = $id", consistent: true)
                @write(update: "Box", key: "id = $id", expression: "SET label = 'new'", condition: "label = $old.label")
              updateOnce(id: ID!, clientRequestToken: ID!, version: Int!): Box @auth(rules: [{signedIn: true}])
                @getItem(as: "old", type: "Box", key: "id = $id", consistent: true)
                @write(update: "Box", key: "id = $id", expression: "SET label = 'new'", condition: "label = $old.label")
              delete(id: ID!, version: Int!): Box @auth(rules: [{signedIn: true}])
                @getItem(as: "old", type: "Box", key: "id = $id", consistent: true)
                @write(delete: "Box", key: "id = $id")
              deleteOnce(id: ID!, clientRequestToken: ID!, version: Int!): Box @auth(rules: [{signedIn: true}])
                @getItem(as: "old", type: "Box", key: "id = $id", consistent: true)
                @write(delete: "Box", key: "id = $id")
              count(id: ID!): Tally @auth(rules: [{signedIn: true}])
                @write(update: "Tally", key: "id = $id", expression: "ADD count 1", upsert: true)
              countOnce(id: ID!, clientRequestToken: ID!): Tally @auth(rules: [{signedIn: true}])
                @write(update: "Tally", key: "id = $id", expression: "ADD count 1", upsert: true)
              less(id: ID!): Tally @auth(rules: [{signedIn: true}])
                @write(update: "Tally", key: "id = $id", expression: "ADD count -1", condition: "count >= 1", onFail: "TOO_FEW")
              both(id: ID!): Tally @auth(rules: [{signedIn: true}])
                @write(update: "Tally", key: "id = $id", expression: "ADD count 1")
                @write(put: "Box", item: "id = $id, label = 'new'")
              bothOnce(id: ID!, clientRequestToken: ID!): Tally @auth(rules: [{signedIn: true}])
                @write(update: "Tally", key: "id = $id", expression: "ADD count 1")
                @write(put: "Box", item: "id = $id, label = 'new'")
              each(id: ID!, parts: [Part!]! @constraint(maxItems: 9, unique: "id")): Tally @auth(rules: [{signedIn: true}])
                @write(update: "Tally", key: "id = $id", expression: "ADD count -1", condition: "count >= 1")
                @write(update: "Tally", each: "$parts", key: "id = $each.id", expression: "ADD count 1", upsert: true)
            }
            """;

    /// A mutation, and whether its conditions hold.
    enum Kind {
        PUT("put(id: \"n\") { label tally { count } }"),
        PUT_ONCE("putOnce(id: \"n\", clientRequestToken: \"k\") { label version }"),
        PUT_REFUSED("put(id: \"b\") { label }"),
        UPDATE("update(id: \"b\", version: 1) { label tally { count } }"),
        UPDATE_CONFLICT("update(id: \"b\", version: 7) { label }"),
        UPDATE_HIDDEN("update(id: \"hidden\", version: 1) { label }"),
        UPDATE_READ("updateRead(id: \"b\", version: 1) { label note }"),
        UPDATE_ONCE("updateOnce(id: \"b\", version: 1, clientRequestToken: \"k\") { label note }"),
        DELETE("delete(id: \"b\", version: 1) { label }"),
        DELETE_ONCE("deleteOnce(id: \"b\", version: 1, clientRequestToken: \"k\") { label }"),
        COUNT("count(id: \"b\") { count box { label } }"),
        COUNT_ONCE("countOnce(id: \"b\", clientRequestToken: \"k\") { count }"),
        LESS_REFUSED("less(id: \"empty\") { count }"),
        BOTH("both(id: \"n\") { count box { label } }"),
        BOTH_REFUSED("both(id: \"b\") { count }"),
        BOTH_ONCE("bothOnce(id: \"n\", clientRequestToken: \"k\") { count box { label } }"),
        EACH("each(id: \"b\", parts: [{id: \"x\"}, {id: \"y\"}]) { count }"),
        EACH_REFUSED("each(id: \"empty\", parts: [{id: \"x\"}]) { count }");

        private final String field;

        Kind(String field) {
            this.field = field;
        }
    }

    /// Each request is to meet its fault, and no open circuit breaker.
    private static Api open() {
        return Api.of(SCHEMA, Map.of("SLUICE_BREAKERS", "off"))
                .withAll("Member", List.of(member("b"), member("n")))
                .withAll("Box", List.of(box("b"), box("hidden")))
                .with("Tally", Map.of("id", "b", "count", 5))
                .with("Tally", Map.of("id", "n", "count", 5))
                .with("Tally", Map.of("id", "empty", "count", 0));
    }

    private static Map<String, Object> member(String box) {
        return Map.of("box", box, "user", "mia");
    }

    private static Map<String, Object> box(String id) {
        return Map.of("id", id, "label", "old", "version", 1);
    }

    @ParameterizedTest
    @EnumSource
    void a_fault_at_any_request_never_hides_what_became_of_the_writes(Kind kind) throws Exception {
        List<String> requests;
        try (var api = open()) {
            api.ask(MIA, "mutation { field: " + kind.field + " }");
            requests = api.wire().operations();
        }
        var cases = new ArrayList<Callable<Void>>();
        for (int at = 0; at < requests.size(); at++) {
            for (var faults : WireFault.sequences(requests.get(at))) {
                int first = at;
                cases.add(() -> check(kind, first, faults));
            }
        }
        var sample = Thoroughness.sample(cases, 5, kind.name().hashCode());
        assertThat(sample).isNotEmpty();
        try (var threads = Executors.newFixedThreadPool(PARALLEL)) {
            for (var done : threads.invokeAll(sample)) {
                done.get();
            }
        }
    }

    private static Void check(Kind kind, int first, List<WireFault> faults) {
        try (var api = open()) {
            var before = stored(api);
            var sent = new AtomicInteger();
            var lost = new AtomicInteger();
            api.wire().reset();
            api.wire()
                    .hook((request, next) -> {
                        int at = sent.getAndIncrement() - first;
                        if (at < 0) {
                            return next.forward(request.body());
                        }
                        var fault = faults.get(Math.min(at, faults.size() - 1));
                        if (!WireFault.isRead(request) && fault.isUncertain()) {
                            lost.incrementAndGet();
                        }
                        return fault.handle(request, next);
                    });
            var query = Map.of("query", "mutation { field: " + kind.field + " }");
            var answer = api.send(MIA, query, MILLIS);
            var description =
                    "%s, %s from request %d: %s".formatted(kind, faults, first, answer.text());
            check(description, answer.body(), !stored(api).equals(before), lost.get() > 0);
        }
        return null;
    }

    private static void check(String description, JsonNode body, boolean applied, boolean lost) {
        if (body.path("errors").isMissingNode()) {
            assertThat(applied).as(description).isTrue();
        }
        for (var error : body.path("errors")) {
            var extensions = error.path("extensions");
            assertThat(error.at("/path/0").asText()).as(description).isEqualTo("field");
            var truths = Stream.of(applied ? "yes" : "no", lost ? "unknown" : "");
            assertThat(truths).as(description).contains(extensions.path("applied").asText());
            if (error.path("path").size() == 1) {
                own(description, extensions);
            }
        }
    }

    private static void own(String description, JsonNode extensions) {
        switch (extensions.path("code").asText()) {
            case "THROTTLED", "NOT_FOUND", "CONFLICT", "CONDITION_FAILED", "TOO_FEW" ->
                    assertThat(extensions.path("applied").asText()).as(description).isEqualTo("no");
            case "READ_BACK_FAILED" ->
                    assertThat(extensions.path("applied").asText())
                            .as(description)
                            .isEqualTo("yes");
            case String other ->
                    assertThat(other)
                            .as(description)
                            .isIn("UNAVAILABLE", "DEADLINE_EXCEEDED", "INTERNAL");
        }
    }

    /// Returns what the tables of the types contain.
    private static Map<String, String> stored(Api api) {
        return Stream.of("Boxes", "Tallies")
                .collect(
                        Collectors.toMap(
                                table -> table,
                                table -> stored(api, table),
                                (a, b) -> a,
                                TreeMap::new));
    }

    private static String stored(Api api, String table) {
        var name = api.physicalName(table);
        return api
                .dynamoDb()
                .scan(scan -> scan.tableName(name).consistentRead(true))
                .items()
                .stream()
                .map(item -> new TreeMap<>(item).toString())
                .sorted()
                .toList()
                .toString();
    }
}
