// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.execution.dynamodb.Item;
import dev.sluice.execution.dynamodb.Session;
import dev.sluice.policy.Authorization;
import dev.sluice.policy.Authorization.Verdict;
import dev.sluice.policy.Caller;
import dev.sluice.policy.Parameter;
import dev.sluice.policy.Refusal;
import dev.sluice.schema.Field;
import dev.sluice.schema.Rule;
import dev.sluice.schema.Source;
import dev.sluice.schema.StoredType;
import dev.sluice.schema.Target;
import dev.sluice.schema.expression.Value;
import dev.sluice.telemetry.Denial;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// Holds `@auth` against the caller of one request: whatever a client gets to see went through
/// here. Records that `exists` rules name are read in the next wave.
final class Judge {
    private final Caller caller;
    private final Session reads;
    private final Denials denials;

    Judge(Caller caller, Session reads, Denials denials) {
        this.caller = caller;
        this.reads = reads;
        this.denials = denials;
    }

    /// Lets the caller pass to a field; else fails with `Refusal` UNAUTHENTICATED or FORBIDDEN.
    CompletableFuture<Boolean> admit(Field field, ValueReader values) {
        return admit(field, values, Map.of());
    }

    /// @param parameters of a FORBIDDEN
    CompletableFuture<Boolean> admit(
            Field field, ValueReader values, Map<Parameter, ?> parameters) {
        if (field.rules().isEmpty()) {
            return CompletableFuture.completedFuture(true);
        }
        var judged = values.tolerant();
        return decide(Authorization.judge(field.rules(), caller, judged.item()), judged)
                .thenApply(admitted -> {
                    if (!admitted) {
                        var coordinate = field.type() + "." + field.name();
                        throw refused(coordinate, field.rules(), parameters);
                    }
                    return admitted;
                });
    }

    /// Lets the caller put an item; else fails with `Refusal` UNAUTHENTICATED or FORBIDDEN.
    ///
    /// @param values judge the item as it will be
    /// @param parameters of a FORBIDDEN
    CompletableFuture<Boolean> admitPut(
            StoredType type, ValueReader values, Map<Parameter, ?> parameters) {
        return decide(Authorization.judgePut(type, caller, values.item()), values)
                .thenApply(admitted -> {
                    if (!admitted) {
                        throw refused(type.name(), type.rules(), parameters);
                    }
                    return admitted;
                });
    }

    /// The fields of which one must hold the caller's subject for it to change an item of which its
    /// key is known; none where it may change the item whosesoever that is. Null where it may not
    /// change it in any case.
    ///
    /// @param known the fields that the item's key tells
    /// @param values judge the item
    CompletableFuture<@Nullable Set<String>> owners(
            StoredType type, Map<String, ? extends @Nullable Object> known, ValueReader values) {
        var ways = Authorization.ways(type, caller, known);
        if (ways.stream().anyMatch(way -> way.record() == null && way.owner() == null)) {
            return CompletableFuture.completedFuture(Set.of());
        }
        var open =
                ways.stream()
                        .map(way ->
                                way.record() instanceof Rule.Exists record
                                        ? isThere(record, values)
                                        : CompletableFuture.completedFuture(true))
                        .toList();
        return all(open).thenApply(_ -> owners(type, ways, open));
    }

    private @Nullable Set<String> owners(
            StoredType type, List<Authorization.Way> ways, List<CompletableFuture<Boolean>> open) {
        var owners = new HashSet<String>();
        for (int i = 0; i < ways.size(); i++) {
            var owner = ways.get(i).owner();
            if (open.get(i).join() && owner == null) {
                return Set.of();
            }
            if (open.get(i).join() && owner != null) {
                owners.add(owner);
            }
        }
        if (owners.isEmpty()) {
            hidden(type);
            return null;
        }
        return owners;
    }

    private Refusal refused(String coordinate, List<Rule> rules, Map<Parameter, ?> parameters) {
        var refusal = Authorization.refused(caller, parameters);
        denials.add(coordinate, rules, Denial.Outcome.valueOf(refusal.code().name()));
        return refusal;
    }

