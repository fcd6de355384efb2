// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.policy.Parameter;
import dev.sluice.internal.policy.Reason;
import dev.sluice.internal.policy.Refusal;

import java.util.Map;

/// The argument `clientRequestToken`. A client sends the same token with every retry of one
/// mutation.
public final class ClientRequestToken {
    public static final String ARGUMENT = "clientRequestToken";

    /// In Unicode code points.
    private static final int LONGEST = 128;

    private ClientRequestToken() {}

    /// @throws Refusal BAD_USER_INPUT if the token is empty or too long
    static void check(String token) {
        require(!token.isEmpty(), "minLength", 1);
        require(token.codePointCount(0, token.length()) <= LONGEST, "maxLength", LONGEST);
    }

    private static void require(boolean holds, String constraint, int bound) {
        if (!holds) {
            throw new Refusal(
                    Reason.CONSTRAINT_NOT_MET,
                    Map.of(
                            Parameter.ARGUMENT,
                            ARGUMENT,
                            Parameter.CONSTRAINT,
                            constraint,
                            Parameter.BOUND,
                            bound));
        }
    }
}
