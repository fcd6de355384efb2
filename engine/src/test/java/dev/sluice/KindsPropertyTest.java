// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Thoroughness;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// References to items of random types, keys and rules answer what a model says, and cost no more
/// than their bound.
class KindsPropertyTest {
    private static final int QUERIES = Thoroughness.cases(40, 400);
    private static final List<String> CALLERS = List.of("ann", "bob", "cyd");
    private static final List<String> REFS = List.of("r0", "r1", "r#2", "r3", "none");

    /// Where the items of a type are, and what their keys are.
    private enum Place {
        COMPOSED("name: \"Composed\", partitionKey: \"K%d#{%s}\""),
        SORTED("name: \"Sorted\", partitionKey: \"P#{%2$s}\", sortKey: \"K%1$d\""),
        LONE("name: \"Lone%d\", partitionKey: \"{%s}\""),
        SHARED("name: \"Shared\", partitionKey: \"S#{%2$s}\", discriminator: \"sort = 'K%1$d'\"");

        private final String table;

        Place(String table) {
            this.table = table;
        }
    }

    private enum Rule {
        PUBLIC("{public: true}"),
        OWNER("{owner: \"owner\"}"),
        STAFF("{group: \"staff\"}, {owner: \"owner\"}"),
        FRIEND("{exists: \"Friend\", key: \"of = $item.owner AND user = $claims.sub\"}");

        private final String text;

        Rule(String text) {
            this.text = text;
        }
    }

    /// @param field the field of its key
    private record Kind(
            int number, Place place, String field, Rule rule, boolean isNode, int size) {
        String name() {
            return "K" + number;
        }

        String text() {
            return """
            type %s implements Thing%s @table(%s, itemSize: %d) @auth(rules: [%s]) {
              %s%s: ID!
              owner: ID!
              mark: String!
            }
            """
                    .formatted(
                            name(),
                            isNode ? " & Node" : "",
                            place.table.formatted(number, field),
                            place == Place.SHARED ? 7 : size,
                            rule.text,
                            isNode ? "id: ID! @node\n  " : "",
                            field);
        }
    }

    /// The items, by type and reference: each its owner.
    private record World(List<Kind> kinds, Map<String, String> owners, Set<String> friends) {

        static World random(Random random) {
            var kinds =
                    IntStream.range(0, 2 + random.nextInt(4))
                            .mapToObj(number ->
                                    new Kind(
                                            number,
                                            one(random, List.of(Place.values())),
                                            random.nextBoolean() ? "ref" : "ref" + number,
                                            one(random, List.of(Rule.values())),
                                            number == 0 || random.nextInt(3) > 0,
                                            1 + random.nextInt(9)))
                            .toList();
            var owners = new HashMap<String, String>();
            var taken = new HashSet<String>();
            for (var kind : kinds) {
                for (var ref : REFS.subList(0, 4)) {
                    var isFree = kind.place() != Place.SHARED || taken.add(ref);
                    if (isFree && random.nextBoolean()) {
                        owners.put(kind.name() + ref, one(random, CALLERS));
                    }
                }
            }
            var friends =
                    CALLERS.stream()
                            .flatMap(of -> CALLERS.stream().map(user -> of + user))
                            .filter(_ -> random.nextBoolean())
                            .collect(Collectors.toSet());
            return new World(kinds, owners, friends);
        }

        String schema() {
            var key =
                    kinds.stream()
                            .map(Kind::field)
                            .distinct()
                            .map(each -> each + " = $ref")
                            .collect(Collectors.joining(" AND "));
            var list =
                    kinds.stream()
                            .map(Kind::field)
                            .distinct()
                            .map(each -> each + " IN $refs")
                            .collect(Collectors.joining(" AND "));
            return """
            interface Node { id: ID! }
            interface Thing { owner: ID! mark: String! }
            type Friend @table(name: "Friends", partitionKey: "{of}", sortKey: "{user}") @auth(rules: [{public: true}]) { of: ID! user: ID! }
            %s
            type Query {
              any(ref: ID!): Thing @getItem(key: "%s") @auth(rules: [{public: true}])
              all(refs: [ID!]! @constraint(maxItems: 9)): [Thing]! @getItem(key: "%s") @auth(rules: [{public: true}])
              of(ref: ID!, kind: String!): Thing @getItem(key: "%s", kind: "$kind") @auth(rules: [{public: true}])
              node(id: ID!): Node @getItem(key: "id = $id") @auth(rules: [{public: true}])
              nodes(ids: [ID!]! @constraint(maxItems: 9)): [Node]! @getItem(key: "id IN $ids") @auth(rules: [{public: true}])
            }
            """
                    .formatted(
                            kinds.stream().map(Kind::text).collect(Collectors.joining()),
                            key,
                            list,
                            key);
        }

