// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.authorization;

import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Parameter;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.resolver.Caller;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Decides what a caller may see under `@auth`: all parts of a rule must hold, and one rule is
/// enough.
public final class Authorization {
    private Authorization() {}

    /// The result of the rules before a record is looked up.
    sealed interface Verdict {
        record Allowed() implements Verdict {}

        record Denied() implements Verdict {}

        /// Access is granted if one of these records exists.
        ///
        /// @param candidates at least one
        record Pending(List<Candidate> candidates) implements Verdict {
            public Pending {
                candidates = List.copyOf(candidates);
            }
        }
    }

    /// @param sufficient whether everything else that the record's rule requires of the item holds;
    ///   if not, the record does not grant access, whether or not it exists
    record Candidate(Rule.Exists record, boolean sufficient) {}

    /// Applies the rules of an item's type. Denies access if the item's pinned fields differ from
    /// the caller's claims.
    static Verdict guard(StoredType type, Caller caller, Function<String, @Nullable Object> field) {
        return guard(type, type.rules(), caller, field);
    }

    /// Applies the rules of a type to a whole list. The caller's claims and the key condition must
    /// give everything that the rules compare.
    ///
    /// @param rules those of the type that decide
    static Verdict guard(
            StoredType type,
            List<Rule> rules,
            Caller caller,
            Function<String, @Nullable Object> field) {
        return isPinned(type, caller, field) ? guard(rules, caller, field) : new Verdict.Denied();
    }

    /// Applies the rules to an item that is put, as it will be. It must belong to the caller's
    /// tenant. If a rule has an owner, it must also be the caller's own.
    static Verdict judgePut(
            StoredType type, Caller caller, Function<String, @Nullable Object> field) {
        if (!isPinned(type, caller, field)) {
            return new Verdict.Denied();
        }
        return type.rules().stream().anyMatch(rule -> rule.owner() != null)
                ? guard(type.rules(), caller, field)
                : new Verdict.Allowed();
    }

    /// A way to get access to an item if only its key is known.
    ///
    /// @param record that must exist, or null
    /// @param owner the field that must hold the caller's subject, or null
    record Way(Rule.@Nullable Exists record, @Nullable String owner) {}

    /// Returns the ways in which the caller may get access to change an item; empty if there are
    /// none.
    ///
    /// @param known the fields that the item's key contains
    static List<Way> ways(
            StoredType type, Caller caller, Map<String, ? extends @Nullable Object> known) {
        if (!isPinned(type, caller, known::get)) {
            return List.of();
        }
        var ways = new ArrayList<Way>();
        for (var rule : type.rules()) {
            var owner = rule.owner();
            var isKnown = owner != null && known.containsKey(owner);
            if (claimsHold(rule, caller) && (!isKnown || isOwner(owner, caller, known::get))) {
                ways.add(new Way(rule.exists(), isKnown ? null : owner));
            }
        }
        return List.copyOf(ways);
    }

    private static boolean isPinned(
            StoredType type, Caller caller, Function<String, @Nullable Object> field) {
        return type.pins().entrySet().stream()
                .allMatch(pin ->
                        caller.claim(pin.getValue()) instanceof String claim
                                && claim.equals(field.apply(pin.getKey())));
    }

    /// One rule without `exists` that holds is enough. The candidates for a look-up depend only on
    /// the caller's claims, so the look-ups reveal nothing about the item.
    ///
    /// @param field gives the value of a field that a rule compares, or null
    static Verdict guard(
            List<Rule> rules, Caller caller, Function<String, @Nullable Object> field) {
        if (rules.stream().anyMatch(rule -> rule.exists() == null && holds(rule, caller, field))) {
            return new Verdict.Allowed();
        }
        var candidates =
                rules.stream()
                        .filter(rule -> claimsHold(rule, caller))
                        .flatMap(rule -> candidates(rule, caller, field).stream())
                        .toList();
        return candidates.isEmpty() ? new Verdict.Denied() : new Verdict.Pending(candidates);
    }

    /// Returns the refusal for a caller who may not use a field of a visible item, or may not put
    /// an item.
    ///
    /// @param parameters of a FORBIDDEN error
    public static Refusal refused(Caller caller, Map<Parameter, ?> parameters) {
        return caller.signedIn()
                ? new Refusal(ErrorCode.FORBIDDEN, parameters)
                : new Refusal(ErrorCode.UNAUTHENTICATED);
    }

    private static List<Candidate> candidates(
            Rule rule, Caller caller, Function<String, @Nullable Object> field) {
        var record = rule.exists();
        return record == null
                ? List.of()
                : List.of(
                        new Candidate(
                                record,
                                isOwner(rule.owner(), caller, field)
                                        && record.fields().stream()
                                                .allMatch(each -> field.apply(each) != null)));
    }

    private static boolean holds(
            Rule rule, Caller caller, Function<String, @Nullable Object> field) {
        return claimsHold(rule, caller) && isOwner(rule.owner(), caller, field);
    }

    /// Only a `public` rule grants access to a caller who is not signed in.
    private static boolean claimsHold(Rule rule, Caller caller) {
        return (rule.isPublic() || caller.signedIn())
                && (!rule.signedIn() || caller.signedIn())
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
