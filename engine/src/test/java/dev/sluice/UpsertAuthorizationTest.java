// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.telemetry.Denial;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Schemas;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// An upsert may create an item that its caller may put, and change an item that its caller may
/// change.
class UpsertAuthorizationTest {
    private static final Who ANN = Who.user("ann").withClaim("tenant", "red");
    private static final Who BOB = Who.user("bob").withClaim("tenant", "red");

    private static final Who STAFF = Who.user("sue", "staff").withClaim("tenant", "red");

    private Api api;

    @BeforeEach
    void open() {
        api = Api.of(Schemas.read("upserts.graphqls"));
        api.with("Member", Map.of("team", "red", "user", "ann"));
        api.with("Doc", Map.of("id", "anns", "author", "ann", "title", "old"));
        api.with("Team", Map.of("team", "red", "id", "t", "lead", "bob", "text", "old"));
        api.with("Slot", Map.of("tenant", "red", "id", "s", "holder", "ann", "note", "old"));
    }

    @AfterEach
    void close() {
        api.close();
    }

    private List<String> ask(Who who, String field) {
        return api.ask(who, "mutation { f: " + field + " { __typename } }").errors();
    }

    /// Each upsert of a missing item, compared with the put of the same item.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    saveDoc(id: "new", author: "%s", title: "x")  | putDoc(id: "new", author: "%s", title: "x")
                    keepDoc(id: "new", author: "%s", title: "x")  | putDoc(id: "new", author: "%s", title: "x")
                    saveTeam(team: "red", id: "new", text: "x")   | putTeam(team: "red", id: "new", text: "x")
                    saveTeam(team: "blue", id: "new", text: "x")  | putTeam(team: "blue", id: "new", text: "x")
                    saveSlot(id: "new", note: "x")                | putSlot(id: "new", note: "x")
                    """)
    void an_upsert_of_no_item_is_answered_as_the_put_of_the_same(String upsert, String put) {
        for (var owner : List.of("ann", "bob")) {
            for (var who : List.of(ANN, BOB, STAFF)) {
                var expected = ask(who, put.formatted(owner));
                var sent = api.wire().operations().contains("PutItem");
                assertThat(ask(who, upsert.formatted(owner)))
                        .as("%s by %s", upsert, who)
                        .isEqualTo(expected);
                assertThat(api.wire().operations().contains("UpdateItem")).isEqualTo(sent);
                forget();
            }
        }
    }

    private void forget() {
        for (var key : List.of(Map.of("id", "new"), Map.of("team", "red", "id", "new"))) {
            var table = key.size() == 1 ? "Docs" : "Teams";
            api.dynamoDb()
                    .deleteItem(delete ->
                            delete.tableName(api.physicalName(table)).key(attributes(key)));
        }
        api.dynamoDb()
                .deleteItem(delete ->
                        delete.tableName(api.physicalName("Slots"))
                                .key(attributes(Map.of("pk", "red#new"))));
    }

    private static Map<String, AttributeValue> attributes(Map<String, String> texts) {
        return texts.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey, text -> AttributeValue.fromS(text.getValue())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "saveDoc(id: \"%s\", author: \"ann\", title: \"x\")",
                "keepDoc(id: \"%s\", author: \"ann\", title: \"x\")",
                "saveDocOnce(id: \"%s\", author: \"ann\", title: \"x\", clientRequestToken: \"t\")",
                "saveDocs(id: \"mine\", docs: [{id: \"%s\", author: \"ann\", title: \"x\"}])",
                "saveTeam(team: \"blue\", id: \"%s\", text: \"x\")",
                "saveSlot(id: \"%s\", note: \"x\")"
            })
    void an_upsert_whose_put_is_forbidden_is_forbidden_before_anything_is_written(String field) {
        api.with("Team", Map.of("team", "blue", "id", "anns", "lead", "bob", "text", "old"));
        api.with("Slot", Map.of("tenant", "red", "id", "anns", "holder", "bob", "note", "old"));
        var there = ask(BOB, field.formatted("anns"));
        assertThat(api.wire().operations()).doesNotContain("UpdateItem", "TransactWriteItems");
        var requests = api.wire().operations();
        assertThat(ask(BOB, field.formatted("none"))).isEqualTo(there);
        assertThat(api.wire().operations()).isEqualTo(requests);
        assertThat(there).containsExactly("/f FORBIDDEN");
    }

    @Test
    void an_upsert_that_may_create_changes_only_what_its_caller_may_change() {
        assertThat(ask(BOB, "saveDoc(id: \"anns\", author: \"bob\", title: \"x\")"))
                .containsExactly("/f NOT_FOUND");
        var docs = "saveDocs(id: \"b\", docs: [{id: \"anns\", author: \"bob\", title: \"x\"}])";
        assertThat(ask(BOB, docs)).containsExactly("/f NOT_FOUND");
        assertThat(title(ANN)).isEqualTo("old");
        assertThat(ask(ANN, "saveDoc(id: \"anns\", author: \"ann\", title: \"new\")")).isEmpty();
        assertThat(title(ANN)).isEqualTo("new");
    }

    private String title(Who who) {
        return api.ask(who, "{ doc(id: \"anns\") { title } }").data("/doc/title").asText();
    }

    @Test
    void an_upsert_is_refused_by_its_place_and_reported_as_a_denial() {
        var docs = "saveDocs(id: \"b\", docs: [{id: \"b2\", author: \"ann\", title: \"x\"}])";
        var answer = api.ask(BOB, "mutation { " + docs + " { id } }");
        assertThat(WritesTest.extensions(answer))
                .isEqualTo(
                        """
                        {"code":"FORBIDDEN","applied":"no","write":1,"type":"Doc","element":0}\
                        """);
        assertThat(api.denials())
                .extracting(Denial::coordinate, Denial::outcome)
                .containsExactly(tuple("Doc", Denial.Outcome.FORBIDDEN));
    }
}
