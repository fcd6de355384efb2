// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.RandomOperations;
import dev.sluice.testing.Thoroughness;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/// Sluice answers objects as graphql-java does, whatever is stored.
class ObjectAnswersTest {
    private static final int OPERATIONS = Thoroughness.cases(150, 3_000);
    private static final int BOXES = 6;

    private static final String SCHEMA =
            """
            schema @limits(requests: 100000, readUnits: 10000000, writeUnits: 0) { query: Query }
            enum State { OPEN CLOSED }
            type Part { name: String! size: Int state: State tags: [String!] sureTags: [String!]! }
            type Box @table(name: "Boxes", partitionKey: "{id}", itemSize: 1)
              @auth(rules: [{public: true}]) {
              id: ID!
              size: Int!
              price: Decimal
              state: State
              since: DateTime
              secret: String @auth(rules: [{group: "staff"}])
              one: Part
              sureOne: Part!
              parts: [Part]
              sureParts: [Part!]!
              innerId: ID @attribute(hidden: true)
              inner: Box @getItem(key: "id = $parent.innerId")
              notes(first: Int! = 3, after: String): NoteConnection!
                @query(keyCondition: "box = $parent.id", maxItems: 5)
            }
            type Note @table(name: "Notes", partitionKey: "{box}", sortKey: "{id}", itemSize: 1)
              @auth(rules: [{public: true}]) {
              box: ID! @attribute(hidden: true)
              id: ID!
              text: String!
              aboutId: ID @attribute(hidden: true)
              about: Box @getItem(key: "id = $parent.aboutId")
            }
            type Query {
              box(id: ID!): Box @getItem(key: "id = $id") @auth(rules: [{public: true}])
              boxes(ids: [ID!]! @constraint(maxItems: 5)): [Box]!
                @getItem(key: "id IN $ids") @auth(rules: [{public: true}])
            }
            """;

    private static final Map<String, Function<Random, String>> ARGUMENTS =
            Map.of(
                    "id", random -> "\"%s\"".formatted(box(random)),
                    "ids", random -> "[\"%s\", \"%s\"]".formatted(box(random), box(random)),
                    "first", random -> String.valueOf(1 + random.nextInt(4)));

    private static final List<Who> CALLERS = List.of(Who.NOBODY, Who.user("u", "staff"));

    private static final List<AttributeValue> STORED =
            List.of(
                    AttributeValue.fromS("OPEN"),
                    AttributeValue.fromS("2026-01-20T10:00:00.000Z"),
                    AttributeValue.fromN("7"),
                    AttributeValue.fromN("7.50"),
                    AttributeValue.fromNul(true),
                    part(Map.of()),
                    part(Map.of("name", AttributeValue.fromS("n"))),
                    AttributeValue.fromL(List.of()),
                    AttributeValue.fromL(
                            List.of(
                                    part(Map.of("name", AttributeValue.fromS("n"))),
                                    AttributeValue.fromNul(true),
                                    part(Map.of("size", AttributeValue.fromN("1"))))));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void an_answer_with_its_errors_is_that_of_graphql_java(int seed) {
        var clientSchema = SchemaCompiler.compile("boxes.graphqls", SCHEMA).clientSchema();
        var settings = Map.of("SLUICE_MAX_ALIASES", "1000");
        var random = new Random(Thoroughness.seed(seed));
        var operations = new RandomOperations(clientSchema, ARGUMENTS, random, true);
        var failed = 0;
        var whole = 0;
        try (var sluice = filled(Api.unseen(SCHEMA, settings), new Random(seed));
                var graphQlJava =
                        filled(
                                Api.unseen(SCHEMA, settings, Composition::notInPlace),
                                new Random(seed))) {
            for (int i = 0; i < OPERATIONS; i++) {
                var query = operations.next(2 + i % 5).query();
                var who = CALLERS.get(i % CALLERS.size());
                var answer = sluice.ask(who, query);

                assertThat(answer(answer)).as(query).isEqualTo(answer(graphQlJava.ask(who, query)));
                failed += answer.errors().isEmpty() ? 0 : 1;
                whole += answer.errors().isEmpty() ? 1 : 0;
            }
        }
        assertThat(failed).isGreaterThan(OPERATIONS / 10);
        assertThat(whole).isGreaterThan(OPERATIONS / 10);
    }

    /// Each cursor is sealed with random bytes.
    private static String answer(Api.Answer answer) {
        return (answer.data() + " " + answer.body().path("errors"))
                .replaceAll("\"AQJrM[\\w-]+\"", "\"cursor\"");
    }

    private static Api filled(Api api, Random random) {
        for (int i = 0; i < BOXES; i++) {
            api.withRaw("Box", fitting("b" + i, random), misfits(random));
            for (int j = 0; j < 3; j++) {
                api.withRaw(
                        "Note",
                        Map.of("box", "b" + i, "id", "n" + j, "text", "t", "aboutId", box(random)),
                        random.nextInt(4) > 0 ? Map.of() : Map.of("text", stored(random)));
            }
        }
        return api;
    }

    private static Map<String, Object> fitting(String id, Random random) {
        var part = Map.of("name", "a", "sureTags", List.of("x"));
        return Map.of(
                "id",
                id,
                "innerId",
                box(random),
                "size",
                random.nextInt(9),
                "price",
                "1.50",
                "state",
                "CLOSED",
                "since",
                "2026-01-20T10:00:00Z",
                "one",
                part,
                "sureOne",
                part,
                "sureParts",
                List.of(part, part));
    }

    /// Returns some attributes of a box, most of which do not fit their fields.
    private static Map<String, AttributeValue> misfits(Random random) {
        var raw = new HashMap<String, AttributeValue>();
        for (var name :
                List.of(
                        "size",
                        "price",
                        "state",
                        "since",
                        "one",
                        "sureOne",
                        "parts",
                        "sureParts")) {
            if (random.nextInt(3) == 0) {
                raw.put(name, stored(random));
            }
        }
        return raw;
    }

    /// The last one has no item.
    private static String box(Random random) {
        return "b" + random.nextInt(BOXES + 1);
    }

    private static AttributeValue stored(Random random) {
        return STORED.get(random.nextInt(STORED.size()));
    }

    private static AttributeValue part(Map<String, AttributeValue> fields) {
        return AttributeValue.fromM(fields);
    }
}
