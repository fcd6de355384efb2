// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.authorization;

import dev.sluice.internal.dynamodb.expression.KnownCondition;
import dev.sluice.internal.dynamodb.write.AccessCondition;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Parameter;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.schema.Holder;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.expression.Condition;
import dev.sluice.internal.schema.expression.Operand;
import dev.sluice.internal.value.ValueReader;
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
    static Verdict guard(StoredType type, ValueReader values) {
        return guard(type, type.rules(), values);
    }

    /// Applies the rules of a type to a whole list. The caller's claims and the key condition must
    /// give everything that the rules compare.
    ///
    /// @param rules those of the type that decide
    static Verdict guard(StoredType type, List<Rule> rules, ValueReader values) {
        return isPinned(type, values.caller(), values.item())
                ? guard(rules, values)
                : Verdict.DENIED;
    }

    /// Applies the rules to an item that is put, as it will be. It must belong to the caller's
    /// tenant. If a rule has an owner, it must also be the caller's own.
    static Verdict judgePut(StoredType type, ValueReader values) {
        if (!isPinned(type, values.caller(), values.item())) {
            return Verdict.DENIED;
        }
        return type.rules().stream().anyMatch(rule -> rule.owner() != null)
                ? guard(type.rules(), values)
                : Verdict.ALLOWED;
    }

    /// A way to get access to an item if only its key is known.
    ///
    /// @param record that must exist, or null
    /// @param condition what the stored item must meet, or null
    record Way(Rule.@Nullable Exists record, @Nullable AccessCondition condition) {}

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
                ways.add(new Way(rule.exists(), condition(rule, isKnown ? null : owner, held)));
            }
        }
        return List.copyOf(ways);
    }

    /// @param owner the field to compare, or null
    private static @Nullable AccessCondition condition(
            Rule rule, @Nullable String owner, Set<String> held) {
        var when = rule.when() == null ? null : rule.when().condition();
        return owner == null && when == null
                ? null
                : new AccessCondition(owner, owner == null ? Set.of() : held, when);
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
    /// @param values of the item: its fields as far as they are known, and what rules compare them
    ///   with
    static Verdict guard(List<Rule> rules, ValueReader values) {
        for (var rule : rules) {
            if (rule.exists() == null && claimsHold(rule, values.caller()) && fits(rule, values)) {
                return Verdict.ALLOWED;
            }
        }
        var candidates =
                rules.stream()
                        .filter(rule -> claimsHold(rule, values.caller()))
                        .flatMap(rule -> candidates(rule, values).stream())
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

    private static List<Candidate> candidates(Rule rule, ValueReader values) {
        var record = rule.exists();
        return record == null
                ? List.of()
                : List.of(
                        new Candidate(
                                record,
                                fits(rule, values)
                                        && record.fields().stream()
                                                .allMatch(each ->
                                                        values.item().apply(each) != null)));
    }

    /// Returns whether the item belongs to the caller, and meets `when`.
    private static boolean fits(Rule rule, ValueReader values) {
        return isOwner(rule, values)
                && (rule.when() == null || meets(rule.when().condition(), values));
    }

    /// Returns whether an item meets the `when` of a rule. A field that is absent, or not known
    /// yet, meets no comparison.
    public static boolean meets(Condition when, ValueReader values) {
        Function<Operand.FieldPath, @Nullable Object> field =
                path -> values.item().apply(path.names().getFirst());
        return new KnownCondition(field, path -> field.apply(path) != null, values::read)
                .holds(when);
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

    private static boolean isOwner(Rule rule, ValueReader values) {
        return rule.owner() == null
                || includes(held(rule, values.caller()), rule, values.item().apply(rule.owner()));
    }

    private static boolean includes(Set<String> held, Rule rule, @Nullable Object stored) {
        return HeldValues.include(held, rule.holder() instanceof Holder.Among, stored);
    }

    private static Set<String> held(Rule rule, Caller caller) {
        return rule.holder() == null ? Set.of() : HeldValues.of(rule.holder(), caller);
    }
}
