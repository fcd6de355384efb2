// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import static dev.sluice.devtools.badinput.Sent.desk;
import static dev.sluice.devtools.badinput.Sent.query;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Another owner's items, on every path that leads to them.
final class AuthorizationCases {
    private static final String ANNS = "{\"title\":\"Ann\"}";

    private AuthorizationCases() {}

    static Cases cases() {
        var cases = new Cases();
        byId(cases);
        aliases(cases);
        abstractTypes(cases);
        nested(cases);
        batches(cases);
        alternating(cases);
        nonNull(cases);
        oracles(cases);
        return cases;
    }

    private static void byId(Cases cases) {
        cases.of(Clause.FOREIGN_ITEM_BY_ID)
                .answered("{\"note\":" + ANNS + "}", "one's own note", note("ann", "ann0"))
                .like(note("bob", "none"), "another's note looks missing", note("bob", "bob0"))
                .like(
                        note("bob", "none").byNobody(),
                        "a note of another looks missing without a caller",
                        note("bob", "bob0").byNobody())
                .like(person("none"), "another person looks missing", person("bob"))
                .answered("{\"person\":{\"name\":\"Ann\"}}", "oneself", person("ann"))
                .like(
                        ParsingCases.order("00000000-0000-0000-0000-000000000000"),
                        "another customer's order looks missing",
                        ParsingCases.order("of another"))
                .answered(
                        "{\"user\":null}",
                        List.of("/user FORBIDDEN"),
                        "another customer, who exists",
                        query("{ user(id: \"c2\") { id } }"))
                .answered(
                        "{\"user\":null}",
                        List.of("/user FORBIDDEN"),
                        "another customer, who does not exist",
                        query("{ user(id: \"none\") { id } }"));
    }

    static Sent note(String owner, String id) {
        return desk(
                "query($owner: ID!, $id: ID!) { note(owner: $owner, id: $id) { title } }",
                Map.of("owner", owner, "id", id));
    }

    private static Sent person(String id) {
        return desk("query($id: ID!) { person(id: $id) { name } }", Map.of("id", id));
    }

    private static void aliases(Cases cases) {
        cases.of(Clause.FOREIGN_ITEM_UNDER_ALIASES)
                .like(
                        aliased("none"),
                        "another's notes under 20 aliases look missing",
                        aliased("bob"))
                .answered(
                        "{\"a\":" + ANNS + ",\"b\":null,\"c\":" + ANNS + "}",
                        "another's note between one's own",
                        desk(
                                "{ a: note(owner: \"ann\", id: \"ann0\") { title }"
                                        + " b: note(owner: \"bob\", id: \"bob0\") { title }"
                                        + " c: note(owner: \"ann\", id: \"ann1\") { title } }"));
    }

    private static Sent aliased(String id) {
        return desk(
                "query($id: ID!) { "
                        + IntStream.range(0, 20)
                                .mapToObj(i ->
                                        "a%d: note(owner: \"bob\", id: $id) { title } "
                                                .formatted(i))
                                .collect(joining())
                        + "}",
                Map.of("id", id + "0"));
    }

    private static void abstractTypes(Cases cases) {
        cases.of(Clause.FOREIGN_ITEM_THROUGH_ABSTRACT_TYPES);
        for (var selection :
                List.of(
                        "desk(owner: $owner) { edges { node { ... on Note { title } ... on Memo { title } } } }",
                        "desk(owner: $owner) { edges { node { ...N } } }",
                        "desk(owner: $owner) { edges { cursor } pageInfo { hasNextPage endCursor } }",
                        "entries(owner: $owner) { edges { node { id title } } }",
                        "entries(owner: $owner) { edges { node { __typename ... on Memo { title } } } }",
                        "notes(owner: $owner) { edges { node { title } cursor } }")) {
            cases.like(
                    listed(selection, "nobody"),
                    "another's items by " + selection,
                    listed(selection, "bob"));
        }
        cases.answered(
                "{\"entries\":{\"edges\":[{\"node\":" + ANNS + "},{\"node\":" + ANNS + "}]}}",
                "one's own items through an interface",
                listed("entries(owner: $owner, first: 2) { edges { node { title } } }", "ann"));
    }

    private static Sent listed(String selection, String owner) {
        return desk(
                "query($owner: ID!) { %s }".formatted(selection)
                        + (selection.contains("...N") ? " fragment N on Note { title }" : ""),
                Map.of("owner", owner));
    }

    private static void nested(Cases cases) {
        cases.of(Clause.FOREIGN_ITEM_BY_A_NESTED_PATH)
                .answered(
                        "{\"note\":{\"reply\":null}}",
                        "another's reply to one's own note",
                        desk(
                                "{ note(owner: \"ann\", id: \"ann0\") { reply { title author { name } } } }"))
                .answered(
                        "{\"notice\":{\"by\":null}}",
                        "the author of a public notice",
                        desk(
                                "{ notice(id: \"of-bob0\") { by { name notes { edges { node { title } } } } } }"))
                .answered(
                        "{\"notice\":{\"by\":{\"name\":\"Ann\"}}}",
                        "the author of a public notice, who is oneself",
                        desk("{ notice(id: \"of-ann0\") { by { name } } }"))
                .answered(
                        "{\"me\":{\"notes\":{\"edges\":[{\"node\":{\"reply\":null}},{\"node\":{\"reply\":null}},"
                                + "{\"node\":{\"reply\":null}}]}}}",
                        "another's replies under a list",
                        desk("{ me { notes { edges { node { reply { title } } } } } }"));
    }

