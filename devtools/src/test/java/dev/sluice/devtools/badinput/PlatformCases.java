// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import static dev.sluice.devtools.badinput.BodyCases.C1;
import static dev.sluice.devtools.badinput.BodyCases.ME;
import static dev.sluice.devtools.badinput.Sent.SECRET;
import static dev.sluice.devtools.badinput.Sent.desk;
import static dev.sluice.devtools.badinput.Sent.get;
import static dev.sluice.devtools.badinput.Sent.members;
import static dev.sluice.devtools.badinput.Sent.query;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.TextNode;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Input that strains the instance or its log.
final class PlatformCases {
    private PlatformCases() {}

    static Cases cases() {
        var cases = new Cases();
        var text = "x".repeat(300_000);
        cases.of(Clause.RESPONSE_SIZE)
                .answered(
                        "{" + copies(17, i -> "\"a" + i + "\":{\"text\":\"" + text + "\"}") + "}",
                        "a response of five megabytes",
                        files(17))
                .refused(500, "RESPONSE_TOO_LARGE", "a response of six megabytes", files(20))
                .refused(
                        500,
                        "RESPONSE_TOO_LARGE",
                        "a response of 15 megabytes in the other media type",
                        files(50).acceptingJson());
        log(cases);
        secrets(cases);
        recursion(cases);
        return cases;
    }

    private static Sent files(int copies) {
        return desk("{ " + copies(copies, i -> "a" + i + ": file(id: \"large\") { text } ") + "}");
    }

    private static String copies(int count, IntFunction<String> copy) {
        return IntStream.range(0, count).mapToObj(copy).collect(joining(","));
    }

    private static void log(Cases cases) {
        cases.of(Clause.FORGED_LOG_LINES);
        for (var text :
                List.of(
                        "A\r\n[main] ERROR forged " + SECRET,
                        "A\n{\"level\":\"ERROR\",\"message\":\"" + SECRET + "\"}",
                        "\u001b[2J\u001b[31m" + SECRET,
                        "{\"a\":\"" + SECRET + "\"}",
                        "${jndi:ldap://" + SECRET + "}",
                        "%s%n%x" + SECRET)) {
            var shown = text.replaceAll("\\p{Cntrl}", " ");
            cases.refused(
                            400,
                            "GRAPHQL_VALIDATION_FAILED",
                            "an operation called " + shown,
                            members(Map.of("query", ME, "operationName", text)))
                    .answered(
                            C1,
                            "a request whose id is " + shown,
                            query(ME).set("/requestContext", "requestId", TextNode.valueOf(text)))
                    .answered("{\"me\":null}", "a subject called " + shown, query(ME).by(text));
        }
    }

    private static void secrets(Cases cases) {
        cases.of(Clause.SECRETS_IN_EVERY_INPUT)
                .answered("{\"order\":null}", "a secret id", ParsingCases.order(SECRET))
                .answered(
                        "{\"me\":{\"id\":\"c1\"}}",
                        "secrets in comments and unused variables",
                        query("# " + SECRET + "\n" + ME, Map.of(SECRET, List.of(SECRET))))
                .refused(
                        400,
                        "BAD_USER_INPUT",
                        "a secret where a number belongs",
                        query(
                                "query($n: Int!) { me { orders(first: $n) { edges { cursor } } } }",
                                Map.of("n", SECRET)))
                .refused(
                        400,
                        "GRAPHQL_VALIDATION_FAILED",
                        "a secret literal where a number belongs",
                        query("{ me { orders(first: \"" + SECRET + "\") { edges { cursor } } } }"))
                .refused(
                        400,
                        "GRAPHQL_VALIDATION_FAILED",
                        "a secret literal where an enum belongs",
                        query(
                                "{ me { ordersByStatus(status: \""
                                        + SECRET
                                        + "\") { edges { cursor } } } }"))
                .refused(
                        400,
                        "BAD_USER_INPUT",
                        "a secret where an enum belongs",
                        query(
                                "query($s: OrderStatus!) { me { ordersByStatus(status: $s) { edges { cursor } } } }",
                                Map.of("s", SECRET)))
                .refused(
                        400,
                        "BAD_USER_INPUT",
                        "a secret where a time belongs",
                        query(
                                "query($t: DateTime!) { me { ordersByStatus(status: PLACED, since: $t) { edges { cursor } } } }",
                                Map.of("t", SECRET)))
                .refused(
                        400,
                        "BAD_USER_INPUT",
                        "a secret that is not an address",
                        query("{ userByEmail(email: \"" + SECRET + "\") { id } }")
                                .by("s", "support"))
                .refused(
                        400,
                        "BAD_USER_INPUT",
                        "a secret in an unexpected place of a variable",
                        query(
                                "query($ids: [ID!]!) { products(ids: $ids) { id } }",
                                Map.of("ids", Map.of(SECRET, SECRET))))
                .answered(
                        C1,
                        "secrets in a query string",
                        get("query=%7B%20me%20%7B%20id%20%7D%20%7D&" + SECRET + "=" + SECRET))
                .refused(400, "BAD_REQUEST", "a secret as a query string", get(SECRET))
                .refused(
                        400,
                        "PERSISTED_QUERY_NOT_FOUND",
                        "a secret as the id of a document",
                        members(Map.of("documentId", SECRET)))
                .refused(
                        400,
                        "PERSISTED_QUERY_NOT_FOUND",
                        "a secret as the hash of a document",
                        members(
                                Map.of(
                                        "extensions",
                                        Map.of(
                                                "persistedQuery",
                                                Map.of("version", 1, "sha256Hash", SECRET)))));
    }

    private static void recursion(Cases cases) {
        cases.of(Clause.DEEP_RECURSION);
        for (var open : List.of("{a", "(a:", "[", "{a:[", "...on A{", "@a(a:{")) {
            cases.refused(
                    400,
                    "LIMIT_EXCEEDED",
                    "'%s' 2,500 times in a document".formatted(open),
                    query("{ me " + open.repeat(2_500)));
        }
        for (var open : List.of("[", "{\"a\":", "[{\"a\":[")) {
            cases.refused(
                    400,
                    "LIMIT_EXCEEDED",
                    "'%s' 10,000 times in a body".formatted(open),
                    Sent.body("{\"query\":\"{ me { id } }\",\"variables\":" + open.repeat(10_000)));
        }
    }
}
