// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import static dev.sluice.devtools.badinput.BodyCases.C1;
import static dev.sluice.devtools.badinput.BodyCases.ME;
import static dev.sluice.devtools.badinput.Sent.SECRET;
import static dev.sluice.devtools.badinput.Sent.query;

import com.fasterxml.jackson.databind.node.TextNode;

import java.util.List;
import java.util.Map;

/// Claims that are missing or unusual, and what a client says about its own identity.
final class CallerCases {
    private static final String NOBODY = "{\"me\":null}";
    private static final List<String> UNAUTHENTICATED = List.of("/me UNAUTHENTICATED");
    private static final String SUPPORT = "{ user(id: \"c2\") { id } }";

    private CallerCases() {}

    static Cases cases() {
        var cases = new Cases();
        cases.of(Clause.FOREIGN_ORIGIN);
        for (var origin :
                List.of("https://evil.test", "null", "*", "https://evil.test\r\nx: y", SECRET)) {
            cases.answered(
                    C1,
                    "a page of the origin '%s' may not read the reply"
                            .formatted(origin.replace("\r\n", " ")),
                    query(ME).header("origin", origin));
        }
        cases.empty(
                "a browser that asks before it sends",
                query(ME)
                        .method("OPTIONS")
                        .header("origin", "https://evil.test")
                        .header("access-control-request-method", "POST")
                        .header("access-control-request-headers", SECRET));
        identity(cases);
        claims(cases);
        return cases;
    }

    private static void identity(Cases cases) {
        cases.of(Clause.IDENTITY_IN_HEADERS);
        for (var header :
                List.of(
                        "x-sub",
                        "x-user-id",
                        "x-forwarded-user",
                        "x-amzn-oidc-identity",
                        "x-amzn-oidc-data",
                        "cognito:username",
                        "sub")) {
            cases.answered(
                            NOBODY,
                            UNAUTHENTICATED,
                            "the header %s does not identify a caller".formatted(header),
                            query(ME).byNobody().header(header, "c1"))
                    .answered(
                            C1,
                            "the header %s does not change the caller".formatted(header),
                            query(ME).header(header, "c2"));
        }
        cases.answered(
                        NOBODY,
                        UNAUTHENTICATED,
                        "a token that no authorizer has read",
                        query(ME)
                                .byNobody()
                                .header(
                                        "authorization",
                                        "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJjMSJ9."))
                .answered(
                        "{\"user\":null}",
                        List.of("/user FORBIDDEN"),
                        "groups in headers",
                        query(SUPPORT)
                                .header("x-groups", "support")
                                .header("cognito:groups", "[support]"))
                .answered(
                        NOBODY,
                        UNAUTHENTICATED,
                        "claims beside the query",
                        Sent.members(
                                        Map.of(
                                                "query",
                                                ME,
                                                "claims",
                                                Map.of("sub", "c1"),
                                                "extensions",
                                                Map.of("claims", Map.of("sub", "c1"))))
                                .byNobody());
    }

    private static void claims(Cases cases) {
        cases.of(Clause.CLAIMS_THAT_ARE_MISSING)
                .answered(NOBODY, UNAUTHENTICATED, "no authorizer", query(ME).byNobody())
                .answered(NOBODY, UNAUTHENTICATED, "no claims", query(ME).claims(Map.of()))
                .answered(
                        NOBODY,
                        UNAUTHENTICATED,
                        "no subject",
                        query(ME).claims(Map.of("email", SECRET)))
                .answered(
                        NOBODY,
                        UNAUTHENTICATED,
                        "a blank subject",
                        query(ME).claims(Map.of("sub", " ")))
                .answered(
                        NOBODY,
                        UNAUTHENTICATED,
                        "the public route, whatever the claims",
                        query(ME).set("", "rawPath", TextNode.valueOf("/graphql/public")))
                .answered(
                        "{\"user\":null}",
                        List.of("/user FORBIDDEN"),
                        "no groups",
                        query(SUPPORT).claims(Map.of("sub", "c1")))
                .answered(
                        "{\"user\":null}",
                        List.of("/user UNAUTHENTICATED"),
                        "groups without a subject",
                        query(SUPPORT).claims(Map.of("cognito:groups", "[support]")))
                .answered(
                        "{\"user\":null}",
                        List.of("/user FORBIDDEN"),
                        "a group whose name holds brackets",
                        query(SUPPORT).by("c1", "x]", "[support"))
                .answered(
                        "{\"user\":{\"id\":\"c2\"}}",
                        "the group that is asked for",
                        query(SUPPORT).by("c1", "support"))
                .answered(
                        "{\"me\":null}",
                        "a subject that no key can hold",
                        query(ME).by("x".repeat(3_000)))
                .answered("{\"me\":null}", "a subject unknown to the shop", query(ME).by(SECRET));
    }
}
