// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.authorization;

import dev.sluice.internal.authorization.Authorization.Verdict;
import dev.sluice.internal.dynamodb.RequestStore;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.policy.Parameter;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.value.KeyWriter;
import dev.sluice.internal.value.ValueReader;
import dev.sluice.resolver.Caller;
import dev.sluice.telemetry.Denial;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/// Checks `@auth` for the caller of one request. Everything that a client sees has passed here.
/// Records that `exists` rules name are read in the next wave.
public final class AccessGuard {
    private final Caller caller;
    private final RecordReads records;
    private final Denials denials;
    private final boolean consistent;

    /// @param shapes the shape of every embedded type, by type name
    public AccessGuard(
            Caller caller, RequestStore reads, Map<String, ObjectShape> shapes, Denials denials) {
        this(caller, new RecordReads(reads, shapes), denials, false);
    }

    private AccessGuard(Caller caller, RecordReads records, Denials denials, boolean consistent) {
        this.caller = caller;
        this.records = records;
        this.denials = denials;
        this.consistent = consistent;
    }

    /// Returns a guard for a second check, after a record that granted access is gone. Its own
    /// denials are not reported; `revoked` reports them.
    public AccessGuard again() {
        return new AccessGuard(caller, records, new Denials(), true);
    }

    /// Returns a guard that decides alike and reports no denials, for reads that may turn out not
    /// to be needed.
    public AccessGuard unreported() {
        return new AccessGuard(caller, records, new Denials(), consistent);
    }

    /// Returns whether the caller may see every item that a read can find, if that follows from the
    /// caller and the key. Looks up no record.
    ///
    /// @param ruleFields as for `visible`
    /// @param values of the key
    public boolean shows(
            Target target, Map<String, Map<String, Value>> ruleFields, ValueReader values) {
        return target.members().stream()
                .map(member ->
                        Authorization.guard(
                                member, values.judging(known(ruleFields, member, values))))
                .allMatch(Verdict.Allowed.class::isInstance);
    }

    /// Reports that a record that granted access is gone.
    public void revoked(GrantingRecord record) {
        denials.add(record.coordinate(), record.rules(), Denial.Outcome.INVISIBLE);
    }

    /// Grants access to a field, or fails with `Refusal` UNAUTHENTICATED or FORBIDDEN.
    public CompletableFuture<Grant> admit(Field field, ValueReader values) {
        return admit(field, values, Map.of());
    }

    /// @param parameters of a FORBIDDEN error
    public CompletableFuture<Grant> admit(
            Field field, ValueReader values, Map<Parameter, ?> parameters) {
        if (field.rules().isEmpty()) {
            return CompletableFuture.completedFuture(Grant.FREE);
        }
        var judged = values.tolerant();
        var judging = new Judging(field.coordinate(), field.rules(), judged);
        return decide(Authorization.guard(field.rules(), judged), judging)
                .thenApply(grant -> require(grant, judging, parameters));
    }

    /// Fails with `Refusal` UNAUTHENTICATED or FORBIDDEN if the caller may not use a field,
    /// whatever the item is that its rules compare.
    public void admitForSome(Field field, ValueReader values) {
        if (!Authorization.canHold(field.rules(), caller)) {
            require(Grant.NONE, new Judging(field.coordinate(), field.rules(), values), Map.of());
        }
    }

    /// Lets the caller put an item, or fails with `Refusal` UNAUTHENTICATED or FORBIDDEN.
    ///
    /// @param values read the item as it will be
    /// @param parameters of a FORBIDDEN error
    public CompletableFuture<Grant> admitPut(
            StoredType type, ValueReader values, Map<Parameter, ?> parameters) {
        var judging = new Judging(type.name(), type.rules(), values);
        return decide(Authorization.judgePut(type, values), judging)
                .thenApply(grant -> require(grant, judging, parameters));
    }

