// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.telemetry.Drift;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A field of a table's composed key always has the key's value, and an absent field always has its
/// default, whether it is read, compared or changed. For each expression, an item that another
/// application wrote without these attributes, or with other values, behaves like an item that the
/// engine wrote.
class OneTruthTest {
    private static final String MADE_AT = "2026-03-01T10:00:00.000Z";

    /// Conditions on the fields of an item of ann's, made at that time, with rank 5 and colour RED.
    private static final List<String> CONDITIONS =
            List.of(
                    "author = 'ann'",
                    "author <> 'ann'",
                    "author < 'b'",
                    "author > 'b'",
                    "author BETWEEN 'a' AND 'b'",
                    "author IN ('ann', 'bob')",
                    "author IN ('eve', 'bob')",
                    "begins_with(author, 'an')",
                    "begins_with(author, 'bo')",
                    "contains(author, 'nn')",
                    "size(author) = 3",
                    "size(author) > rank",
                    "size(author) < rank",
                    "attribute_exists(author)",
                    "attribute_not_exists(author)",
                    "author = editor",
                    "editor = author",
                    "author <> editor",
                    "editor <> author",
                    "author IN (editor, 'eve')",
                    "contains(friends, author)",
                    "NOT contains(friends, author)",
                    "madeAt = '" + MADE_AT + "'",
                    "madeAt > '2026-03-01T09:59:59.999Z'",
                    "madeAt < '2026-03-01T11:00:00.000+02:00'",
                    "madeAt BETWEEN '2026-02-28T00:00:00Z' AND '2026-03-02T00:00:00Z'",
                    "madeAt <> seenAt",
                    "madeAt < seenAt",
                    "state = 'OPEN'",
                    "state <> 'OPEN'",
                    "NOT author = 'ann'",
                    "NOT author = 'bob'",
                    "author = 'ann' AND rank > 4",
                    "author = 'bob' AND rank > 4",
                    "author = 'bob' OR rank > 4",
                    "author = 'bob' OR rank > 5",
                    "NOT (author = 'bob' OR rank > 5)",
                    "NOT (author = 'ann' AND NOT rank > 5)",
                    "editor <> 'zoe'",
                    "rank = 5",
                    "rank <> 5",
                    "rank <> 6",
                    "NOT rank <> 5",
                    "rank < 6",
                    "rank > 5",
                    "NOT rank > 5",
                    "rank BETWEEN 5 AND 7",
                    "rank BETWEEN 6 AND 7",
                    "rank IN (1, 5)",
                    "rank IN (1, 2)",
                    "rank = level",
                    "rank <> level",
                    "rank > level",
                    "level < rank",
                    "level BETWEEN 1 AND rank",
                    "colour = 'RED'",
                    "colour <> 'RED'",
                    "colour IN ('RED', 'BLUE') AND NOT colour = 'BLUE'",
                    "begins_with(word, 'ha')",
                    "contains(word, 'x')",
                    "size(word) = 5",
                    "size(word) = level",
                    "flag = true",
                    "flag <> true",
                    "since = '2020-01-01T00:00:00Z'",
                    "since < madeAt",
                    "price > 0.4 AND price < 0.6",
                    "box.weight = 7",
                    "box.weight <> 7",
                    "NOT box.weight > 6",
                    "spare.weight = 7",
                    "spare.weight <> 7",
                    "version = 0",
                    "version <> 0");

    /// Updates, and the fields after each.
    private static final Map<String, String> UPDATES =
            Map.of(
                    "ADD rank 2", "rank",
                    "ADD price 0.25", "price",
                    "SET rank = rank + 1", "rank",
                    "SET level = rank - 1", "level rank",
                    "SET level = rank", "level rank",
                    "SET editor = author", "editor author",
                    "SET editor = if_not_exists(author, 'x')", "editor author",
                    "SET seenAt = madeAt", "seenAt",
                    "SET word = word", "word",
                    "SET box.weight = box.weight + 1", "box { weight }");

