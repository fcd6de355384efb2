// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.authorization;

import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Parameter;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.schema.Holder;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.resolver.Caller;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Decides what a caller may see under `@auth`: all parts of a rule must hold, and one rule is
/// enough.
public final class Authorization {
    private Authorization() {}

    /// The result of the rules before a record is looked up.
    sealed interface Verdict {
        Verdict ALLOWED = new Allowed();
        Verdict DENIED = new Denied();

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
        return isPinned(type, caller, field) ? guard(rules, caller, field) : Verdict.DENIED;
    }

    /// Applies the rules to an item that is put, as it will be. It must belong to the caller's
    /// tenant. If a rule has an owner, it must also be the caller's own.
    static Verdict judgePut(
            StoredType type, Caller caller, Function<String, @Nullable Object> field) {
        if (!isPinned(type, caller, field)) {
            return Verdict.DENIED;
        }
        return type.rules().stream().anyMatch(rule -> rule.owner() != null)
                ? guard(type.rules(), caller, field)
                : Verdict.ALLOWED;
    }

    /// A way to get access to an item if only its key is known.
    ///
    /// @param record that must exist, or null
    /// @param owner the field that must name the caller, or null
    /// @param held the texts by which it names the caller
    record Way(Rule.@Nullable Exists record, @Nullable String owner, Set<String> held) {}

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
            var held = held(rule, caller);
            if (claimsHold(rule, caller)
                    && (owner == null || !held.isEmpty())
                    && (!isKnown || includes(held, rule, known.get(owner)))) {
                ways.add(
                        isKnown
                                ? new Way(rule.exists(), null, Set.of())
                                : new Way(rule.exists(), owner, held));
            }
        }
        return List.copyOf(ways);
    }

    private static boolean isPinned(
            StoredType type, Caller caller, Function<String, @Nullable Object> field) {
        for (var pin : type.pins().entrySet()) {
            if (!(caller.claim(pin.getValue()) instanceof String claim)
                    || !claim.equals(field.apply(pin.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /// One rule without `exists` that holds is enough. The candidates for a look-up depend only on
    /// the caller's claims, so the look-ups reveal nothing about the item.
    ///
    /// @param field gives the value of a field that a rule compares, or null
    static Verdict guard(
            List<Rule> rules, Caller caller, Function<String, @Nullable Object> field) {
        for (var rule : rules) {
            if (rule.exists() == null && holds(rule, caller, field)) {
                return Verdict.ALLOWED;
            }
        }
        var candidates =
                rules.stream()
                        .filter(rule -> claimsHold(rule, caller))
                        .flatMap(rule -> candidates(rule, caller, field).stream())
                        .toList();
        return candidates.isEmpty() ? Verdict.DENIED : new Verdict.Pending(candidates);
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
                                isOwner(rule, caller, field)
                                        && record.fields().stream()
                                                .allMatch(each -> field.apply(each) != null)));
    }

    private static boolean holds(
            Rule rule, Caller caller, Function<String, @Nullable Object> field) {
        return claimsHold(rule, caller) && isOwner(rule, caller, field);
    }

    /// Returns whether one of the rules holds for some items.
    static boolean canHold(List<Rule> rules, Caller caller) {
        return rules.stream().anyMatch(rule -> claimsHold(rule, caller));
    }

    /// Only a `public` rule grants access to a caller who is not signed in.
    private static boolean claimsHold(Rule rule, Caller caller) {
        return (rule.isPublic() || caller.signedIn())
                && (!rule.signedIn() || caller.signedIn())
                && (rule.group() == null || caller.groups().contains(rule.group()))
                && (rule.scope() == null || caller.scopes().contains(rule.scope()));
    }

    private static boolean isOwner(
            Rule rule, Caller caller, Function<String, @Nullable Object> field) {
        return rule.owner() == null
                || includes(held(rule, caller), rule, field.apply(rule.owner()));
    }

    private static boolean includes(Set<String> held, Rule rule, @Nullable Object stored) {
        return HeldValues.include(held, rule.holder() instanceof Holder.Among, stored);
    }

    private static Set<String> held(Rule rule, Caller caller) {
        return rule.holder() == null ? Set.of() : HeldValues.of(rule.holder(), caller);
    }
}
