// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.authorization;

import dev.sluice.internal.policy.Caller;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Parameter;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.StoredType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Decides what `@auth` lets a caller see: the parts of a rule are ANDed, the rules are ORed.
public final class Authorization {
    private Authorization() {}

    /// What rules come to before a record is looked up.
    public sealed interface Verdict {
        record Allowed() implements Verdict {}

        record Denied() implements Verdict {}

        /// One of these records lets the caller in by being there.
        ///
        /// @param candidates at least one
        record Pending(List<Candidate> candidates) implements Verdict {
            public Pending {
                candidates = List.copyOf(candidates);
            }
        }
    }

    /// @param sufficient whether all else that the record's rule asks of the item holds; without it
    ///   the record, there or not, lets nobody in
    public record Candidate(Rule.Exists record, boolean sufficient) {}

    /// What the rules of an item's type come to, where its pinned fields are those of the caller;
    /// else nothing lets the caller in.
    public static Verdict judge(
            StoredType type, Caller caller, Function<String, @Nullable Object> field) {
        return judge(type, type.rules(), caller, field);
    }

    /// What a list of a type comes to, where the caller's claims and the key condition say all that
    /// its rules compare.
    ///
    /// @param rules those of the type that decide
    public static Verdict judge(
            StoredType type,
            List<Rule> rules,
            Caller caller,
            Function<String, @Nullable Object> field) {
        return isPinned(type, caller, field) ? judge(rules, caller, field) : new Verdict.Denied();
    }

    /// What an item that is put comes to, as it will be: it must be of the caller's tenant, and the
    /// caller's own where a rule says whose an item is.
    public static Verdict judgePut(
            StoredType type, Caller caller, Function<String, @Nullable Object> field) {
        if (!isPinned(type, caller, field)) {
            return new Verdict.Denied();
        }
        return type.rules().stream().anyMatch(rule -> rule.owner() != null)
                ? judge(type.rules(), caller, field)
                : new Verdict.Allowed();
    }

    /// A way to be let at an item of which only the key is known.
    ///
    /// @param record that must be there, or null
    /// @param owner the field that must hold the caller's subject, or null
    public record Way(Rule.@Nullable Exists record, @Nullable String owner) {}

    /// How the caller may be let at an item to change it; by no way where nothing lets it in.
    ///
    /// @param known the fields that the item's key tells
    public static List<Way> ways(
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

    /// A rule without `exists` that holds is enough. Which records are candidates depends on the
    /// caller's claims alone, so that what is looked up tells nothing of the item.
    ///
    /// @param field gives the value of a field that a rule compares, or null
    public static Verdict judge(
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

    /// What a caller hears who may not use a field of an item that it may see, or put an item.
    ///
    /// @param parameters those of FORBIDDEN
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

    /// Only a rule that says `public` lets in a caller who is not signed in.
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
