// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What `@auth` hides from a caller looks the same as what does not exist.
class WhoSeesWhatTest {
    private static final String SCHEMA =
            """
            interface Entry { id: ID! title: String! }
            type Note implements Entry
              @table(name: "Desk", partitionKey: "DESK#{owner}", sortKey: "NOTE#{id}")
              @index(name: "byTitle", partitionKey: "{title}")
              @auth(rules: [{owner: "owner"}, {group: "support"}]) {
              owner: ID! @attribute(hidden: true)
              id: ID!
              title: String!
              secret: String @auth(rules: [{group: "staff"}])
              size: Int @auth(rules: [{owner: "owner"}])
              replyTo: ID @attribute(hidden: true)
              replyOwner: ID @attribute(hidden: true)
              reply: Note @getItem(key: "owner = $parent.replyOwner AND id = $parent.replyTo")
              audit: Person @getItem(key: "id = $parent.owner") @auth(rules: [{group: "staff"}])
            }
            type Memo implements Entry
              @table(name: "Desk", partitionKey: "DESK#{owner}", sortKey: "MEMO#{id}")
              @auth(rules: [{group: "staff"}]) {
              owner: ID! @attribute(hidden: true)
              id: ID!
              title: String! @attribute(name: "memoTitle")
            }
            union Item = Note | Memo
            type Person @table(name: "People", partitionKey: "{id}") @auth(rules: [{owner: "id"}, {scope: "people:read"}]) {
              id: ID!
              name: String!
              notes(first: Int! = 10, after: String): NoteConnection! @query(keyCondition: "owner = $parent.id")
            }
            type Notice @table(name: "Notices", partitionKey: "{id}") @auth(rules: [{public: true}]) {
              id: ID!
              text: String!
              author: ID @attribute(hidden: true)
              by: Person @getItem(key: "id = $parent.author")
            }
            type Draft @table(name: "Drafts", partitionKey: "{id}") @auth(rules: [{signedIn: true, group: "staff", scope: "drafts"}]) {
              id: ID!
            }
            type Query {
              note(owner: ID!, id: ID!): Note @getItem(key: "owner = $owner AND id = $id") @auth(rules: [{public: true}])
              noteTitled(title: String!): Note @query(index: "byTitle", keyCondition: "title = $title")
                @auth(rules: [{public: true}])
              notes(owner: ID!, first: Int! = 10, after: String): NoteConnection! @query(keyCondition: "owner = $owner")
                @auth(rules: [{public: true}])
              desk(owner: ID!, first: Int! = 10, after: String): ItemConnection! @query(keyCondition: "owner = $owner")
                @auth(rules: [{public: true}])
              entries(owner: ID!, first: Int! = 10, after: String): EntryConnection! @query(keyCondition: "owner = $owner")
                @auth(rules: [{public: true}])
              person(id: ID!): Person @getItem(key: "id = $id") @auth(rules: [{public: true}])
              people(ids: [ID!]! @constraint(maxItems: 20)): [Person]! @getItem(key: "id IN $ids")
                @auth(rules: [{public: true}])
              me: Person @getItem(key: "id = $claims.sub") @auth(rules: [{signedIn: true}])
              notice(id: ID!): Notice @getItem(key: "id = $id") @auth(rules: [{public: true}])
              draft(id: ID!): Draft @getItem(key: "id = $id") @auth(rules: [{public: true}])
              office(id: ID!): Notice @getItem(key: "id = $id") @auth(rules: [{group: "staff"}, {scope: "office"}])
            }
            """;

    private static final Who ANN = Who.user("ann");
    private static final Who BOB = Who.user("bob");
    private static final Who STAFF = Who.user("sam", "staff");
    private static final Who SUPPORT = Who.user("sue", "support");

