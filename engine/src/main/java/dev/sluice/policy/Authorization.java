// SPDX-License-Identifier: Apache-2.0
package dev.sluice.policy;

import dev.sluice.schema.Rule;
import dev.sluice.schema.StoredType;

import org.jspecify.annotations.Nullable;

import java.util.List;
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
        var pinned =
                type.pins().entrySet().stream()
                        .allMatch(pin ->
                                caller.claim(pin.getValue()) instanceof String claim
                                        && claim.equals(field.apply(pin.getKey())));
        return pinned ? judge(type.rules(), caller, field) : new Verdict.Denied();
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

    /// What a caller hears who may not see a field of an item that it may see.
    public static Refusal refused(Caller caller) {
        return caller.signedIn()
                ? new Refusal(ErrorCode.FORBIDDEN)
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