    private static final String TYPE =
            """
            enum State { OPEN CLOSED }
            enum Colour { RED BLUE }
            type Box { weight: Int! @attribute(default: "7") label: String }
            type Post
              @table(name: "Posts", partitionKey: "USER#{author}", sortKey: "POST#{state}#{madeAt}#{id}", version: "version", itemSize: 1)
              @index(name: "byShelf", partitionKey: "{shelf}", sortKey: "{place}")
              @auth(rules: [{owner: "author"}, {group: "staff"}]) {
              author: ID!
              state: State!
              madeAt: DateTime!
              id: ID!
              shelf: ID!
              place: Int!
              editor: ID
              friends: [ID!] @attribute(as: SS)
              seenAt: DateTime
              level: Int!
              rank: Int! @attribute(default: "5")
              price: Decimal! @attribute(default: "0.5")
              colour: Colour! @attribute(default: "'RED'")
              word: String! @attribute(default: "'hallo'")
              flag: Boolean! @attribute(default: "true")
              since: DateTime! @attribute(default: "'2020-01-01T00:00:00.000Z'")
              box: Box!
              spare: Box
              version: Int!
            }
            """;

    private static final String WHOLE =
            "author state madeAt id editor level rank price colour word flag since box { weight }"
                    + " spare { weight } version";
    private static final String KEY =
            "author = $author AND state = $state AND madeAt = $madeAt AND id = $id";
    private static final String ARGUMENTS =
            "author: ID!, state: State!, madeAt: DateTime!, id: ID!";
    private static final Who STAFF = Who.user("sam", "staff");

    private static Api api;

