// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import static dev.sluice.devtools.badinput.AuthorizationCases.note;
import static dev.sluice.devtools.badinput.Sent.SECRET;
import static dev.sluice.devtools.badinput.Sent.desk;

import java.util.Map;

/// Owners and tenants that the client chooses itself.
final class OwnerCases {
    private OwnerCases() {}

    static Cases cases() {
        var cases = new Cases();
        owners(cases);
        tenants(cases);
        return cases;
    }

    private static void owners(Cases cases) {
        cases.of(Clause.OWNER_FROM_THE_CLIENT)
                .refused(
                        400,
                        "GRAPHQL_VALIDATION_FAILED",
                        "an owner where no argument takes one",
                        desk("{ me(id: \"bob\") { name } }"))
                .refused(
                        400,
                        "GRAPHQL_VALIDATION_FAILED",
                        "an owner that is a hidden field",
                        desk("{ note(owner: \"ann\", id: \"ann0\") { owner } }"))
                .answered(
                        "{\"me\":{\"name\":\"Ann\"}}",
                        "variables that are called as claims",
                        desk(
                                "{ me { name } }",
                                Map.of("sub", "bob", "claims", Map.of("sub", "bob"))))
                .answered(
                        "{\"note\":null}",
                        "claims in place of an owner",
                        note("$claims.sub", "ann0"))
                .like(
                        note("bob", "none"),
                        "another owner, whatever else is said",
                        note("bob", "bob1").header("x-owner", "bob").header("x-remark", SECRET));
    }

    private static void tenants(Cases cases) {
        cases.of(Clause.OWNER_FROM_THE_CLIENT)
                .answered(
                        "{\"account\":{\"name\":\"Ann\"}}",
                        "an account of the caller's tenant",
                        account("a"))
                .like(account("none"), "an account of another tenant looks missing", account("b"))
                .answered("{\"account\":null}", "a tenant within an id", account("t2#b"))
                .answered(
                        "{\"account\":null}",
                        "a caller without a tenant",
                        account("a").claims(Map.of("sub", "ann")))
                .answered(
                        "{\"account\":null}",
                        "a tenant in a header",
                        account("b").header("x-tenant", "t2").header("tenant", "t2"))
                .refused(
                        400,
                        "GRAPHQL_VALIDATION_FAILED",
                        "a tenant where no argument takes one",
                        desk("{ account(tenant: \"t2\", id: \"b\") { name } }"));
    }

    private static Sent account(String id) {
        return desk("query($id: ID!) { account(id: $id) { name } }", Map.of("id", id))
                .claims(Map.of("sub", "ann", "tenant", "t1"));
    }
}
