// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Thoroughness;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A caller cannot find out whether items that a list does not show are hidden or missing, neither
/// from the answer nor from its cost, for any kind of rule.
class HiddenListsTest {
    private static final String RECORDS =
            """
            type Member @table(name: "Members", partitionKey: "TEAM#{team}", sortKey: "USER#{user}", ttl: "until", itemSize: 1)
              @auth(rules: [{signedIn: true}]) { team: ID! user: ID! until: DateTime role: String }
            type Share @table(name: "Shares", partitionKey: "{item}", sortKey: "{user}", itemSize: 1)
              @auth(rules: [{signedIn: true}]) { item: ID! user: ID! }
            type Admin @table(name: "Admins", partitionKey: "{user}", itemSize: 1)
              @auth(rules: [{signedIn: true}]) { user: ID! }
            type Level @table(name: "Levels", partitionKey: "{level}", itemSize: 1)
              @auth(rules: [{signedIn: true}]) { level: Int! }
            type Seat @table(name: "Seats", partitionKey: "{user}", sortKey: "{since}", itemSize: 300)
              @auth(rules: [{signedIn: true}]) { user: ID! since: DateTime! }
            type Toggle @table(name: "Toggles", partitionKey: "{flag}", sortKey: "{team}", itemSize: 1)
              @auth(rules: [{signedIn: true}]) { team: ID! flag: String! }
            type Pair @table(name: "Pairs", partitionKey: "{item}#{team}", itemSize: 1)
              @auth(rules: [{signedIn: true}]) { item: ID! team: ID! }
            type Digest @table(name: "Digests", partitionKey: "{digest}", itemSize: 1)
              @auth(rules: [{signedIn: true}]) { digest: String! @attribute(as: B) }
            """;

    private static final String JUDGED =
            """
            id: ID! team: ID author: ID level: Int since: DateTime flag: String
            digest: String @attribute(as: B) code: ID title: String!
            """;

    private static final String INDEX =
            "@index(name: \"byCode\", partitionKey: \"{code}\", project: [\"team\", \"author\","
                    + " \"level\", \"since\", \"flag\", \"digest\"])";

    private static final String REST =
            """
            schema @limits(requests: 100000, readUnits: 1000000, writeUnits: 0) { query: Query }
            union Entry = Note | Memo
            type Link @table(name: "Links", partitionKey: "{id}") @auth(rules: [{public: true}]) {
              id: ID! ref: ID! entryRef: ID! refs: [ID!]! @constraint(maxItems: 5) team: ID
              doc: Doc @getItem(key: "id = $parent.ref")
              docs: [Doc] @getItem(key: "id IN $parent.refs")
              coded: Doc @query(index: "byCode", keyCondition: "code = $parent.ref")
              entry: Entry @query(index: "byCode", keyCondition: "code = $parent.entryRef")
              member: Member @getItem(key: "team = $parent.team AND user = $claims.sub")
            }
            type Query {
              docs(ids: [ID!]! @constraint(maxItems: 150)): [Doc]! @getItem(key: "id IN $ids") @auth(rules: [{public: true}])
              surely(ids: [ID!]! @constraint(maxItems: 150)): [Doc]! @getItem(key: "id IN $ids", consistent: true)
                @auth(rules: [{public: true}])
              entry(code: ID!): Entry @query(index: "byCode", keyCondition: "code = $code") @auth(rules: [{public: true}])
              links(ids: [ID!]! @constraint(maxItems: 40)): [Link]! @getItem(key: "id IN $ids") @auth(rules: [{public: true}])
              member(team: ID!): Member @getItem(key: "team = $team AND user = $claims.sub") @auth(rules: [{public: true}])
            }
            """;

    private static final String MEMBER =
            "exists: \"Member\", key: \"team = $item.team AND user = $claims.sub\"";

    private static final List<String> RULES =
            List.of(
                    "{%s}".formatted(MEMBER),
                    "{scope: \"docs\", %s}".formatted(MEMBER),
                    "{owner: \"author\", %s}".formatted(MEMBER),
                    "{owner: \"author\"}",
                    "{group: \"staff\"}",
                    "{exists: \"Share\", key: \"item = $item.id AND user = $claims.sub\"}",
                    "{exists: \"Admin\", key: \"user = $claims.sub\"}",
                    "{public: true, exists: \"Level\", key: \"level = $item.level\"}",
                    "{exists: \"Seat\", key: \"user = $claims.sub AND since = $item.since\"}",
                    "{exists: \"Toggle\", key: \"flag = $item.flag AND team = $item.team\"}",
                    "{exists: \"Pair\", key: \"item = $item.id AND team = $item.team\"}",
                    "{exists: \"Digest\", key: \"digest = $item.digest\"}");