        void fill(Api api) {
            for (var kind : kinds) {
                for (var ref : REFS) {
                    if (owners.get(kind.name() + ref) instanceof String owner) {
                        api.with(
                                kind.name(),
                                Map.of(
                                        kind.field(),
                                        ref,
                                        "owner",
                                        owner,
                                        "mark",
                                        kind.name() + ref));
                    }
                }
            }
            friends.forEach(pair ->
                    api.with(
                            "Friend",
                            Map.of("of", pair.substring(0, 3), "user", pair.substring(3))));
        }

        /// Returns what the caller sees of the first such item, or null.
        @Nullable String seen(String ref, Predicate<Kind> of, String caller, boolean staff) {
            return kinds.stream()
                    .filter(of)
                    .filter(kind -> isSeen(kind, owners.get(kind.name() + ref), caller, staff))
                    .map(kind -> kind.name() + ref)
                    .findFirst()
                    .orElse(null);
        }

        private boolean isSeen(Kind kind, @Nullable String owner, String caller, boolean staff) {
            return owner != null
                    && switch (kind.rule()) {
                        case PUBLIC -> true;
                        case OWNER -> owner.equals(caller);
                        case STAFF -> staff || owner.equals(caller);
                        case FRIEND -> friends.contains(owner + caller);
                    };
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void a_reference_answers_as_the_model_within_its_bound(int seed) {
        var random = new Random(Thoroughness.seed(seed));
        var world = World.random(random);
        try (var api = Api.of(world.schema())) {
            world.fill(api);
            for (int i = 0; i < QUERIES; i++) {
                check(api, world, random);
            }
            assertThat(api.drifts()).isEmpty();
        }
    }

    private static void check(Api api, World world, Random random) {
        var caller = one(random, CALLERS);
        var staff = random.nextInt(4) == 0;
        var who = staff ? Who.user(caller, "staff") : Who.user(caller);
        var refs = Stream.generate(() -> one(random, REFS)).limit(random.nextInt(9)).toList();
        var kind = one(random, world.kinds());
        var named = Stream.generate(() -> one(random, world.kinds())).limit(refs.size()).toList();
        var ids =
                IntStream.range(0, refs.size())
                        .mapToObj(i -> id(named.get(i).name(), refs.get(i)))
                        .toList();
        var variables =
                Map.of("refs", refs, "ids", ids, "kind", kind.name(), "ref", one(random, REFS));
        var answer =
                api.ask(
                        who,
                        "query($ref: ID!, $refs: [ID!]!, $ids: [ID!]!, $kind: String!) { any(ref: $ref) { mark } all(refs: $refs) { mark }"
                                + " of(ref: $ref, kind: $kind) { mark } nodes(ids: $ids) { id ... on Thing { mark } } }",
                        variables);

        assertThat(answer.errors()).isEmpty();
        var ref = Objects.requireNonNull(variables.get("ref")).toString();
        assertThat(mark(answer, "/any")).isEqualTo(world.seen(ref, _ -> true, caller, staff));
        assertThat(mark(answer, "/of")).isEqualTo(world.seen(ref, kind::equals, caller, staff));
        for (int i = 0; i < refs.size(); i++) {
            assertThat(mark(answer, "/all/" + i))
                    .isEqualTo(world.seen(refs.get(i), _ -> true, caller, staff));
            var own = named.get(i);
            var node =
                    world.seen(
                            refs.get(i), each -> own.isNode() && each.equals(own), caller, staff);
            assertThat(mark(answer, "/nodes/" + i)).as("%s of %s", own, world).isEqualTo(node);
            assertThat(answer.data("/nodes/" + i + "/id").asText(null))
                    .isEqualTo(node == null ? null : ids.get(i));
        }
        for (var amount : List.of("requests", "waves", "readUnits")) {
            assertThat(answer.body().at("/extensions/cost/consumed/" + amount).asDouble())
                    .as(world.schema())
                    .isLessThanOrEqualTo(
                            answer.body().at("/extensions/cost/bound/" + amount).asDouble());
        }
        assertThat(api.wire().operations().size())
                .isLessThanOrEqualTo(answer.body().at("/extensions/cost/bound/requests").asInt());
        checkHidden(api, world, who, caller, staff);
    }

    /// Hidden items take the same reads as missing ones.
    private static void checkHidden(Api api, World world, Who who, String caller, boolean staff) {
        var missing = reads(api, who, "none");
        for (var ref : REFS) {
            if (world.seen(ref, _ -> true, caller, staff) == null) {
                assertThat(reads(api, who, ref)).as("%s in %s", ref, world).isEqualTo(missing);
            }
        }
    }

    private static List<String> reads(Api api, Who who, String ref) {
        var _ = api.ask(who, "query($ref: ID!) { any(ref: $ref) { mark } }", Map.of("ref", ref));
        return api.reads();
    }

    private static @Nullable String mark(Api.Answer answer, String pointer) {
        return answer.data(pointer + "/mark").asText(null);
    }

    private static String id(String type, String ref) {
        var text = "%d:%s%d:%s".formatted(type.length(), type, ref.length(), ref);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static <T> T one(Random random, List<T> of) {
        return new ArrayList<>(of).get(random.nextInt(of.size()));
    }
}
