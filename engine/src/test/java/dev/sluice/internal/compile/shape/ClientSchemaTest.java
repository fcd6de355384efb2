// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.internal.schema.Catalog;
import dev.sluice.testing.Schemas;

import graphql.language.AstPrinter;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.regex.Pattern;

final class ClientSchemaTest {
    private static final String KEYED =
            """
            "Everything there is to ask."
            type Query {
              "One note."
              note("Its key." id: ID!, old: Int @deprecated(reason: "Unused.")): Note
                @query(keyCondition: "id = $id AND size >= $old") @auth(rules: [{public: true}])
              notes(id: ID!, first: Int! = 5, after: String): NoteConnection!
                @query(keyCondition: "id = $id") @auth(rules: [{public: true}])
            }
            "A note."
            type Note @table(name: "Notes", partitionKey: "{id}", sortKey: "{size}")
              @auth(rules: [{public: true}]) {
              "Its key."
              id: ID!
              size: Int! @attribute(name: "s")
              text: String @deprecated(reason: "Gone.")
              secret: String @attribute(hidden: true)
              link: Url
            }
            "A link."
            scalar Url @specifiedBy(url: "https://url.spec.whatwg.org/") @constraint(maxLength: 99)
            """;

    @Test
    void clients_see_none_of_the_languages_directives_and_types() {
        for (var text : List.of(Schemas.shop(), Schemas.singleTable(), KEYED)) {
            var seen = print(Schemas.compile(text));
            for (var word :
                    List.of(
                            "@table",
                            "@index",
                            "@attribute",
                            "@getItem",
                            "@query",
                            "@auth",
                            "@constraint",
                            "@limits",
                            "directive",
                            "StoredAs",
                            "SortOrder",
                            "KeyEscape",
                            "AuthRule")) {
                assertFalse(seen.contains(word), word);
            }
        }
    }

    @Test
    void hidden_fields_are_gone_and_others_stay() {
        var order = definition(print(Schemas.compile(Schemas.shop())), "type Order");
        assertFalse(order.contains("customerId"), order);
        assertFalse(order.contains("points"), order);
        assertEquals(
                """
                type Order {
                  id: ID!
                  status: OrderStatus!
                  placedAt: DateTime!
                  lines: [OrderLine!]!
                  total: Decimal!
                  version: Int!
                  customer: User
                }\
                """,
                order);
    }

    @Test
    void connections_that_the_file_does_not_define_are_generated() {
        var seen = print(Schemas.compile(Schemas.shop()));
        assertEquals(
                """
                "A page of a list."
                type OrderConnection {
                  edges: [OrderEdge!]!
                  pageInfo: PageInfo!
                }\
                """,
                definition(seen, "type OrderConnection"));
        assertEquals(
                """
                "One item of a page."
                type OrderEdge {
                  cursor: String!
                  node: Order
                }\
                """,
                definition(seen, "type OrderEdge"));
        assertEquals(
                """
                "The position of a page in its list."
                type PageInfo {
                  hasNextPage: Boolean!
                  hasPreviousPage: Boolean!
                  startCursor: String
                  endCursor: String
                }\
                """,
                definition(seen, "type PageInfo"));
    }

    @Test
    void connections_that_the_file_defines_are_kept_and_completed() {
        var own = "type NoteConnection { \"The notes.\" nodes: [Note!]!, edges: [NoteEdge] }\n";
        var seen = print(Schemas.compile(KEYED + own));
        assertEquals(
                """
                type NoteConnection {
                  "The notes."
                  nodes: [Note!]!
                  edges: [NoteEdge]
                }\
                """,
                definition(seen, "type NoteConnection"));
        assertEquals(
                """
                "One item of a page."
                type NoteEdge {
                  cursor: String!
                  node: Note
                }\
                """,
                definition(seen, "type NoteEdge"));
        assertFalse(seen.contains("PageInfo"));
    }

    @Test
    void descriptions_and_deprecations_are_kept() {
        var seen = print(Schemas.compile(KEYED));
        assertEquals(
                """
                "A note."
                type Note {
                  "Its key."
                  id: ID!
                  size: Int!
                  text: String @deprecated(reason: "Gone.")
                  link: Url
                }\
                """,
                definition(seen, "\"A note.\""));
        assertEquals(
                "\"A link.\"\nscalar Url @specifiedBy(url: \"https://url.spec.whatwg.org/\")",
                definition(seen, "\"A link.\""));
        assertTrue(seen.contains("\"One note.\"\n"), seen);
        assertTrue(seen.contains("old: Int @deprecated(reason: \"Unused.\")"), seen);
    }

    @Test
    void a_scalar_of_the_language_is_there_if_a_field_uses_it() {
        assertEquals(
                "\"A decimal number of at most 38 digits, as a string.\"\nscalar Decimal",
                definition(print(Schemas.compile(Schemas.shop())), "\"A decimal number"));
        assertFalse(print(Schemas.compile(KEYED)).contains("scalar Decimal"));
    }

    private static String print(Catalog catalog) {
        return AstPrinter.printAst(catalog.clientSchema());
    }

    /// Returns the definition that starts with these words or has them before its first brace, up
    /// to the next empty line.
    private static String definition(String schema, String start) {
        return Pattern.compile("\n\n")
                .splitAsStream(schema)
                .filter(each -> each.contains(start + " {") || each.startsWith(start))
                .findFirst()
                .map(String::strip)
                .orElse("");
    }
}