    private static void batches(Cases cases) {
        cases.of(Clause.FOREIGN_ITEM_IN_A_BATCH)
                .answered(
                        "{\"people\":[null,{\"name\":\"Ann\"},null,{\"name\":\"Ann\"},null]}",
                        "positions are kept between another's, one's own and none",
                        people("bob", "ann", "none", "ann", "bob"))
                .like(
                        people("none", "ann"),
                        "another's item in a batch looks missing",
                        people("bob", "ann"));
    }

    private static Sent people(String... ids) {
        return desk(
                "query($ids: [ID!]!) { people(ids: $ids) { name } }", Map.of("ids", List.of(ids)));
    }

    private static void alternating(Cases cases) {
        var document =
                "{ me { id name loyalty { points } orders(first: 1) { edges { node { total } } } } }";
        cases.of(Clause.CALLERS_THAT_ALTERNATE);
        for (var caller : List.of("c1", "c2", "c3")) {
            cases.answered(
                    "{\"me\":{\"id\":\"%s\"}}".formatted(caller),
                    List.of(),
                    "one cached document by %s after others".formatted(caller),
                    stage -> {
                        for (var other : List.of("c1", "c2", "c3", "none")) {
                            stage.send(query("{ me { id } }").by(other));
                            stage.send(query(document).by(other));
                        }
                        return query("{ me { id } }").by(caller);
                    });
        }
        cases.answered(
                        "{\"note\":null}",
                        List.of(),
                        "a note that its owner has just read on the same instance",
                        stage -> {
                            stage.send(note("bob", "bob0").by("bob"));
                            return note("bob", "bob0");
                        })
                .answered(
                        "{\"me\":null}",
                        List.of("/me UNAUTHENTICATED"),
                        "no caller after a customer",
                        stage -> {
                            stage.send(query("{ me { id } }"));
                            return query("{ me { id } }").byNobody();
                        });
    }

    private static void nonNull(Cases cases) {
        cases.of(Clause.FORBIDDEN_NON_NULL_FIELD)
                .answered(
                        "null",
                        List.of("/logbook FORBIDDEN"),
                        "a forbidden root field that cannot be null",
                        desk("{ logbook { pageInfo { hasNextPage } } }"))
                .answered(
                        "{\"me\":{\"name\":\"Ann\",\"grade\":null,\"badge\":null}}",
                        List.of("/me/grade FORBIDDEN", "/me/badge FORBIDDEN"),
                        "forbidden fields leave their object",
                        desk("{ me { name grade badge } }"))
                .like(
                        desk("{ person(id: \"none\") { badge } }"),
                        "a forbidden field of another's item looks missing",
                        desk("query($id: ID! = \"bob\") { person(id: $id) { badge } }"))
                .answered(
                        "{\"products\":[{\"stock\":null}]}",
                        List.of("/products/0/stock FORBIDDEN"),
                        "the stock of a product",
                        query("{ products(ids: [\"p1\"]) { stock } }"))
                .answered(
                        "{\"products\":[null]}",
                        "the stock of a missing product",
                        query("{ products(ids: [\"none\"]) { stock } }"));
    }

    private static void oracles(Cases cases) {
        cases.of(Clause.NOTHING_TELLS_WHAT_EXISTS)
                .answered(
                        "{\"archive\":null,\"me\":{\"name\":\"Ann\"}}",
                        List.of("/archive FORBIDDEN"),
                        "a refused root field, of an item that exists, beside another",
                        desk("{ archive(id: \"of-bob0\") { id } me { name } }"))
                .answered(
                        "{\"archive\":null,\"me\":{\"name\":\"Ann\"}}",
                        List.of("/archive FORBIDDEN"),
                        "a refused root field, of an item that does not exist, beside another",
                        desk("{ archive(id: \"none\") { id } me { name } }"))
                .like(
                        listed(
                                "notes(owner: $owner, first: 1) { pageInfo { hasNextPage endCursor } }",
                                "nobody"),
                        "another's list has no next page and no cursor",
                        listed(
                                "notes(owner: $owner, first: 1) { pageInfo { hasNextPage endCursor } }",
                                "bob"))
                .answered(
                        "null",
                        List.of("/notes BAD_CURSOR"),
                        "a cursor of another's list",
                        stage -> {
                            var document =
                                    "query($owner: ID!, $after: String) { notes(owner: $owner, first: 1, after: $after)"
                                            + " { edges { node { title } } pageInfo { endCursor } } }";
                            var cursor =
                                    stage.text(
                                            desk(document, Map.of("owner", "bob")).by("bob"),
                                            "/notes/pageInfo/endCursor");
                            return desk(document, Map.of("owner", "bob", "after", cursor));
                        });
    }
}
