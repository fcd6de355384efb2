// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.compile.SchemaCompiler;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Objects;

/// Fields of one write ask for records of the same two types under these rules.
class GrantingRecordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scope: \"x\" | scope: \"y\" | scope: \"x\" | scope: \"y\" | 1",
                "scope: \"x\" | scope: \"y\" | scope: \"y\" | scope: \"x\" | 2",
                "scope: \"x\" | scope: \"y\" | scope: \"x\" | scope: \"z\" | 2",
                "group: \"x\" | group: \"y\" | group: \"y\" | group: \"x\" | 2",
                "scope: \"x\" | group: \"y\" | group: \"x\" | scope: \"y\" | 2",
                "public: true | scope: \"y\" | scope: \"y\" | public: true | 2"
            })
    void records_count_once_only_if_the_same_callers_need_them(
            String first, String second, String third, String fourth, int decisions) {
        var schema =
                """
                type Query { note(id: ID!): Note @getItem(key: "id = $id") @auth(rules: [{signedIn: true}]) }
                type Note @table(name: "Notes", partitionKey: "{id}") @auth(rules: [{signedIn: true}]) {
                  id: ID!
                  one: String @auth(rules: [
                    {%s, exists: "Member", key: "user = $claims.sub"}, {%s, exists: "Reviewer", key: "user = $claims.sub"}])
                  two: String @auth(rules: [
                    {%s, exists: "Member", key: "user = $claims.sub"}, {%s, exists: "Reviewer", key: "user = $claims.sub"}])
                }
                type Member @table(name: "Members", partitionKey: "{user}") @auth(rules: [{owner: "user"}]) { user: ID! }
                type Reviewer @table(name: "Reviewers", partitionKey: "{user}") @auth(rules: [{owner: "user"}]) { user: ID! }
                input NoteInput { one: String, two: String }
                type Mutation {
                  edit(id: ID!, note: NoteInput!): Note @auth(rules: [{signedIn: true}])
                    @write(update: "Note", key: "id = $id", expression: "SET ...$note")
                }
                """
                        .formatted(first, second, third, fourth);
        var catalog = SchemaCompiler.compile("notes.graphqls", schema);
        var edit = Objects.requireNonNull(catalog.field("Mutation", "edit"));
        var writes = ((Source.Mutation) edit.source()).writes();

        assertThat(GrantingRecords.of(catalog.fields(), List.of(), writes)).hasSize(decisions);
    }
}
