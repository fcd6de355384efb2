// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import static dev.sluice.devtools.badinput.BodyCases.C1;
import static dev.sluice.devtools.badinput.Sent.members;
import static dev.sluice.devtools.badinput.Sent.query;

import static java.util.stream.Collectors.joining;

import java.util.Collections;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Documents with too many parts of every kind, and with as many as are allowed.
final class FloodCases {
    private static final String INVALID = "GRAPHQL_VALIDATION_FAILED";
    private static final String LIMIT = "LIMIT_EXCEEDED";

    private FloodCases() {}

    static Cases cases() {
        var cases = new Cases();
        floods(cases);
        lists(cases);
        return cases;
    }

    private static void floods(Cases cases) {
        flood(
                cases.of(Clause.FLOOD_OF_ALIASES),
                100,
                "aliases",
                n ->
                        query(
                                "{ me { id ...A } } fragment A on User { "
                                        + many(n, i -> "a" + i + ": id ")
                                        + "}"),
                "{\"me\":{\"id\":\"c1\"," + keys(100, "a", "\"c1\"") + "}}");
        cases.refused(
                400,
                LIMIT,
                "660 aliases",
                query("{ me { " + many(660, i -> "a" + i + ": id ") + "} }"));
        flood(
                cases.of(Clause.FLOOD_OF_ROOT_FIELDS),
                50,
                "root fields",
                n -> query("{ " + many(n, i -> "a" + i + ": me { id } ") + "}"),
                "{" + keys(50, "a", "{\"id\":\"c1\"}") + "}");
        flood(
                cases.of(Clause.FLOOD_OF_DIRECTIVES),
                50,
                "directives",
                n -> query("{ me { " + many(n, _ -> "id @skip(if: false) ") + "} }"),
                C1);
        cases.refused(
                        400,
                        INVALID,
                        "one directive 20 times",
                        query("{ me { id " + "@skip(if: false) ".repeat(20) + "} }"))
                .refused(400, INVALID, "an unknown directive", query("{ me { id @zq } }"))
                .refused(
                        400,
                        LIMIT,
                        "900 unknown directives",
                        query("{ me { id " + "@a".repeat(900) + "} }"));
        flood(
                cases.of(Clause.FLOOD_OF_VARIABLES),
                50,
                "variables",
                n ->
                        query(
                                "query("
                                        + many(n, i -> "$v" + i + ": Boolean = true ")
                                        + ") { me { "
                                        + many(
                                                n,
                                                i -> i > 40 ? "" : "id @include(if: $v" + i + ") ")
                                        + (n > 41
                                                ? many(
                                                        n - 41,
                                                        i -> "id @include(if: $v" + (i + 41) + ") ")
                                                : "")
                                        + "} }"),
                C1);
        flood(
                cases.of(Clause.FLOOD_OF_OPERATIONS),
                50,
                "operations",
                n ->
                        members(
                                Map.of(
                                        "query",
                                        many(n, i -> "query Q" + i + " { me { id } } "),
                                        "operationName",
                                        "Q0")),
                C1);
        cases.of(Clause.FLOOD_OF_TYPENAMES)
                .answered(
                        "{\"me\":{\"__typename\":\"User\"}}",
                        "1,400 type names that are one",
                        query("{ me { " + "__typename ".repeat(1_400) + "} }"))
                .refused(
                        400,
                        LIMIT,
                        "200 type names under aliases",
                        query("{ " + many(200, i -> "a" + i + ": __typename ") + "}"))
                .refused(
                        400,
                        LIMIT,
                        "8,000 type names",
                        query("{ " + "__typename ".repeat(8_000) + "}"));
    }

    private static void flood(
            Cases cases, int most, String what, IntFunction<Sent> sent, String data) {
        cases.answered(data, "%d %s".formatted(most, what), sent.apply(most))
                .refused(400, LIMIT, "%d %s".formatted(most + 1, what), sent.apply(most + 1));
    }

    private static void lists(Cases cases) {
        cases.of(Clause.LONG_LISTS)
                .answered(
                        "{\"products\":[" + "{\"id\":\"p1\"},".repeat(49) + "{\"id\":\"p1\"}]}",
                        "as long a list as the schema allows",
                        products(50))
                .refused(400, "BAD_USER_INPUT", "one element more", products(51))
                .refused(400, "BAD_USER_INPUT", "a list of 500 elements", products(500))
                .refused(400, LIMIT, "a list of 501 elements", products(501))
                .refused(400, LIMIT, "a list of 14,000 elements", products(14_000))
                .refused(
                        400,
                        LIMIT,
                        "a variable of 14,000 elements",
                        query(
                                "query($ids: [ID!]!) { products(ids: $ids) { id } }",
                                Map.of("ids", Collections.nCopies(14_000, "p1"))));
    }

    private static Sent products(int ids) {
        return query("{ products(ids: [" + "\"p1\" ".repeat(ids) + "]) { id } }");
    }

    private static String keys(int count, String prefix, String value) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"" + prefix + i + "\":" + value)
                .collect(joining(","));
    }

    static String many(int count, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(joining());
    }
}
