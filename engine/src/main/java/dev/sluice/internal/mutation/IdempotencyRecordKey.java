// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import dev.sluice.internal.operation.ClientRequestToken;
import dev.sluice.internal.policy.Sha256;
import dev.sluice.internal.value.CanonicalText;
import dev.sluice.resolver.Caller;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.SortedSet;

/// The hashes that an idempotency record holds: its key, and the arguments of its mutation.
final class IdempotencyRecordKey {
    private IdempotencyRecordKey() {}

    /// Returns a key that differs for another caller, field or token.
    ///
    /// @param coordinate `Type.field`
    /// @param pinned the claims that the field's types are pinned to; with other values of these
    ///   claims, the caller would change other items
    static String key(Caller caller, String coordinate, String token, SortedSet<String> pinned) {
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
    static String input(Map<String, ? extends @Nullable Object> arguments) {
        var text = new CanonicalText();
        text.members(arguments, ClientRequestToken.ARGUMENT);
        return Sha256.hex(text.toString());
    }
}
