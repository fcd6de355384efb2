// SPDX-License-Identifier: Apache-2.0
package dev.sluice.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Thoroughness;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Random writes and lists of two types with the same keys, compared with a model that examines
/// every item.
class DiscriminatorPropertyTest {
    private static final int STEPS = Thoroughness.cases(250, 2_000);
    private static final List<String> IDS = List.of("0", "1", "2", "3", "4", "5");
    private static final List<String> KINDS = List.of("BOOK", "FILM", "GAME");

    private static String type(String name, String kind, String title) {
        return """
        type %s @table(name: "Library", partitionKey: "SHELF", sortKey: "{id}", ttl: "ends", discriminator: "kind = '%s'", itemSize: 1)
          @auth(rules: [{public: true}]) {
          id: ID!
          ends: DateTime
          title: %s
        }
        """
                .formatted(name, kind, title);
    }

    private static String mutations(String type) {
        return """
        put%1$s(id: ID!, title: String!): %1$s @auth(rules: [{public: true}])
          @write(put: "%1$s", item: "id = $id, title = $title")
        set%1$s(id: ID!, title: String!): %1$s @auth(rules: [{public: true}])
          @write(put: "%1$s", item: "id = $id, title = $title", upsert: true)
        have%1$s(id: ID!, title: String!): %1$s @auth(rules: [{public: true}])
          @write(update: "%1$s", key: "id = $id", expression: "SET title = $title", upsert: true)
        change%1$s(id: ID!, title: String!): %1$s @auth(rules: [{public: true}])
          @write(update: "%1$s", key: "id = $id", expression: "SET title = $title")
        drop%1$s(id: ID!, title: String): %1$s @auth(rules: [{public: true}])
          @write(delete: "%1$s", key: "id = $id", condition: "title <> $title")
        """
                .formatted(type)
                .replace("(id: ID!, title: String):", "(id: ID!, title: String!):");
    }

    private static String lists(String type) {
        return """
        one%1$s(id: ID!): %1$s @getItem(key: "id = $id", consistent: true) @auth(rules: [{public: true}])
        all%1$s(first: Int! = 2, after: String, from: ID): %1$sConnection!
          @query(keyCondition: "id >= $from", maxRead: 3, maxItems: 3) @auth(rules: [{public: true}])
        """
                .formatted(type);
    }

    private static final String SCHEMA =
            "schema { query: Query mutation: Mutation }\n"
                    + type("Book", "BOOK", "String!")
                    + type("Film", "FILM", "String")
                    + "type Query {\n"
                    + lists("Book")
                    + lists("Film")
                    + "}\ntype Mutation {\n"
                    + mutations("Book")
                    + mutations("Film")
                    + "}\n";

    /// @param kind the text of the discriminator
    private record Held(String kind, String title, boolean expired) {
        boolean isLive(String other) {
            return kind.equals(other) && !expired;
        }
    }

    private final long seed = Thoroughness.seed(48);
    private final Random random = new Random(seed);
    private final Map<String, Held> model = new TreeMap<>();

    @Test
    void writes_and_lists_of_a_type_never_touch_items_of_another() {
        try (var api = Api.unseen(SCHEMA)) {
            var other = new OtherWriter(api, "Library");
            for (int step = 0; step < STEPS; step++) {
                var id = any(IDS);
                if (random.nextInt(4) == 0) {
                    var held = new Held(any(KINDS), "o" + step, random.nextInt(3) == 0);
                    model.put(id, held);
                    other.put(stored(id, held));
                } else {
                    write(api, any(List.of("put", "set", "have", "change", "drop")), id, step);
                }
                if (step % 10 == 0) {
                    compare(api, "Book");
                    compare(api, "Film");
                }
            }
        }
    }

    private static Map<String, Object> stored(String id, Held held) {
        return Map.of(
                "pk",
                "SHELF",
                "id",
                id,
                "kind",
                held.kind(),
                "title",
                held.title(),
                "ends",
                Api.NOW.getEpochSecond() + (held.expired() ? -10 : 1000));
    }

    private void write(Api api, String verb, String id, int step) {
        var type = any(List.of("Book", "Film"));
        var kind = type.toUpperCase(Locale.ROOT);
        var there = model.get(id);
        var isAbsent = there == null || there.expired();
        var isOwn = there != null && there.isLive(kind);
        var isApplied =
                switch (verb) {
                    case "put" -> isAbsent;
                    case "set", "have" -> isAbsent || isOwn;
                    default -> isOwn;
                };
        var answer =
                api.ask(
                        Who.NOBODY,
                        "mutation { %s%s(id: \"%s\", title: \"t%d\") { title } }"
                                .formatted(verb, type, id, step));
        var refusal =
                verb.equals("change") || verb.equals("drop") ? "NOT_FOUND" : "CONDITION_FAILED";
        assertThat(answer.codes())
                .as("seed %d, step %d: %s%s of %s", seed, step, verb, type, there)
                .isEqualTo(isApplied ? List.of() : List.of(refusal));
        if (isApplied && verb.equals("drop")) {
            model.remove(id);
        } else if (isApplied) {
            model.put(id, new Held(kind, "t" + step, false));
        }
    }

    private void compare(Api api, String type) {
        var kind = type.toUpperCase(Locale.ROOT);
        var expected = new ArrayList<String>();
        model.forEach((id, held) -> {
            if (held.isLive(kind)) {
                expected.add(id + held.title());
            }
        });
        assertThat(listed(api, type))
                .as("seed %d: %s of %s", seed, type, model)
                .isEqualTo(expected);
        for (var id : IDS) {
            var found =
                    api.ask(Who.NOBODY, "{ one%s(id: \"%s\") { title } }".formatted(type, id))
                            .data("/one" + type + "/title");
            assertThat(expected.contains(id + found.asText()))
                    .as("seed %d: %s %s of %s", seed, type, id, model)
                    .isEqualTo(expected.stream().anyMatch(each -> each.startsWith(id)));
        }
    }

    private List<String> listed(Api api, String type) {
        var found = new ArrayList<String>();
        var after = "null";
        for (var hasNext = true; hasNext; ) {
            var page =
                    api.ask(
                                    Who.NOBODY,
                                    "{ all%s(first: %d, after: %s) { edges { node { id title } } pageInfo { hasNextPage endCursor } } }"
                                            .formatted(type, 1 + random.nextInt(3), after))
                            .data("/all" + type);
            page.path("edges")
                    .forEach(edge ->
                            found.add(
                                    edge.at("/node/id").asText()
                                            + edge.at("/node/title").asText()));
            hasNext = page.at("/pageInfo/hasNextPage").asBoolean();
            after = "\"%s\"".formatted(page.at("/pageInfo/endCursor").asText());
        }
        return found;
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