    private Grant require(Grant grant, Judging judging, Map<Parameter, ?> parameters) {
        if (!grant.admitted()) {
            var refusal = Authorization.refused(caller, parameters);
            var outcome = Denial.Outcome.valueOf(refusal.code().name());
            denials.add(judging.coordinate(), judging.rules(), outcome);
            throw refusal;
        }
        return grant;
    }

    /// Returns the conditions under which the caller may change an item, or null if the caller may
    /// not change it in any case.
    ///
    /// @param known the fields of the item that are known before it is changed
    /// @param values for the keys of records
    public CompletableFuture<@Nullable WriteAccess> access(
            StoredType type, Map<String, ? extends @Nullable Object> known, ValueReader values) {
        var ways = Authorization.ways(type, caller, known);
        if (ways.stream().anyMatch(way -> way.record() == null && way.condition() == null)) {
            return CompletableFuture.completedFuture(WriteAccess.FREE);
        }
        var judging = new Judging(type.name(), type.rules(), values);
        var open =
                ways.stream()
                        .map(way ->
                                way.record() instanceof Rule.Exists record
                                        ? isThere(record, judging)
                                        : CompletableFuture.completedFuture(Grant.FREE))
                        .toList();
        return all(open)
                .thenApply(_ -> {
                    var grants = open.stream().map(CompletableFuture::join).toList();
                    var access = WriteAccess.of(ways, grants);
                    if (access == null) {
                        hidden(type);
                    }
                    return access;
                });
    }

    /// Returns the names of the member types of a list that the caller may see. Decides before the
    /// list is read.
    public CompletableFuture<Set<String>> visibleMembers(
            Source.QueryRead query, ValueReader values) {
        var visible = new HashSet<String>();
        var decided = new ArrayList<CompletableFuture<?>>();
        for (var member : query.target().members()) {
            var known = values.judging(known(query.ruleFields(), member, values));
            var rules = query.listRules().getOrDefault(member.name(), List.of());
            decided.add(
                    decide(
                                    Authorization.guard(member, rules, known),
                                    new Judging(member.name(), member.rules(), known))
                            .thenAccept(grant -> {
                                if (grant.admitted()) {
                                    visible.add(member.name());
                                } else {
                                    hidden(member);
                                }
                            }));
        }
        return all(decided).thenApply(_ -> visible);
    }

    /// Returns the item that a read finds, or null if the caller may not see it.
    ///
    /// @param reference as for `visible`
    /// @param ruleFields as for `visible`
    public CompletableFuture<@Nullable Item> visible(
            CompletableFuture<@Nullable Item> read,
            Supplier<Object> reference,
            Target target,
            Map<String, Map<String, Value>> ruleFields,
            ValueReader values) {
        return needsRecords(target)
                ? read.thenCompose(
                        item -> visible(reference.get(), target, item, ruleFields, values))
                : read.thenApply(item -> shown(target, item, values));
    }

    /// Returns the item, or null if the caller may not see it, as for a missing item.
    ///
    /// Also checks a missing item, and checks an item of one type as each other type that it could
    /// be. So as many records are read as for an item that the caller may not see.
    ///
    /// @param reference what was requested; equal if the same is requested again
    /// @param ruleFields the values from the key for fields that rules compare, for each member
    ///   type
    /// @param values of the key
    public CompletableFuture<@Nullable Item> visible(
            Object reference,
            Target target,
            @Nullable Item item,
            Map<String, Map<String, Value>> ruleFields,
            ValueReader values) {
        if (!needsRecords(target)) {
            return CompletableFuture.completedFuture(shown(target, item, values));
        }
        var own = CompletableFuture.completedFuture(false);
        var decided = new ArrayList<CompletableFuture<Boolean>>();
        for (var member : target.members()) {
            var isOwn = item != null && item.type().name().equals(member.name());
            var requested = known(ruleFields, member, values);
            var judged = values.judging(item != null && isOwn ? item::value : requested).tolerant();
            var verdict = decideAlike(reference, member, requested, judged);
            decided.add(verdict);
            own = isOwn ? verdict : own;
        }
        var allowed = own;
        return all(decided)
                .thenApply(_ -> {
                    if (item != null && !allowed.join()) {
                        hidden(item.type());
                    }
                    return allowed.join() ? item : null;
                });
    }