    private static final List<String> QUERIES =
            List.of(
                    "query($ids: [ID!]!) { docs(ids: $ids) { title noted } }",
                    "query($ids: [ID!]!) { docs(ids: $ids) { title } surely(ids: $ids) { title } }",
                    """
                    query($ids: [ID!]!, $links: [ID!]!) {
                      member(team: "blue") { role } docs(ids: $ids) { title next { title } }
                      links(ids: $links) { member { role } doc { title noted } docs { title } } }
                    """,
                    """
                    query($links: [ID!]!) { links(ids: $links) {
                      coded { title next { title } } doc { title }
                      entry { ... on Note { title } ... on Memo { title } } } }
                    """);

    private static final List<Who> CALLERS =
            List.of(
                    Who.user("mia"),
                    Who.user("bob").withScope("docs"),
                    Who.user("ex", "support"),
                    Who.NOBODY);

    private static final int DOCS = 150;
    private static final int NEXT = 5;
    private static final int ENTRIES_OF_A_TYPE = 20;
    private static final List<String> DOC_IDS = ids("D", DOCS);
    private static final List<String> ENTRY_IDS =
            Stream.of("N", "M").flatMap(type -> ids(type, ENTRIES_OF_A_TYPE).stream()).toList();
    private static final int LONGEST_OF_LINKS = 12;
    private static final int VARIANTS = 4;

    private int linksStored;
    private int listsWithHidden;

    static List<Integer> seeds() {
        return Thoroughness.sample(IntStream.range(0, RULES.size() + 2).boxed().toList(), 5, 3);
    }

    /// Covers schemas with each rule alone, and schemas with several rules.
    @ParameterizedTest
    @MethodSource("seeds")
    void hidden_items_of_a_list_cost_what_missing_ones_cost(int seed) {
        var random = new Random(seed);
        var rules = seed < RULES.size() ? List.of(RULES.get(seed)) : some(random);
        try (var api = Api.of(schema(rules, some(random), some(random)))) {
            fill(api, random);
            for (var who : CALLERS) {
                var docs = pool(api, who, "docs", "id", DOC_IDS, DOC_IDS);
                var links = link(api, ENTRY_IDS, ENTRY_IDS);
                var entries = pool(api, who, "links", "entry { __typename }", ENTRY_IDS, links);
                for (var query : QUERIES) {
                    compare(api, who, query, docs, entries, random);
                }
            }
        }
        assertThat(listsWithHidden).isGreaterThan(CALLERS.size() * QUERIES.size());
    }

    /// Each list takes two BatchGetItem requests.
    @Test
    void what_many_hidden_items_share_makes_no_difference() {
        try (var api = Api.of(schema(List.of(RULES.getFirst()), RULES, RULES))) {
            for (int i = 0; i < 110; i++) {
                api.with("Doc", Map.of("id", "one" + i, "team", "blue", "title", "t"));
                api.with("Doc", Map.of("id", "own" + i, "team", "t" + i, "title", "t"));
            }
            var mia = CALLERS.getFirst();
            var missing = asked(api, mia, QUERIES.getFirst(), variables(i -> "no" + i));

            assertThat(missing.operations()).hasSize(4);
            assertThat(missing.reads())
                    .containsExactly("Docs 10", "Docs 100", "Members 10", "Members 100");
            for (var hidden : List.<IntFunction<String>>of(i -> "one" + i, i -> "own" + i)) {
                assertThat(asked(api, mia, QUERIES.getFirst(), variables(hidden)))
                        .isEqualTo(missing);
                assertThat(
                                asked(
                                        api,
                                        mia,
                                        QUERIES.getFirst(),
                                        variables(i -> i % 3 == 0 ? "no" + i : hidden.apply(i))))
                        .isEqualTo(missing);
            }
        }
    }

