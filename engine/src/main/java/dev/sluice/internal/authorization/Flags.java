// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.authorization;

import dev.sluice.internal.policy.Audience;
import dev.sluice.internal.policy.RequestPolicy;
import dev.sluice.internal.policy.StableShare;
import dev.sluice.resolver.Caller;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/// Decides which flags are on for a caller. A flag that no setting names is off.
public final class Flags {
    private Flags() {}

    /// @param flags the flags of the schema
    public static Set<String> on(Collection<String> flags, RequestPolicy policy, Caller caller) {
        return flags.stream()
                .filter(flag ->
                        isIn(policy.flags().getOrDefault(flag, Audience.NOBODY), flag, caller))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isIn(Audience audience, String flag, Caller caller) {
        return audience.everyone()
                || caller.groups().stream().anyMatch(audience.groups()::contains)
                || audience.claims().entrySet().stream()
                        .anyMatch(claim -> has(caller, claim.getKey(), claim.getValue()))
                || (caller.subject() != null
                        && StableShare.includes(
                                flag,
                                caller.issuer() + "\n" + caller.subject(),
                                audience.percent()));
    }

    private static boolean has(Caller caller, String claim, Set<String> values) {
        var value = caller.claim(claim);
        return (value != null && values.contains(value))
                || caller.names(claim).stream().anyMatch(values::contains);
    }
}
