// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;

/// A variable gives null to a non-null argument, and the argument or the variable has a default.
///
/// Source: GraphQL specification, section 6.4.1, "Coercing Field Arguments".
final class NullForDefaultTest {
    private static final String ONE = " note(of: \"a\", id: \"1\") { id } ";

    private static final Api API =
            Api.of(
                            """
                            input Place { of: ID! = "a", id: ID! = "1" }
                            type Note @table(name: "Notes", partitionKey: "{of}", sortKey: "{id}") @auth(rules: [{public: true}]) {
                              of: ID!
                              id: ID!
                              same(id: ID! = "1"): Note @getItem(key: "of = $parent.of AND id = $id")
                            }
                            type Query {
                              notes(of: ID!, first: Int! = 2, after: String): NoteConnection
                                @query(keyCondition: "of = $of") @auth(rules: [{public: true}])
                              note(of: ID!, id: ID!): Note
                                @getItem(key: "of = $of AND id = $id") @auth(rules: [{public: true}])
                              placed(at: Place!): Note
                                @getItem(key: "of = $at.of AND id = $at.id") @auth(rules: [{public: true}])
                            }
                            """)
                    .with("Note", Map.of("of", "a", "id", "1"));

    @AfterAll
    static void close() {
        API.close();
    }

    @Test
    void it_is_an_error_of_its_field_alone() {
        var answer =
                ask(
                        "query($v: Int) { notes(of: \"a\", first: $v) { edges { cursor } }"
                                + ONE
                                + "}");

        assertThat(answer.data().get("notes").isNull()).isTrue();
        assertThat(answer.data("/note/id").asText()).isEqualTo("1");
        assertThat(answer.codes()).containsExactly("BAD_USER_INPUT");
        assertThat(answer.body().at("/errors/0/path/0").asText()).isEqualTo("notes");
        assertThat(answer.body().at("/errors/0/extensions/variable").asText()).isEqualTo("v");
    }

    @Test
    void the_default_of_the_variable_does_not_replace_null() {
        var answer =
                ask("query($v: ID = \"a\") { note(of: $v, id: \"1\") { id } other:" + ONE + "}");

        assertThat(answer.data().get("note").isNull()).isTrue();
        assertThat(answer.data("/other/id").asText()).isEqualTo("1");
        assertThat(answer.codes()).containsExactly("BAD_USER_INPUT");
    }

    @Test
    void it_is_found_in_input_objects_fragments_and_under_other_fields() {
        var answer =
                ask(
                        "query($v: ID) { placed(at: {id: $v}) { id } ...F note(of: \"a\", id: \"1\") { id ... on Note { same(id: $v) { id } } } } fragment F on Query { again: placed(at: {of: $v}) { id } }");

        assertThat(answer.data().get("placed").isNull()).isTrue();
        assertThat(answer.data().get("again").isNull()).isTrue();
        assertThat(answer.data("/note/id").asText()).isEqualTo("1");
        assertThat(answer.data("/note").get("same").isNull()).isTrue();
        assertThat(answer.codes())
                .containsExactly("BAD_USER_INPUT", "BAD_USER_INPUT", "BAD_USER_INPUT");
    }

    @Test
    void a_variable_that_is_not_sent_leaves_the_default() {
        var answer =
                API.ask(
                        Who.NOBODY,
                        "query($v: Int) { notes(of: \"a\", first: $v) { edges { node { id } } } }");

        assertThat(answer.codes()).isEmpty();
        assertThat(answer.data("/notes/edges/0/node/id").asText()).isEqualTo("1");
    }

    @Test
    void null_is_not_an_error_if_the_type_allows_it() {
        var answer =
                ask("query($v: String) { notes(of: \"a\", after: $v) { edges { node { id } } } }");

        assertThat(answer.codes()).isEmpty();
        assertThat(answer.data("/notes/edges/0/node/id").asText()).isEqualTo("1");
    }

    private static Api.Answer ask(String query) {
        var variables = new HashMap<String, @Nullable Object>();
        variables.put("v", null);
        return API.ask(Who.NOBODY, query, variables);
    }
}