    private static Map<String, Object> variables(IntFunction<String> id) {
        return Map.of("ids", IntStream.range(0, 110).mapToObj(id).toList());
    }

    private static List<String> some(Random random) {
        var rules = new ArrayList<>(RULES);
        Collections.shuffle(rules, random);
        return rules.subList(0, 2 + random.nextInt(4));
    }

    private static String schema(List<String> doc, List<String> note, List<String> memo) {
        return REST
                + RECORDS
                + type("Doc", "Docs", "{id}", doc)
                        .replace(
                                "title:",
                                "noted: String @auth(rules: [{%s}])"
                                                .formatted(MEMBER.replace("item", "parent"))
                                        + " nextId: ID next: Doc @getItem(key: \"id = $parent.nextId\") title:")
                + type("Note", "Desk", "NOTE#{id}", note)
                + type("Memo", "Desk", "MEMO#{id}", memo);
    }

    private static String type(String name, String table, String key, List<String> rules) {
        return "type %s @table(name: \"%s\", partitionKey: \"%s\") %s @auth(rules: [%s]) {%s}\n"
                .formatted(name, table, key, INDEX, String.join(", ", rules), JUDGED);
    }

    private static void fill(Api api, Random random) {
        api.with("Member", Map.of("team", "red", "user", "mia", "role", "lead"))
                .with(
                        "Member",
                        Map.of("team", "red", "user", "ex", "until", "2026-11-20T11:59:59Z"))
                .with("Member", Map.of("team", "green", "user", "bob"))
                .with("Level", Map.of("level", 1))
                .with("Seat", Map.of("user", "mia", "since", since(1)))
                .with("Toggle", Map.of("team", "red", "flag", "on"))
                .with("Digest", Map.of("digest", digest(1)))
                .with("Admin", Map.of("user", "bob"));
        for (var type : List.of("Doc", "Note", "Memo")) {
            var ids = ids(type.substring(0, 1), type.equals("Doc") ? DOCS : ENTRIES_OF_A_TYPE);
            api.withAll(type, ids.stream().map(id -> item(id, random)).toList());
        }
        api.withAll("Doc", ids("X", NEXT).stream().map(id -> item(id, random)).toList());
        for (int i = 0; i < DOCS; i += 9) {
            api.with("Share", Map.of("item", "D" + i, "user", "mia"))
                    .with("Pair", Map.of("item", "D" + i, "team", "red"));
        }
    }

    private static List<String> ids(String type, int count) {
        return IntStream.range(0, count).mapToObj(i -> type + i).toList();
    }

    /// Some values are shared by many items, some are unique; for some, a record exists.
    private static Map<String, Object> item(String id, Random random) {
        int i = Integer.parseInt(id.substring(1));
        var item = new HashMap<String, Object>(Map.of("id", id, "code", id, "title", "t"));
        maybe(item, "team", random, "red", "blue", "green", "t" + i, "#".repeat(900));
        maybe(item, "author", random, "mia", "ann", "a" + i);
        maybe(item, "level", random, 1, 2, 1_000 + i);
        maybe(item, "since", random, since(1), since(2), since(1_000 + i));
        maybe(item, "flag", random, "on", "off");
        maybe(item, "digest", random, digest(1), digest(2), digest(i));
        if (id.startsWith("D")) {
            maybe(item, "nextId", random, "X" + random.nextInt(NEXT), "none");
        }
        return item;
    }

    private static void maybe(
            Map<String, Object> item, String field, Random random, Object... values) {
        int chosen = random.nextInt(values.length + 1);
        if (chosen < values.length) {
            item.put(field, values[chosen]);
        }
    }

    private static String since(int second) {
        return Instant.ofEpochSecond(second).toString();
    }

    private static String digest(int i) {
        return Base64.getEncoder().encodeToString(("digest" + i).getBytes(StandardCharsets.UTF_8));
    }

