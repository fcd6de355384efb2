// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.schema.InvalidSchemaException;
import dev.sluice.testing.Schemas;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A non-null field is accepted if every caller who may see its parent may see it.
class RefusedParentsTest {
    private static final String SCHEMA =
            """
            type Query {
              desk(id: ID!): Desk @getItem(key: "id = $id") @auth(rules: [{public: true}])
            }
            type Desk @table(name: "Desks", partitionKey: "{id}") @auth(rules: [TYPE]) {
              id: ID!
              lead: ID!
              FIELD @auth(rules: [RULES])
              drawer: Drawer
            }
            type Drawer {
              id: ID
              note: String! @auth(rules: [DRAWER])
            }
            type Member @table(name: "Members", partitionKey: "{desk}", sortKey: "{user}")
              @auth(rules: [{owner: "user"}]) { desk: ID! user: ID! }
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    true | {public: true} | {public: true}
                    true | {group: "staff"} | {signedIn: true}
                    true | {owner: "lead"} | {owner: "lead"}
                    true | {owner: "lead"}, {group: "staff"} | {group: "staff"}, {owner: "lead"}, {scope: "x"}
                    true | {scope: "a", group: "b"} | {scope: "a"}
                    true | {exists: "Member", key: "desk = $item.id AND user = $claims.sub"} | {exists: "Member", key: "desk = $parent.id AND user = $claims.sub"}
                    true | {owner: "lead", exists: "Member", key: "desk = $item.id AND user = $claims.sub"} | {exists: "Member", key: "desk = $item.id AND user = $item.lead"}
                    false | {public: true} | {signedIn: true}
                    false | {signedIn: true} | {owner: "lead"}
                    false | {owner: "id"} | {owner: "lead"}
                    false | {scope: "a"} | {scope: "a", group: "b"}
                    false | {scope: "a"} | {scope: "b"}
                    false | {group: "a"}, {group: "b"} | {group: "a"}
                    false | {exists: "Member", key: "desk = $item.id AND user = $claims.sub"} | {exists: "Member", key: "desk = $item.lead AND user = $claims.sub"}
                    """)
    void a_field_may_be_non_null_if_its_rules_refuse_nobody_who_sees_its_parent(
            boolean starts, String type, String field) {
        assertThat(starts("note: String!", type, field, "{public: true}")).isEqualTo(starts);
        assertThat(starts("notes: [String!]!", type, field, "{public: true}")).isEqualTo(starts);
        assertThat(starts("note: String", type, field, "{public: true}")).isTrue();
        assertThat(starts("notes: [String!]", type, field, "{public: true}")).isTrue();
        assertThat(starts("note: String! @attribute(hidden: true)", type, field, "{public: true}"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    true | {group: "staff"} | {group: "staff"}
                    true | {owner: "id"} | {signedIn: true}
                    false | {owner: "id"} | {owner: "id"}
                    false | {public: true} | {signedIn: true}
                    """)
    void an_embedded_object_is_visible_to_callers_who_see_its_item(
            boolean starts, String type, String drawer) {
        assertThat(starts("note: String", type, "{public: true}", drawer)).isEqualTo(starts);
    }

    private static boolean starts(String field, String type, String rules, String drawer) {
        var schema =
                SCHEMA.replace("TYPE", type)
                        .replace("FIELD", field)
                        .replace("RULES", rules)
                        .replace("DRAWER", drawer);
        try {
            Schemas.compile(schema);
            return true;
        } catch (InvalidSchemaException e) {
            assertThat(e.getMessage()).contains("would be null").doesNotContain("\n");
            return false;
        }
    }
}