    private static boolean needsRecords(Target target) {
        for (var member : target.members()) {
            for (var rule : member.rules()) {
                if (rule.exists() != null) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Returns the item, or null if the caller may not see it. No rule needs a record.
    private @Nullable Item shown(Target target, @Nullable Item item, ValueReader values) {
        if (item == null) {
            return null;
        }
        var judged = values.judging(item::value).tolerant();
        for (var member : target.members()) {
            if (item.type().name().equals(member.name())
                    && Authorization.guard(member, judged) instanceof Verdict.Allowed) {
                return item;
            }
        }
        hidden(item.type());
        return null;
    }

    private static Function<String, @Nullable Object> known(
            Map<String, Map<String, Value>> ruleFields, StoredType member, ValueReader values) {
        var bound = ruleFields.getOrDefault(member.name(), Map.of());
        return field -> {
            var value = bound.get(field);
            return value == null ? null : values.read(value);
        };
    }

    /// A check of rules.
    ///
    /// @param coordinate of the rules, `Type` or `Type.field`
    private record Judging(String coordinate, List<Rule> rules, ValueReader values) {}

    private CompletableFuture<Grant> decide(Verdict verdict, Judging judging) {
        return switch (verdict) {
            case Verdict.Allowed _ -> CompletableFuture.completedFuture(Grant.FREE);
            case Verdict.Denied _ -> CompletableFuture.completedFuture(Grant.NONE);
            case Verdict.Pending(var candidates) -> {
                var grants =
                        candidates.stream()
                                .filter(Authorization.Candidate::sufficient)
                                .map(candidate -> isThere(candidate.record(), judging))
                                .toList();
                yield all(grants).thenApply(_ -> Grant.firstOf(grants));
            }
        };
    }

    /// Decides with the same number of reads for every item, and for a missing one.
    ///
    /// @param requested the fields that the request itself contains
    private CompletableFuture<Boolean> decideAlike(
            Object reference,
            StoredType type,
            Function<String, @Nullable Object> requested,
            ValueReader values) {
        return switch (Authorization.guard(type, values)) {
            case Verdict.Allowed _ -> CompletableFuture.completedFuture(true);
            case Verdict.Denied _ -> CompletableFuture.completedFuture(false);
            case Verdict.Pending(var candidates) ->
                    anyOf(
                            candidates.stream()
                                    .map(candidate ->
                                            records.admits(
                                                    candidate, reference, type, requested, values))
                                    .toList());
        };
    }

    private CompletableFuture<Grant> isThere(Rule.Exists record, Judging judging) {
        var request = new KeyWriter(judging.values()).item(record.read());
        if (request == null) {
            return CompletableFuture.completedFuture(Grant.NONE);
        }
        var granting =
                new GrantingRecord(
                        record,
                        request.consistently(),
                        judging.values()::read,
                        judging.coordinate(),
                        judging.rules());
        return records.isThere(record, consistent ? granting.item() : request, judging.values())
                .thenApply(isThere -> isThere ? Grant.by(granting) : Grant.NONE);
    }

    private static CompletableFuture<Boolean> anyOf(List<CompletableFuture<Boolean>> decided) {
        return all(decided).thenApply(_ -> decided.stream().anyMatch(CompletableFuture::join));
    }

    private static CompletableFuture<Void> all(List<? extends CompletableFuture<?>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
    }

    public void hidden(StoredType type) {
        denials.add(type.name(), type.rules(), Denial.Outcome.INVISIBLE);
    }
}