    /// The members of a list that the caller may see, by name, known before it is read.
    CompletableFuture<Set<String>> visibleMembers(Source.QueryRead query, ValueReader values) {
        var visible = new HashSet<String>();
        var decided = new ArrayList<CompletableFuture<?>>();
        for (var member : query.target().members()) {
            var known = values.judging(known(query.ruleFields(), member, values));
            var rules = query.listRules().getOrDefault(member.name(), List.of());
            decided.add(
                    decide(Authorization.judge(member, rules, caller, known.item()), known)
                            .thenAccept(allowed -> {
                                if (allowed) {
                                    visible.add(member.name());
                                } else {
                                    hidden(member);
                                }
                            }));
        }
        return all(decided).thenApply(_ -> visible);
    }

    /// The item, or null where the caller may not see it: both read as missing.
    ///
    /// A missing item is judged too, and an item of one type as one of each other type that it
    /// could be: the records that are read are those that an item which the caller may not see
    /// would take.
    ///
    /// @param ruleFields what the key says of fields that rules compare, for each member type
    /// @param values those of the key
    CompletableFuture<@Nullable Item> visible(
            Target target,
            @Nullable Item item,
            Map<String, Map<String, Value>> ruleFields,
            ValueReader values) {
        var own = CompletableFuture.completedFuture(false);
        var decided = new ArrayList<CompletableFuture<Boolean>>();
        for (var member : target.members()) {
            var isOwn = item != null && item.type().name().equals(member.name());
            Function<String, @Nullable Object> fields =
                    item != null && isOwn ? item::value : known(ruleFields, member, values);
            var verdict = decideAlike(member, values.judging(fields).tolerant());
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

    private static Function<String, @Nullable Object> known(
            Map<String, Map<String, Value>> ruleFields, StoredType member, ValueReader values) {
        var bound = ruleFields.getOrDefault(member.name(), Map.of());
        return field -> {
            var value = bound.get(field);
            return value == null ? null : values.read(value);
        };
    }

    private CompletableFuture<Boolean> decide(Verdict verdict, ValueReader values) {
        return switch (verdict) {
            case Verdict.Allowed _ -> CompletableFuture.completedFuture(true);
            case Verdict.Denied _ -> CompletableFuture.completedFuture(false);
            case Verdict.Pending(var candidates) ->
                    anyOf(
                            candidates.stream()
                                    .filter(Authorization.Candidate::sufficient)
                                    .map(candidate -> isThere(candidate.record(), values))
                                    .toList());
        };
    }

    /// Decides with reads that do not depend on the item.
    private CompletableFuture<Boolean> decideAlike(StoredType type, ValueReader values) {
        return switch (Authorization.judge(type, caller, values.item())) {
            case Verdict.Allowed _ -> CompletableFuture.completedFuture(true);
            case Verdict.Denied _ -> CompletableFuture.completedFuture(false);
            case Verdict.Pending(var candidates) -> {
                yield anyOf(
                        candidates.stream()
                                .map(candidate -> admits(candidate, type, values))
                                .toList());
            }
        };
    }

    /// Whether the candidate lets the caller in. It is read whatever the item is, and read again
    /// where it was read before, unless that lets the caller in: else what is sent would tell an
    /// item that the caller may not see from one that is missing.
    private CompletableFuture<Boolean> admits(
            Authorization.Candidate candidate, StoredType type, ValueReader values) {
        var reading = new ItemReading(candidate.record().read());
        var shape = type.shape();
        var named = reading.request(values.judging(StandIns.behind(values.item(), shape)));
        if (named != null && reads.isReadable(named)) {
            return candidate.sufficient() && reads.known(named) != null
                    ? CompletableFuture.completedFuture(true)
                    : reads.itemAnew(named)
                            .thenApply(found -> found != null && candidate.sufficient());
        }
        var standIn = reading.request(values.judging(StandIns.behind(_ -> null, shape)));
        return standIn == null
                ? CompletableFuture.completedFuture(false)
                : reads.itemAnew(standIn).thenApply(_ -> false);
    }

    private CompletableFuture<Boolean> isThere(Rule.Exists record, ValueReader values) {
        var request = new ItemReading(record.read()).request(values);
        return request == null
                ? CompletableFuture.completedFuture(false)
                : reads.item(request).thenApply(found -> found != null);
    }

    private static CompletableFuture<Boolean> anyOf(List<CompletableFuture<Boolean>> decided) {
        return all(decided).thenApply(_ -> decided.stream().anyMatch(CompletableFuture::join));
    }

    private static CompletableFuture<Void> all(List<? extends CompletableFuture<?>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
    }

    private void hidden(StoredType type) {
        denials.add(type.name(), type.rules(), Denial.Outcome.INVISIBLE);
    }
}