    /// Compares lists that have the same visible items in the same places.
    private void compare(Api api, Who who, String query, Pool docs, Pool entries, Random random) {
        int length = random.nextBoolean() ? 101 + random.nextInt(49) : 1 + random.nextInt(30);
        var places = docs.places(length, random);
        var linked = docs.places(1 + random.nextInt(LONGEST_OF_LINKS), random);
        var entered = entries.places(linked.size(), random);
        @Nullable Asked expected = null;
        for (int i = 0; i < VARIANTS; i++) {
            var some = new Mix(i == 0 ? 0 : i < 3 ? 1 : random.nextDouble(), random);
            var docIds = docs.ids(some);
            var ids = places.stream().map(docIds).toList();
            var refs = linked.stream().map(docIds).toList();
            var links = link(api, refs, entered.stream().map(entries.ids(some)).toList());
            var asked = asked(api, who, query, Map.of("ids", ids, "links", links));
            expected = expected == null ? asked : expected;
            assertThat(asked).as("%s %s %s", who, query, ids).isEqualTo(expected);
            listsWithHidden += some.hidden > 0 ? 1 : 0;
        }
    }

    private List<String> link(Api api, List<String> refs, List<String> entries) {
        var links = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < entries.size(); i++) {
            var link = new HashMap<String, Object>();
            link.put("id", "link" + linksStored++);
            link.put("ref", refs.get(i));
            link.put("entryRef", entries.get(i));
            link.put(
                    "refs",
                    IntStream.range(i, i + 5)
                            .mapToObj(each -> refs.get(each % refs.size()))
                            .toList());
            link.put("team", i % 2 == 0 ? "blue" : "red");
            links.add(link);
        }
        if (!links.isEmpty()) {
            api.withAll("Link", links);
        }
        return links.stream().map(link -> (String) link.get("id")).toList();
    }

    /// Decides which of the items that are not shown are hidden, and counts them.
    private static final class Mix {
        private final double share;
        private final Random random;
        private int hidden;

        Mix(double share, Random random) {
            this.share = share;
            this.random = random;
        }

        boolean isHidden() {
            boolean is = random.nextDouble() < share;
            hidden += is ? 1 : 0;
            return is;
        }
    }

    /// @param ids of the items that the field returns
    private static Pool pool(
            Api api, Who who, String field, String selected, List<String> ids, List<String> asked) {
        var query = "query($ids: [ID!]!) { %s(ids: $ids) { %s } }".formatted(field, selected);
        var answer = api.ask(who, query, Map.of("ids", asked));
        assertThat(answer.errors()).isEmpty();
        var pool = new Pool(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < ids.size(); i++) {
            var isSeen = !answer.data("/%s/%d".formatted(field, i)).toString().contains("null");
            (isSeen ? pool.visible() : pool.hidden()).add(ids.get(i));
        }
        return pool;
    }

    /// The items that a caller sees, and the items that a caller does not see.
    private record Pool(List<String> visible, List<String> hidden) {
        /// Returns ids for visible items and numbers for all others; equal numbers mean the same
        /// item.
        List<Object> places(int length, Random random) {
            var places = new ArrayList<Object>();
            for (int i = 0; i < length; i++) {
                boolean shown = !visible.isEmpty() && random.nextInt(4) == 0;
                places.add(
                        shown || hidden.isEmpty()
                                ? visible.get(random.nextInt(visible.size()))
                                : random.nextInt(1 + Math.min(hidden.size() - 1, length)));
            }
            return places;
        }

        /// Returns ids for places; equal places, also in several lists, get the same item.
        Function<Object, String> ids(Mix mix) {
            var others = new ArrayList<>(hidden);
            Collections.shuffle(others, mix.random);
            var chosen = new HashMap<Object, String>();
            return place ->
                    place instanceof Integer number
                            ? chosen.computeIfAbsent(
                                    number,
                                    _ -> mix.isHidden() ? others.get(number) : "no" + number)
                            : (String) place;
        }
    }

    /// @param cost the cost that clients see, without the units: DynamoDB bills a missing item like
    ///   a small one, but the embedded DynamoDB does not
    private record Asked(
            JsonNode data,
            List<String> errors,
            List<String> cost,
            List<String> operations,
            List<String> reads) {}

    private static Asked asked(Api api, Who who, String query, Map<String, ?> variables) {
        var answer = api.ask(who, query, variables);
        var cost = answer.body().at("/extensions/cost");
        return new Asked(
                answer.data(),
                answer.errors(),
                Stream.of("/bound", "/consumed/requests", "/consumed/waves")
                        .map(part -> part + cost.at(part))
                        .toList(),
                api.wire().operations().stream().sorted().toList(),
                api.reads().stream().sorted().toList());
    }
}
