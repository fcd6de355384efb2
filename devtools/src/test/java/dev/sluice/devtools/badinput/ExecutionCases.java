// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import static dev.sluice.devtools.badinput.Sent.desk;
import static dev.sluice.devtools.badinput.Sent.query;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/// Values that just reach DynamoDB, or just do not.
final class ExecutionCases {
    private static final String INVALID = "GRAPHQL_VALIDATION_FAILED";
    private static final String BAD_INPUT = "BAD_USER_INPUT";

    private ExecutionCases() {}

    static Cases cases() {
        var cases = new Cases();
        pageSizes(cases);
        nestedPages(cases);
        ids(cases);
        keySizes(cases);
        return cases;
    }

    private static void pageSizes(Cases cases) {
        cases.of(Clause.PAGE_SIZES);
        for (var literal :
                List.of("2147483648", "-2147483649", "null", "1.5", "\"10\"", "TEN", "[1]")) {
            cases.refused(400, INVALID, "a page of %s items".formatted(literal), page(literal));
        }
        for (var literal : List.of("-1", "0", "21", "2147483647", "-2147483648")) {
            cases.refused(400, BAD_INPUT, "a page of %s items".formatted(literal), page(literal));
        }
        for (var value : List.of(2_147_483_648L, -1, 0, 21, 1.5, "10", true, List.of(1))) {
            cases.refused(
                    400,
                    BAD_INPUT,
                    "a variable page of %s items".formatted(value),
                    variable(Map.of("first", value)));
        }
        cases.refused(
                        400,
                        BAD_INPUT,
                        "a variable page of null items",
                        variable(Collections.singletonMap("first", null)))
                .refused(400, BAD_INPUT, "a variable that is not given", variable(Map.of()))
                .answered(
                        "{\"me\":{\"orders\":{\"pageInfo\":{\"hasNextPage\":true}}}}",
                        "the largest page that is allowed",
                        page("20"));
    }

    private static Sent page(String first) {
        return query("{ me { orders(first: " + first + ") { pageInfo { hasNextPage } } } }");
    }

    private static Sent variable(Map<String, ?> variables) {
        return query(
                "query($first: Int!) { me { orders(first: $first) { pageInfo { hasNextPage } } } }",
                variables);
    }

    private static void nestedPages(Cases cases) {
        var orders = "orders(first: 20) { edges { node { customer { ";
        cases.of(Clause.NESTED_PAGES)
                .refused(
                        400,
                        "OPERATION_TOO_EXPENSIVE",
                        "20 x 20 orders, refused before anything is read",
                        query("{ me { " + orders.repeat(2) + "id" + " } } } }".repeat(2) + " } }"))
                .refused(
                        400,
                        "OPERATION_TOO_EXPENSIVE",
                        "20 x 20 orders under 20 aliases",
                        query(
                                "{ a: me { ...A } b: me { ...A } } fragment A on User { a: "
                                        + orders.repeat(2)
                                        + "id"
                                        + " } } } }".repeat(2)
                                        + " }"))
                .refused(
                        400,
                        BAD_INPUT,
                        "100 x 100 x 100 orders",
                        query(
                                "{ me { "
                                        + "orders(first: 100) { edges { node { customer { "
                                                .repeat(2)
                                        + "id"
                                        + " } } } }".repeat(2)
                                        + " } }"));
    }