    private static Api api;

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA);
        for (var owner : List.of("ann", "bob")) {
            api.with("Person", Map.of("id", owner, "name", "canary-name-" + owner));
            api.with("Notice", Map.of("id", "by-" + owner, "text", "Hello", "author", owner));
            for (int i = 0; i < 3; i++) {
                var other = owner.equals("ann") ? "bob" : "ann";
                api.with(
                        "Note",
                        Map.of(
                                "owner",
                                owner,
                                "id",
                                "n" + i,
                                "title",
                                "canary-title-%s-%d".formatted(owner, i),
                                "secret",
                                "canary-secret",
                                "size",
                                i,
                                "replyTo",
                                "n0",
                                "replyOwner",
                                other));
                api.with("Memo", Map.of("owner", owner, "id", "m" + i, "title", "canary-memo"));
            }
        }
        api.with("Draft", Map.of("id", "d"));
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @Test
    void an_owner_sees_and_others_do_not() {
        var query = "{ note(owner: \"ann\", id: \"n0\") { title } person(id: \"ann\") { name } }";

        assertThat(api.ask(ANN, query).data("/note/title").asText())
                .isEqualTo("canary-title-ann-0");
        assertThat(api.ask(ANN, query).data("/person/name").asText()).isEqualTo("canary-name-ann");
        assertThat(api.ask(SUPPORT, query).data("/note/title").asText())
                .isEqualTo("canary-title-ann-0");
        assertThat(api.ask(SUPPORT, query).data("/person").isNull()).isTrue();
        assertThat(api.ask(BOB.withScope("mail people:read"), query).data("/person/name").asText())
                .isEqualTo("canary-name-ann");
        for (var stranger :
                List.of(
                        BOB,
                        STAFF,
                        Who.NOBODY,
                        BOB.withScope("people:reader"),
                        Who.user("ANN"),
                        Who.user(" ann"))) {
            var answer = api.ask(stranger, query);
            assertThat(answer.text()).doesNotContain("canary");
            assertThat(answer.errors()).isEmpty();
            assertThat(answer.data("/note").isNull()).isTrue();
        }
    }

    @Test
    void all_parts_of_a_rule_must_hold() {
        var query = "{ draft(id: \"d\") { id } }";

        assertThat(api.ask(STAFF.withScope("drafts"), query).data("/draft/id").asText())
                .isEqualTo("d");
        for (var other : List.of(STAFF, ANN.withScope("drafts"), ANN, Who.NOBODY)) {
            assertThat(api.ask(other, query).data("/draft").isNull()).isTrue();
        }
    }

    @Test
    void an_item_of_another_is_byte_identical_to_a_missing_one_and_costs_the_same_requests() {
        var queries =
                List.of(
                        "{ note(owner: \"%s\", id: \"n0\") { id title secret size reply { title } audit { name } } }",
                        "{ person(id: \"%s\") { name notes { edges { node { title } } } } }",
                        "{ people(ids: [\"bob\", \"%s\", \"bob\"]) { id name } }",
                        "{ noteTitled(title: \"canary-title-%s-0\") { id title } }",
                        "{ notes(owner: \"%s\") { edges { cursor node { id title } } pageInfo { hasNextPage endCursor } } }",
                        "{ desk(owner: \"%s\") { edges { node { __typename ... on Note { title } ... on Memo { title } } } pageInfo { hasNextPage endCursor } } }",
                        "{ entries(owner: \"%s\") { edges { node { __typename title } } pageInfo { hasNextPage endCursor } } }",
                        "{"
                                + IntStream.range(0, 20)
                                        .mapToObj(i ->
                                                "a"
                                                        + i
                                                        + ": note(owner: \"%1$s\", id: \"n1\") { title }")
                                        .collect(Collectors.joining(" "))
                                + "}");
        for (var query : queries) {
            var hidden = api.send(BOB, Map.of("query", query.formatted("ann")));
            var missing = api.send(BOB, Map.of("query", query.formatted("zed")));

            assertThat(hidden.errors()).as(query).isEmpty();
            assertThat(hidden.data()).as(query).isEqualTo(missing.data());
            assertThat(hidden.text()).doesNotContain("canary-title-ann", "canary-name-ann");
            api.wire().reset();
            api.plain(BOB, query.formatted("ann"));
            var forHidden = api.wire().operations();
            api.wire().reset();
            var plainMissing = api.plain(BOB, query.formatted("zed"));
            assertThat(api.wire().operations()).as(query).isEqualTo(forHidden);
            assertThat(api.plain(BOB, query.formatted("ann")).text())
                    .as(query)
                    .isEqualTo(plainMissing.text());
        }
    }

    @Test
    void a_batch_keeps_positions_if_some_items_belong_to_others() {
        var answer =
                api.ask(
                        BOB,
                        "{ people(ids: [\"ann\", \"bob\", \"zed\", \"bob\", \"ann\"]) { name } }");

        assertThat(answer.data("/people").toString())
                .isEqualTo(
                        "[null,{\"name\":\"canary-name-bob\"},null,{\"name\":\"canary-name-bob\"},null]");
        assertThat(answer.errors()).isEmpty();
        assertThat(api.reads()).containsExactly("People 3");
    }

    @Test
    void a_rule_holds_on_every_path() {
        var answer =
                api.ask(
                        BOB,
                        """
                        { notes(owner: "bob") { edges { node { title reply { title reply { title } } } } }
                          notice(id: "by-ann") { text by { name } }
                          me { notes { edges { node { reply { title } } } } } }
                        """);

        assertThat(answer.errors()).isEmpty();
        assertThat(answer.data("/notes/edges").size()).isEqualTo(3);
        assertThat(answer.data("/notes/edges").findValues("reply"))
                .hasSize(3)
                .allMatch(com.fasterxml.jackson.databind.JsonNode::isNull);
        assertThat(answer.data("/me/notes/edges").findValues("reply"))
                .hasSize(3)
                .allMatch(com.fasterxml.jackson.databind.JsonNode::isNull);
        assertThat(answer.data("/notice/text").asText()).isEqualTo("Hello");
        assertThat(answer.data("/notice/by").isNull()).isTrue();
        assertThat(answer.text()).doesNotContain("ann");
    }

    @Test
    void a_list_that_its_rule_denies_is_empty_and_sends_no_request() {
        for (var caller : List.of(BOB, Who.NOBODY)) {
            var answer =
                    api.ask(
                            caller,
                            "{ notes(owner: \"ann\") { edges { node { title } } pageInfo { hasNextPage endCursor } } }");

            assertThat(answer.errors()).isEmpty();
            assertThat(answer.data("/notes").toString())
                    .isEqualTo(
                            "{\"edges\":[],\"pageInfo\":{\"hasNextPage\":false,\"endCursor\":null}}");
            assertThat(api.wire().calls()).isEmpty();
        }
        assertThat(
                        api.ask(SUPPORT, "{ notes(owner: \"ann\") { edges { node { title } } } }")
                                .data("/notes/edges")
                                .size())
                .isEqualTo(3);
    }

    @Test
    void of_a_union_or_interface_the_caller_sees_the_members_that_its_rules_allow() {
        var desk =
                "{ desk(owner: \"ann\") { edges { node { __typename ... on Note { title } ... on Memo { id } } } } }";
        var entries = "{ entries(owner: \"ann\") { edges { node { __typename title } } } }";

        for (var query : List.of(desk, entries)) {
            assertThat(api.ask(ANN, query).data().findValuesAsText("__typename"))
                    .containsExactly("Note", "Note", "Note");
            assertThat(api.ask(STAFF, query).data().findValuesAsText("__typename"))
                    .containsExactly("Memo", "Memo", "Memo");
            assertThat(
                            api.ask(Who.user("ann", "staff"), query)
                                    .data()
                                    .findValuesAsText("__typename"))
                    .containsExactly("Memo", "Memo", "Memo", "Note", "Note", "Note");
            assertThat(api.ask(BOB, query).data().findValuesAsText("__typename")).isEmpty();
            assertThat(api.wire().calls()).isEmpty();
        }
    }

    @Test
    void a_root_field_that_its_rule_denies_is_not_executed_while_others_are() {
        var query =
                "{ o: office(id: \"by-ann\") { text } me { name } notice(id: \"by-ann\") { text } }";

        var nobody = api.ask(Who.NOBODY, query);
        assertThat(nobody.status()).isEqualTo(200);
        assertThat(nobody.errors())
                .containsExactlyInAnyOrder("/o UNAUTHENTICATED", "/me UNAUTHENTICATED");
        assertThat(nobody.data("/notice/text").asText()).isEqualTo("Hello");
        assertThat(api.reads()).containsExactly("Notices 1");

        var ann = api.ask(ANN, query);
        assertThat(ann.errors()).containsExactly("/o FORBIDDEN");
        assertThat(ann.data("/me/name").asText()).isEqualTo("canary-name-ann");
        assertThat(ann.data("/o").isNull()).isTrue();

        assertThat(api.ask(ANN.withScope("office"), query).data("/o/text").asText())
                .isEqualTo("Hello");
        assertThat(api.ask(STAFF, query).data("/o/text").asText()).isEqualTo("Hello");
    }

    @Test
    void a_field_that_its_rule_denies_is_an_error_of_that_field_of_a_visible_item() {
        var answer =
                api.ask(ANN, "{ note(owner: \"ann\", id: \"n1\") { title size audit { name } } }");

        assertThat(answer.errors()).containsExactly("/note/audit FORBIDDEN");
        assertThat(answer.data("/note/size").asInt()).isEqualTo(1);
        assertThat(answer.data("/note/audit").isNull()).isTrue();
        assertThat(api.reads()).containsExactly("Desk 1");
        assertThat(api.ask(SUPPORT, "{ note(owner: \"ann\", id: \"n1\") { title size } }").errors())
                .containsExactly("/note/size FORBIDDEN");
    }

    @Test
    void the_null_of_a_denied_field_reveals_nothing() {
        var query = "{ note(owner: \"ann\", id: \"%s\") { secret } }";
        var there = api.ask(ANN, query.formatted("n1"));
        assertThat(there.errors()).containsExactly("/note/secret FORBIDDEN");
        assertThat(there.data().toString()).isEqualTo("{\"note\":{\"secret\":null}}");

        api.withRaw(
                "Note",
                Map.of("owner", "ann", "id", "od", "title", "t", "secret", "x"),
                Map.of("secret", AttributeValue.fromN("1")));
        try {
            var misfit = api.ask(ANN, query.formatted("od"));
            assertThat(misfit.body().path("errors")).isEqualTo(there.body().path("errors"));
            assertThat(misfit.data()).isEqualTo(there.data());
        } finally {
            api.dynamoDb()
                    .deleteItem(item ->
                            item.tableName(api.physicalName("Desk"))
                                    .key(
                                            Map.of(
                                                    "pk",
                                                    AttributeValue.fromS("DESK#ann"),
                                                    "sk",
                                                    AttributeValue.fromS("NOTE#od"))));
        }
        assertThat(api.ask(BOB, query.formatted("n1")).text()).doesNotContain("FORBIDDEN");
        assertThat(
                        api.ask(Who.user("ann", "staff"), query.formatted("n1"))
                                .data("/note/secret")
                                .asText())
                .isEqualTo("canary-secret");
    }

    @Test
    void an_owner_rule_reads_the_owner_although_it_was_not_selected() {
        assertThat(
                        api.ask(ANN, "{ note(owner: \"ann\", id: \"n2\") { size } }")
                                .data("/note/size")
                                .asInt())
                .isEqualTo(2);
        assertThat(
                        api.ask(ANN, "{ noteTitled(title: \"canary-title-ann-2\") { size } }")
                                .data("/noteTitled/size")
                                .asInt())
                .isEqualTo(2);
        assertThat(api.ask(ANN, "{ notes(owner: \"ann\") { edges { node { size } } } }").errors())
                .isEmpty();
    }

    @Test
    void an_item_belongs_to_whom_its_key_says_though_its_attribute_cannot_be_read() {
        api.withRaw(
                "Note",
                Map.of("owner", "cyd", "id", "n0", "title", "t", "secret", "s"),
                Map.of("owner", AttributeValue.fromN("1")));
        var query = "{ note(owner: \"cyd\", id: \"n0\") { title } }";

        assertThat(api.ask(Who.user("cyd"), query).data("/note/title").asText()).isEqualTo("t");
        assertThat(api.ask(Who.user("cyd"), query).errors()).isEmpty();
        assertThat(api.ask(ANN, query).data("/note").isNull()).isTrue();
        assertThat(api.ask(SUPPORT, query).data("/note/title").asText()).isEqualTo("t");
    }

    @Test
    void two_callers_alternating_on_one_instance_and_one_document_see_each_their_own() {
        var query =
                "{ me { id name notes { edges { node { title } } } } notes(owner: \"ann\") { edges { node { title } } } }";
        for (int i = 0; i < 10; i++) {
            for (var caller : List.of("ann", "bob")) {
                var answer = api.ask(Who.user(caller), query);
                assertThat(answer.data("/me/id").asText()).isEqualTo(caller);
                assertThat(answer.data("/me/notes/edges").findValuesAsText("title"))
                        .hasSize(3)
                        .allMatch(title -> title.contains(caller));
                assertThat(answer.data("/notes/edges").size())
                        .isEqualTo(caller.equals("ann") ? 3 : 0);
            }
            assertThat(api.ask(Who.NOBODY, query).text()).doesNotContain("canary");
        }
    }

    @Test
    void callers_on_many_threads_see_each_their_own() throws InterruptedException {
        var query = "{ me { id notes { edges { node { title } } } } }";
        var wrong = java.util.Collections.synchronizedList(new ArrayList<String>());
        var threads = new ArrayList<Thread>();
        for (var caller : List.of("ann", "bob", "ann", "bob")) {
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int i = 0; i < 10; i++) {
                                    var answer = api.send(Who.user(caller), Map.of("query", query));
                                    if (!answer.data("/me/id").asText().equals(caller)
                                            || answer
                                                    .data("/me/notes/edges")
                                                    .findValuesAsText("title")
                                                    .stream()
                                                    .anyMatch(title -> !title.contains(caller))) {
                                        wrong.add(answer.text());
                                    }
                                }
                            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        assertThat(wrong).isEmpty();
    }
}
