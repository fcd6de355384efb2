// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.internal.schema.InvalidSchemaException;
import dev.sluice.internal.schema.Problem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A root field that no client can call is a problem of the schema, with the figure for which the
/// cheapest operation would be admitted.
class CheckedSchemaTest {
    private static final String SCHEMA =
            """
            schema @limits(LIMITS) { query: Query mutation: Mutation }
            type Note @table(name: "Notes", partitionKey: "{id}", sortKey: "{at}", itemSize: 40)
              @index(name: "byMonth", partitionKey: "{at:month}", sortKey: "{at}")
              @index(name: "byShard", partitionKey: "{shard}", sortKey: "{at}")
              @auth(rules: [{exists: "Member", key: "user = $claims.sub"}]) {
              id: ID!
              at: DateTime!
              shard: ID!
              text: String
              tags: [ID!] @constraint(maxItems: 7)
            }
            type Member @table(name: "Members", partitionKey: "{user}", itemSize: 9) @auth(rules: [{owner: "user"}]) {
              user: ID!
            }
            input Lines { of: [Line!]! @constraint(minItems: 2, maxItems: 9, unique: "id") }
            input Line { id: ID! }
            type Query {
              note(id: ID!, at: DateTime!): Note @getItem(key: "id = $id AND at = $at") @auth(rules: [{signedIn: true}])
              notes(at: DateTime!, ids: [ID!]! @constraint(minItems: 3, maxItems: 9)): [Note]!
                @getItem(key: "id IN $ids AND at = $at") @auth(rules: [{signedIn: true}])
              list(id: ID!, first: Int! = 10, after: String): NoteConnection!
                @query(keyCondition: "id = $id", filter: "attribute_exists(text)", maxRead: 500) @auth(rules: [{signedIn: true}])
              page(id: ID!, first: Int, after: String, last: Int, before: String): NoteConnection!
                @query(keyCondition: "id = $id") @auth(rules: [{signedIn: true}])
              months(from: DateTime!, to: DateTime!, first: Int! = 10, after: String): NoteConnection!
                @query(index: "byMonth", keyCondition: "at:month BETWEEN $from AND $to", maxPartitions: 12) @auth(rules: [{signedIn: true}])
              since(from: DateTime!, first: Int! = 10, after: String): NoteConnection!
                @query(index: "byMonth", keyCondition: "at:month BETWEEN $from AND $now", maxPartitions: 12) @auth(rules: [{signedIn: true}])
              shards(first: Int! = 10, after: String): NoteConnection!
                @query(index: "byShard", keyCondition: "shard IN ('0', '1', '2')") @auth(rules: [{signedIn: true}])
              some(shards: [ID!]! @constraint(minItems: 2, maxItems: 9), first: Int! = 10, after: String): NoteConnection!
                @query(index: "byShard", keyCondition: "shard IN $shards") @auth(rules: [{signedIn: true}])
            }
            type Mutation {
              add(at: DateTime!, shard: ID!): Note @auth(rules: [{signedIn: true}])
                @write(put: "Note", item: "id = $claims.sub, at = $at, shard = $shard")
              addAll(at: DateTime!, lines: Lines!): [Note!] @auth(rules: [{signedIn: true}])
                @write(put: "Note", each: "$lines.of", item: "id = $each.id, at = $at, shard = '0'")
              retag(id: ID!, at: DateTime!): Note @auth(rules: [{signedIn: true}])
                @getItem(as: "old", type: "Note", key: "id = $id AND at = $at", consistent: true)
                @write(update: "Note", key: "id = $id AND at = $at", expression: "REMOVE tags")
                @write(delete: "Member", each: "$old.tags", key: "user = $each")
            }
            """;
    private static final Pattern FIGURE =
            Pattern.compile(" at least (\\d+) (requests|read units|write units|units),");
    private static final Map<String, String> LIMITS =
            Map.of("requests", "requests", "read units", "readUnits", "write units", "writeUnits");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    note | note(id: "a", at: "2026-01-01T00:00:00Z") { id }
                    notes | notes(at: "2026-01-01T00:00:00Z", ids: ["a", "a", "a"]) { id }
                    list | list(id: "a", first: 1) { pageInfo { hasNextPage } }
                    page | page(id: "a", last: 1) { pageInfo { hasNextPage } }
                    months | months(from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z", first: 1) { pageInfo { hasNextPage } }
                    since | since(from: "2026-01-01T00:00:00Z", first: 1) { pageInfo { hasNextPage } }
                    shards | shards(first: 1) { pageInfo { hasNextPage } }
                    some | some(shards: ["1", "2"], first: 1) { pageInfo { hasNextPage } }
                    add | add(at: "2026-01-01T00:00:00Z", shard: "1") { id }
                    addAll | addAll(at: "2026-01-01T00:00:00Z", lines: {of: [{id: "a"}, {id: "b"}]}) { id }
                    retag | retag(id: "a", at: "2026-01-01T00:00:00Z") { id }
                    """)
    void a_field_is_refused_exactly_if_its_cheapest_operation_is(String field, String call)
            throws InvalidDocumentException {
        var document = (isMutation(call) ? "mutation { " : "{ ") + call + " }";
        for (var more :
                List.of("", ", enforce: BUDGET", ", perCaller: {units: 100000, seconds: 60}")) {
            var figures = figures(field, more);
            assertThat(figures.isEmpty()).isEqualTo(more.contains("BUDGET") && isEmpty(field));
            assertThat(problems(field, figures, more)).isEmpty();
            assertThat(excesses(document, figures, more)).isEmpty();
            for (var figure : figures.entrySet()) {
                var below = new HashMap<>(figures);
                below.put(figure.getKey(), figure.getValue() - 1);
                assertThat(problems(field, below, more)).hasSize(1);
                assertThat(excesses(document, below, more)).containsExactly(figure.getKey());
            }
        }
    }

    @Test
    void the_problem_has_the_place_and_the_figures_of_the_field() {
        assertThat(problems("add", Map.of("requests", 9, "readUnits", 900), ""))
                .extracting(Problem::toString)
                .containsExactly(
                        "api.graphqls:35:3 Mutation.add: the field costs at least 120 write units, and the limit is 0, so no client can use it. Fix: raise writeUnits to at least 120, or lower the itemSize, maxRead or minItems of what the field uses.");
        assertThat(problems("note", Map.of("readUnits", 900), ""))
                .extracting(Problem::toString)
                .containsExactly(
                        "api.graphqls:18:3 Query.note: the field costs at least 2 requests, and the limit is 0, so no client can use it. Fix: raise requests to at least 2, or let the field send fewer requests.");
    }

    /// Returns whether a query may read no partition, which costs nothing.
    private static boolean isEmpty(String field) {
        return List.of("months", "since", "some").contains(field);
    }

    private static boolean isMutation(String call) {
        return call.matches("(add|addAll|retag)[(].*");
    }

    /// Returns the least limits with which the field is no problem.
    private static Map<String, Integer> figures(String field, String more) {
        var figures = new HashMap<String, Integer>();
        for (var problem : problems(field, Map.of(), more)) {
            var figure = FIGURE.matcher(problem.fault());
            assertThat(figure.find()).isTrue();
            figures.put(
                    LIMITS.getOrDefault(figure.group(2), ""), Integer.parseInt(figure.group(1)));
        }
        return figures;
    }

    private static List<Problem> problems(String field, Map<String, Integer> limits, String more) {
        var refused =
                catchThrowableOfType(
                        InvalidSchemaException.class,
                        () -> CheckedSchema.compile("api.graphqls", schema(limits, more)));
        return refused == null
                ? List.of()
                : refused.problems().stream()
                        .filter(each -> each.coordinate().endsWith("." + field))
                        .toList();
    }

    private static List<String> excesses(String document, Map<String, Integer> limits, String more)
            throws InvalidDocumentException {
        var catalog = SchemaCompiler.compile("api.graphqls", schema(limits, more));
        return new OperationCosts(catalog)
                .of(document, Map.of()).getFirst().excesses().stream()
                        .map(excess -> excess.limit())
                        .toList();
    }

    private static String schema(Map<String, Integer> limits, String more) {
        return SCHEMA.replace(
                "LIMITS",
                "requests: %d, readUnits: %d, writeUnits: %d%s"
                        .formatted(
                                limits.getOrDefault("requests", more.contains("perCaller") ? 2 : 0),
                                limits.getOrDefault("readUnits", 0),
                                limits.getOrDefault(
                                        "writeUnits", more.contains("perCaller") ? 2 : 0),
                                more));
    }
}