    private static void ids(Cases cases) {
        cases.of(Clause.SEPARATORS_IN_IDS);
        for (var id : List.of("#", "a#b", "/", "%23", "..")) {
            cases.answered(found(id), "the id %s of one attribute".formatted(id), file(id))
                    .answered(
                            "{\"file\":null}",
                            "not the id %s with more".formatted(id),
                            file(id + "#"));
        }
        for (var name : List.of("a", "a#b", "%23", "$")) {
            cases.answered(
                            foundPlace("c#d", "e", "s#t", name),
                            "a composed key with separators in its first values and " + name,
                            place("c#d", "e", "s#t", name))
                    .answered(
                            foundPlace("c", "d#e", "s", name),
                            "a composed key with separators elsewhere and " + name,
                            place("c", "d#e", "s", name));
        }
        for (var other :
                List.of(
                        List.of("c", "d", "e#s#t", "a"),
                        List.of("c#d#e", "", "s#t", "a"),
                        List.of("c%23d", "e", "s#t", "a"))) {
            cases.answered(
                    "{\"place\":null}",
                    "the values %s, which only look like a key".formatted(other),
                    place(other.get(0), other.get(1), other.get(2), other.get(3)));
        }
        cases.answered(
                "{\"places\":{\"edges\":[]}}",
                "a prefix with a separator finds nothing of another street",
                desk(
                        "{ places(country: \"c\", city: \"d#e\", street: \"s#\") { edges { node { name } } } }"));
        cases.of(Clause.EMPTY_IDS)
                .answered("{\"file\":null}", "an empty id", file(""))
                .answered("{\"order\":null}", "an empty id of a sort key", ParsingCases.order(""))
                .answered(
                        "{\"place\":null}", "empty values of a composed key", place("", "", "", ""))
                .answered(
                        "{\"products\":[null,{\"id\":\"p1\"},null]}",
                        "empty ids in a batch",
                        query("{ products(ids: [\"\", \"p1\", \"\"]) { id } }"))
                .answered("{\"products\":[]}", "no ids", query("{ products(ids: []) { id } }"))
                .refused(
                        400,
                        BAD_INPUT,
                        "an empty address",
                        query("{ userByEmail(email: \"\") { id } }").by("s", "support"));
    }

    static Sent file(String id) {
        return desk("query($id: ID!) { file(id: $id) { id } }", Map.of("id", id));
    }

    static String found(String id) {
        return "{\"file\":{\"id\":\"" + id + "\"}}";
    }

    private static Sent place(String country, String city, String street, String name) {
        return desk(
                "query($country: ID!, $city: ID!, $street: String!, $name: String!) { place(country: $country,"
                        + " city: $city, street: $street, name: $name) { country city street name } }",
                Map.of("country", country, "city", city, "street", street, "name", name));
    }

    private static String foundPlace(String country, String city, String street, String name) {
        return "{\"place\":{\"country\":\"%s\",\"city\":\"%s\",\"street\":\"%s\",\"name\":\"%s\"}}"
                .formatted(country, city, street, name);
    }

    private static void keySizes(Cases cases) {
        var longest = DeskData.LONGEST_ID;
        cases.of(Clause.KEY_SIZES)
                .answered(
                        "{\"file\":{\"text\":\"found\"}}",
                        "an id of exactly 2,048 bytes, of two and three bytes a character",
                        desk("query($id: ID!) { file(id: $id) { text } }", Map.of("id", longest)))
                .answered("{\"file\":null}", "an id of 2,049 bytes", file(longest + "x"))
                .answered(
                        "{\"file\":null}",
                        "an id of 2,051 bytes, cut inside a character",
                        file(longest + "€"))
                .answered(
                        "{\"file\":null}",
                        "an id of 8,192 bytes",
                        file("\ud83d\ude00".repeat(2_048)))
                .answered(
                        "{\"order\":null}",
                        "a sort key of 1,024 bytes",
                        ParsingCases.order("é".repeat(512)))
                .answered(
                        "{\"order\":null}",
                        "a sort key of 1,025 bytes",
                        ParsingCases.order("é".repeat(512) + "x"))
                .answered(
                        "{\"order\":null}",
                        "a sort key of 90,000 bytes",
                        ParsingCases.order("x".repeat(90_000)))
                .answered(
                        "{\"place\":null}",
                        "a value that escaping makes too long for a key",
                        place("#".repeat(700), "e", "s", "a"))
                .answered(
                        "{\"products\":[{\"id\":\"p1\"},null]}",
                        "a key that is too long in a batch",
                        query(
                                "query($ids: [ID!]!) { products(ids: $ids) { id } }",
                                Map.of("ids", List.of("p1", "x".repeat(2_049)))));
        cases.of(Clause.LARGEST_ITEMS)
                .answered(
                        "{\"file\":{\"text\":\"" + "x".repeat(399 * 1024) + "\"}}",
                        "an item of almost 400 KB",
                        desk("{ file(id: \"largest\") { text } }"));
    }
}