    @BeforeAll
    static void open() {
        api = Api.of(schema());
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static String schema() {
        var queries = new StringBuilder();
        var mutations = new StringBuilder();
        for (int i = 0; i < CONDITIONS.size(); i++) {
            queries.append(
                    """
                    f%d(shelf: ID!, first: Int! = 10, after: String): PostConnection!
                      @query(index: "byShelf", keyCondition: "shelf = $shelf", filter: "%s", maxRead: 20, maxItems: 10)
                      @auth(rules: [{group: "staff"}])
                    """
                            .formatted(i, CONDITIONS.get(i)));
            mutations.append(
                    """
                    c%d(%s, version: Int!): Post @auth(rules: [{signedIn: true}])
                      @write(update: "Post", key: "%s", expression: "SET place = 1", condition: "%s")
                    d%d(%s): Post @auth(rules: [{signedIn: true}])
                      @write(update: "Post", key: "%s", expression: "SET place = 1, level = 1, box = $box, shelf = 's'", condition: "%s", upsert: true)
                    """
                            .formatted(
                                    i,
                                    ARGUMENTS,
                                    KEY,
                                    CONDITIONS.get(i),
                                    i,
                                    ARGUMENTS + ", box: BoxInput!",
                                    KEY,
                                    CONDITIONS.get(i)));
        }
        var updates = updates();
        for (int i = 0; i < updates.size(); i++) {
            mutations.append(
                    """
                    u%d(%s, version: Int!): Post @auth(rules: [{signedIn: true}])
                      @write(update: "Post", key: "%s", expression: "%s")
                    """
                            .formatted(i, ARGUMENTS, KEY, updates.get(i)));
        }
        return """
        schema { query: Query mutation: Mutation }
        input BoxInput { weight: Int!, label: String }
        %s
        type Query {
          post(%s): Post @getItem(key: "%s") @auth(rules: [{signedIn: true}])
          posts(%s, first: Int! = 10, after: String): PostConnection!
            @query(keyCondition: "%s") @auth(rules: [{signedIn: true}])
          shelf(shelf: ID!, first: Int! = 10, after: String): PostConnection!
            @query(index: "byShelf", keyCondition: "shelf = $shelf") @auth(rules: [{group: "staff"}])
          firstOf(shelf: ID!): Post
            @query(index: "byShelf", keyCondition: "shelf = $shelf") @auth(rules: [{signedIn: true}])
          %s
        }
        type Mutation { %s }
        """
                .formatted(TYPE, ARGUMENTS, KEY, ARGUMENTS, KEY, queries, mutations);
    }

    private static List<String> updates() {
        return UPDATES.keySet().stream().sorted().toList();
    }

    /// How an item was written.
    private enum Writer {
        /// By the engine: every attribute is present.
        OURS,
        /// The fields of the key are only in the key, and fields with a default are absent.
        TERSE,
        /// The fields of the key also have attributes, with other values.
        ODD,
        /// Fields with a default are null.
        NULLS
    }

    /// Stores ann's post with that id, alone on a shelf of its name.
    private static void post(Writer writer, String id) {
        var item = new HashMap<String, AttributeValue>();
        item.put("pk", text("USER#ann"));
        item.put("sk", text("POST#OPEN#" + MADE_AT + "#" + id));
        item.put("shelf", text(id));
        item.put("place", number("3"));
        item.put("level", number("5"));
        item.put("editor", text("ann"));
        item.put("friends", AttributeValue.fromSs(List.of("ann", "bob")));
        item.put("seenAt", text("2026-03-02T00:00:00.000Z"));
        item.put("box", AttributeValue.fromM(Map.of("label", text("a box"))));
        if (writer == Writer.OURS || writer == Writer.NULLS) {
            item.put("author", text("ann"));
            item.put("state", text("OPEN"));
            item.put("madeAt", text(MADE_AT));
            item.put("id", text(id));
        }
        if (writer == Writer.ODD) {
            item.put("author", text("bob"));
            item.put("state", text("closed"));
            item.put("madeAt", number("1"));
            item.put("id", text("ID " + id));
        }
        if (writer == Writer.OURS) {
            item.put("rank", number("5"));
            item.put("price", number("0.5"));
            item.put("colour", text("RED"));
            item.put("word", text("hallo"));
            item.put("flag", AttributeValue.fromBool(true));
            item.put("since", text("2020-01-01T00:00:00.000Z"));
            item.put("version", number("0"));
            item.put(
                    "box",
                    AttributeValue.fromM(Map.of("label", text("a box"), "weight", number("7"))));
        }
        api.dynamoDb().putItem(put -> put.tableName(api.physicalName("Posts")).item(item));
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue number(String number) {
        return AttributeValue.fromN(number);
    }

    private static String key(String id) {
        return "author: \"ann\", state: OPEN, madeAt: \"%s\", id: \"%s\"".formatted(MADE_AT, id);
    }

    @Test
    void an_item_reads_the_same_by_every_path_regardless_of_its_writer() {
        for (var writer : List.of(Writer.OURS, Writer.TERSE, Writer.ODD)) {
            post(writer, "reads");
            var alone =
                    api.ask(Who.user("ann"), "{ post(%s) { %s } }".formatted(key("reads"), WHOLE));
            assertThat(alone.codes()).as("%s", writer).isEmpty();
            assertThat(alone.data("/post/author").asText()).isEqualTo("ann");
            assertThat(alone.data("/post/state").asText()).isEqualTo("OPEN");
            assertThat(alone.data("/post/madeAt").asText()).isEqualTo(MADE_AT);
            assertThat(alone.data("/post/id").asText()).isEqualTo("reads");
            assertThat(alone.data("/post/rank").asInt()).isEqualTo(5);
            assertThat(alone.data("/post/price").asText()).isEqualTo("0.5");
            assertThat(alone.data("/post/since").asText()).isEqualTo("2020-01-01T00:00:00.000Z");
            assertThat(alone.data("/post/flag").asBoolean()).isTrue();
            assertThat(alone.data("/post/box/weight").asInt()).isEqualTo(7);
            assertThat(alone.data("/post/spare").isNull()).isTrue();
            assertThat(alone.data("/post/version").asInt()).isZero();
            var same = alone.data("/post");
            for (var list :
                    List.of("posts(%s)".formatted(key("reads")), "shelf(shelf: \"reads\")")) {
                var page =
                        api.ask(
                                STAFF,
                                "{ page: %s { edges { node { %s } } } }".formatted(list, WHOLE));
                assertThat(page.codes()).isEmpty();
                assertThat(page.data("/page/edges/0/node")).isEqualTo(same);
            }
            var first =
                    api.ask(
                            Who.user("ann"),
                            "{ firstOf(shelf: \"reads\") { %s } }".formatted(WHOLE));
            assertThat(first.data("/firstOf")).isEqualTo(same);
            var batch =
                    api.ask(
                            Who.user("ann"),
                            "{ post(%s) { %s } other: post(%s) { id } }"
                                    .formatted(key("reads"), WHOLE, key("none")));
            assertThat(batch.data("/post")).isEqualTo(same);
        }
    }

    @Test
    void who_may_see_an_item_is_what_its_key_says() {
        post(Writer.ODD, "seen");
        for (var who : List.of("ann", "bob")) {
            var one = api.ask(Who.user(who), "{ post(%s) { id } }".formatted(key("seen")));
            var first = api.ask(Who.user(who), "{ firstOf(shelf: \"seen\") { id } }");
            var list =
                    api.ask(
                            Who.user(who),
                            "{ posts(%s) { edges { node { id } } } }".formatted(key("seen")));
            var change =
                    api.ask(
                            Who.user(who),
                            "mutation { c%d(%s, version: 0) { id } }"
                                    .formatted(CONDITIONS.indexOf("rank = 5"), key("seen")));

            assertThat(one.data("/post").isNull()).isEqualTo(who.equals("bob"));
            assertThat(first.data("/firstOf").isNull()).isEqualTo(who.equals("bob"));
            assertThat(list.data("/posts/edges").isEmpty()).isEqualTo(who.equals("bob"));
            assertThat(change.codes())
                    .isEqualTo(who.equals("bob") ? List.of("NOT_FOUND") : List.of());
        }
    }

    static Stream<String> conditions() {
        return CONDITIONS.stream();
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void a_filter_and_a_condition_agree_regardless_of_the_items_writer(String condition) {
        var i = CONDITIONS.indexOf(condition);
        var verdicts = new ArrayList<List<Object>>();
        for (var writer : List.of(Writer.OURS, Writer.TERSE, Writer.ODD)) {
            post(writer, "c" + i);
            var filtered =
                    api.ask(
                            STAFF,
                            "{ f%d(shelf: \"c%d\") { edges { node { id } } } }".formatted(i, i));
            var changed =
                    api.ask(
                            Who.user("ann"),
                            "mutation { c%d(%s, version: 0) { author id version } }"
                                    .formatted(i, key("c" + i)));
            post(writer, "c" + i);
            var upserted =
                    api.ask(
                            Who.user("ann"),
                            "mutation { d%d(%s, box: {weight: 7}) { author id version } }"
                                    .formatted(i, key("c" + i)));
            assertThat(filtered.codes()).as("%s", writer).isEmpty();
            verdicts.add(
                    List.of(
                            filtered.data().findValuesAsText("id"),
                            changed.codes(),
                            changed.data(),
                            upserted.codes(),
                            upserted.data()));
        }
        assertThat(verdicts.get(1)).as("in its key alone").isEqualTo(verdicts.get(0));
        assertThat(verdicts.get(2)).as("in other attributes").isEqualTo(verdicts.get(0));
        assertThat(verdicts.get(0).get(0).equals(List.of("c" + i)))
                .as("the filter and the condition")
                .isEqualTo(verdicts.get(0).get(1).equals(List.of()));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void a_condition_of_an_upsert_asks_for_an_item_that_is_there(String condition) {
        var i = CONDITIONS.indexOf(condition);
        var created =
                api.ask(
                        Who.user("ann"),
                        "mutation { d%d(%s, box: {weight: 7}) { id } }"
                                .formatted(i, key("new" + i)));
        var holdsOfNothing =
                condition.startsWith("NOT") != condition.contains("<>")
                        || condition.startsWith("attribute_not_exists");

        assertThat(created.codes().isEmpty()).as(condition).isEqualTo(holdsOfNothing);
    }

    @Test
    void an_update_starts_from_the_same_values_regardless_of_the_items_writer() {
        var updates = updates();
        for (int i = 0; i < updates.size(); i++) {
            var left = new ArrayList<Object>();
            for (var writer : List.of(Writer.OURS, Writer.TERSE, Writer.ODD)) {
                var id = "u" + i;
                post(writer, id);
                var answer =
                        api.ask(
                                Who.user("ann"),
                                "mutation { u%d(%s, version: 0) { version %s } }"
                                        .formatted(i, key(id), UPDATES.get(updates.get(i))));
                assertThat(answer.codes()).as("%s of %s", updates.get(i), writer).isEmpty();
                left.add(answer.data());
                var again = api.ask(STAFF, "{ post(%s) { %s } }".formatted(key(id), WHOLE));
                assertThat(again.codes()).isEmpty();
                left.add(again.data());
            }
            assertThat(left.subList(2, 4)).as(updates.get(i)).isEqualTo(left.subList(0, 2));
            assertThat(left.subList(4, 6)).as(updates.get(i)).isEqualTo(left.subList(0, 2));
        }
    }

    @Test
    void a_null_reads_as_the_default_too() {
        post(Writer.NULLS, "nulls");
        var raw = Map.of("#r", "rank", "#w", "word");
        api.dynamoDb()
                .updateItem(update ->
                        update.tableName(api.physicalName("Posts"))
                                .key(
                                        Map.of(
                                                "pk",
                                                text("USER#ann"),
                                                "sk",
                                                text("POST#OPEN#" + MADE_AT + "#nulls")))
                                .updateExpression("SET #r = :n, #w = :n")
                                .expressionAttributeNames(raw)
                                .expressionAttributeValues(
                                        Map.of(":n", AttributeValue.fromNul(true))));

        var answer = api.ask(STAFF, "{ post(%s) { rank word } }".formatted(key("nulls")));

        assertThat(answer.codes()).isEmpty();
        assertThat(answer.data("/post/rank").asInt()).isEqualTo(5);
        assertThat(answer.data("/post/word").asText()).isEqualTo("hallo");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7})
    void an_item_without_a_version_has_version_0(int version) {
        post(Writer.TERSE, "v" + version);
        var i = CONDITIONS.indexOf("rank = 5");
        var change = "mutation { c%d(%s, version: %d) { version } }";

        var answer = api.ask(Who.user("ann"), change.formatted(i, key("v" + version), version));

        if (version == 0) {
            assertThat(answer.codes()).isEmpty();
            assertThat(answer.data("/c%d/version".formatted(i)).asInt()).isEqualTo(1);
            assertThat(api.ask(Who.user("ann"), change.formatted(i, key("v0"), 0)).codes())
                    .containsExactly("CONFLICT");
            assertThat(api.ask(Who.user("ann"), change.formatted(i, key("v0"), 1)).codes())
                    .isEmpty();
        } else {
            assertThat(answer.codes()).containsExactly("CONFLICT");
            assertThat(answer.body().at("/errors/0/extensions/version").asInt(-1)).isZero();
        }
    }

    @Test
    void a_difference_between_key_and_attribute_is_reported() {
        post(Writer.ODD, "told");
        var drifts =
                drifts(
                        STAFF,
                        "query Odd { post(%s) { author state madeAt id } }".formatted(key("told")));

        assertThat(drifts)
                .containsExactly(
                        new Drift.OfKey("Odd", "Post", "author", null),
                        new Drift.OfKey("Odd", "Post", "id", null),
                        new Drift.OfKey("Odd", "Post", "madeAt", null),
                        new Drift.OfKey("Odd", "Post", "state", null));
    }

    @Test
    void an_item_whose_attributes_are_absent_or_agree_is_not_reported() {
        for (var writer : List.of(Writer.OURS, Writer.TERSE)) {
            post(writer, "quiet");
            assertThat(drifts(STAFF, "{ post(%s) { %s } }".formatted(key("quiet"), WHOLE)))
                    .isEmpty();
            assertThat(
                            drifts(
                                    STAFF,
                                    "{ shelf(shelf: \"quiet\") { edges { node { %s } } } }"
                                            .formatted(WHOLE)))
                    .isEmpty();
        }
    }

    private static List<Drift> drifts(Who who, String query) {
        var before = api.drifts().size();
        Answer answer = api.ask(who, query);
        assertThat(answer.codes()).isEmpty();
        return api.drifts().subList(before, api.drifts().size());
    }
}
