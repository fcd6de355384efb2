// SPDX-License-Identifier: Apache-2.0
package dev.sluice.policy;

import dev.sluice.schema.Rule;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/// Decides what `@auth` lets a caller see: the parts of a rule are ANDed, the rules are ORed.
public final class Authorization {
    private Authorization() {}

    /// Whether any of the rules holds.
    ///
    /// @param field gives the value of a field that an `owner` rule compares, or null
    public static boolean allows(
            List<Rule> rules, Caller caller, Function<String, @Nullable Object> field) {
        return rules.stream().anyMatch(rule -> holds(rule, caller, field));
    }

    /// Lets the caller in by its claims alone: a rule that asks for an item's owner does not hold.
    ///
    /// @throws Refusal UNAUTHENTICATED without a caller, else FORBIDDEN
    public static void admit(List<Rule> rules, Caller caller) {
        if (!allows(rules, caller, _ -> null)) {
            throw refused(caller);
        }
    }

    /// What a caller hears who may not see a field of an item that it may see.
    public static Refusal refused(Caller caller) {
        return caller.signedIn()
                ? new Refusal(ErrorCode.FORBIDDEN)
                : new Refusal(ErrorCode.UNAUTHENTICATED);
    }

    private static boolean holds(
            Rule rule, Caller caller, Function<String, @Nullable Object> field) {
        return (!rule.signedIn() || caller.signedIn())
                && isOwner(rule.owner(), caller, field)
                && (rule.group() == null || caller.groups().contains(rule.group()))
                && (rule.scope() == null || caller.scopes().contains(rule.scope()));
    }

    private static boolean isOwner(
            @Nullable String owner, Caller caller, Function<String, @Nullable Object> field) {
        return owner == null
                || (caller.signedIn()
                        && field.apply(owner) instanceof String value
                        && value.equals(caller.subject()));
    }
}
