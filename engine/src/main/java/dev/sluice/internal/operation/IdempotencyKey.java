// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.policy.Parameter;
import dev.sluice.internal.policy.Reason;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.policy.Sha256;
import dev.sluice.internal.value.CanonicalText;
import dev.sluice.resolver.Caller;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.SortedSet;

/// The argument `clientRequestToken`. A client sends the same token with every retry of one
/// mutation.
public final class IdempotencyKey {
    public static final String ARGUMENT = "clientRequestToken";

    /// In Unicode code points.
    private static final int LONGEST = 128;

    private IdempotencyKey() {}

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

    /// Returns a key that differs for another caller, field or token.
    ///
    /// @param coordinate `Type.field`
    /// @param pinned the claims that the field's types are pinned to; with other values of these
    ///   claims, the caller would change other items
    public static String key(
            Caller caller, String coordinate, String token, SortedSet<String> pinned) {
        var text = new CanonicalText();
        text.append(caller.issuer());
        text.append(caller.subject());
        text.append(coordinate);
        text.append(token);
        for (var claim : pinned) {
            text.append(claim);
            text.append(caller.claim(claim));
        }
        return Sha256.hex(text.toString());
    }

    /// Returns a hash that is equal for equal arguments. It ignores the order of the arguments, the
    /// spelling of numbers, and the token.
    ///
    /// @param arguments coerced
    public static String input(Map<String, ? extends @Nullable Object> arguments) {
        var text = new CanonicalText();
        text.members(arguments, ARGUMENT);
        return Sha256.hex(text.toString());
    }
}
