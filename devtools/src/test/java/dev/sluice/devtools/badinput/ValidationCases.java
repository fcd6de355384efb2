// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import static dev.sluice.devtools.badinput.BodyCases.C1;
import static dev.sluice.devtools.badinput.BodyCases.ME;
import static dev.sluice.devtools.badinput.FloodCases.many;
import static dev.sluice.devtools.badinput.Sent.SECRET;
import static dev.sluice.devtools.badinput.Sent.members;
import static dev.sluice.devtools.badinput.Sent.query;

import java.util.List;
import java.util.Map;

/// Documents that parse but ask for what does not exist.
final class ValidationCases {
    private static final String INVALID = "GRAPHQL_VALIDATION_FAILED";
    private static final String LIMIT = "LIMIT_EXCEEDED";

    private ValidationCases() {}

    static Cases cases() {
        var cases = new Cases();
        fields(cases);
        unknown(cases);
        introspection(cases);
        operations(cases);
        return cases;
    }

    private static void fields(Cases cases) {
        cases.of(Clause.REPEATED_FIELDS)
                .answered(
                        C1, "one field 1,500 times", query("{ me { " + "id ".repeat(1_500) + "} }"))
                .answered(
                        C1,
                        "one object 300 times",
                        query("{ me { id " + "... { id } ".repeat(300) + "} }"))
                .refused(
                        400,
                        LIMIT,
                        "one field 5,000 times",
                        query("{ me { " + "id ".repeat(5_000) + "} }"));
        cases.of(Clause.OVERLAPPING_FIELDS)
                .refused(400, INVALID, "two fields of one name", query("{ me { a: id a: name } }"))
                .refused(
                        400,
                        INVALID,
                        "90 fields of one name",
                        query(
                                "{ me { "
                                        + many(90, i -> "a: " + (i % 2 == 0 ? "id " : "name "))
                                        + "} }"))
                .refused(
                        400,
                        INVALID,
                        "one field with 45 arguments",
                        query(
                                "{ "
                                        + many(45, i -> "order(id: \"" + SECRET + i + "\") { id } ")
                                        + "}"))
                .answered(
                        C1,
                        "40 selections that can be merged",
                        query("{ " + "me { id } ".repeat(40) + "}"));
    }

    private static void unknown(Cases cases) {
        cases.of(Clause.UNKNOWN_FIELDS);
        for (var document :
                List.of(
                        "{ mee { id } }",
                        "{ me { emial } }",
                        "{ me { customerId } }",
                        "{ me { password } }",
                        "{ me { id(a: \"" + SECRET + "\") } }",
                        "{ order { id } }",
                        "{ order(id: \"1\", owner: \"" + SECRET + "\") { id } }",
                        "{ me { id { a } } }",
                        "{ me }",
                        "{ me { ...A } }",
                        "{ me { ... on Product { id } } }",
                        "{ me { ... on Zq { id } } }",
                        "query($a: Zq) { me { id @include(if: $a) } }",
                        "query($a: Int) { me { id } }",
                        "{ me { id @include(if: $a) } }",
                        "{ me { ordersByStatus(status: zq) { edges { cursor } } } }",
                        "{ userByEmail(email: 1) { id } }",
                        "subscription { me { id } }",
                        "{ _entities(representations: []) { __typename } _service { sdl } }",
                        "{ nodes(ids: [\"" + SECRET + "\"]) { id } }")) {
            cases.refused(400, INVALID, "the document " + document, query(document));
        }
        cases.refused(
                400,
                INVALID,
                "90 unknown fields, of which a reply names few",
                query("{ me { " + many(90, i -> "zq" + i + " ") + "} }"));
    }

    private static void introspection(Cases cases) {
        cases.of(Clause.INTROSPECTION);
        for (var document :
                List.of(
                        "{ __schema { types { name } } }",
                        "{ a: __schema { queryType { name } } }",
                        "{ ...A } fragment A on Query { __schema { types { name } } }",
                        "{ ... { __schema { types { fields { name } } } } }",
                        "{ __type(name: \"User\") { name } }",
                        "{ a: __type(name: \"" + SECRET + "\") { name } me { id } }",
                        "{ me { id } ...A } fragment A on Query { ...B } fragment B on Query { __type(name: \"User\") { fields { name } } }",
                        "query IntrospectionQuery { __schema { directives { name } } }",
                        "query($a: Boolean = true) { __schema @include(if: $a) { types { name } } }")) {
            cases.refused(400, INVALID, "introspection by " + document, query(document));
        }
        cases.refused(
                        400,
                        INVALID,
                        "introspection by GET",
                        Sent.get("query=%7B__schema%7Btypes%7Bname%7D%7D%7D"))
                .answered(
                        "{\"__typename\":\"Query\",\"me\":{\"__typename\":\"User\"}}",
                        "names of types are no introspection",
                        query("{ __typename me { __typename } }"));
    }

    private static void operations(Cases cases) {
        var two = "query A { me { id } } query B { me { name } }";
        cases.of(Clause.AMBIGUOUS_OPERATION)
                .refused(400, INVALID, "two operations and no name", query(two))
                .refused(
                        400,
                        INVALID,
                        "two operations and another name",
                        members(Map.of("query", two, "operationName", SECRET)))
                .refused(
                        400,
                        INVALID,
                        "two operations and an empty name",
                        members(Map.of("query", two, "operationName", "")))
                .refused(
                        400,
                        INVALID,
                        "two operations of one name",
                        members(
                                Map.of(
                                        "query",
                                        "query A { me { id } } query A { me { name } }",
                                        "operationName",
                                        "A")))
                .refused(
                        400,
                        INVALID,
                        "an operation without a name beside another",
                        query(ME + " query A { me { id } }"))
                .refused(
                        400,
                        INVALID,
                        "one operation and another name",
                        members(Map.of("query", "query A { me { id } }", "operationName", SECRET)))
                .answered(
                        C1,
                        "two operations and the name of one",
                        members(Map.of("query", two, "operationName", "A")));
    }
}
