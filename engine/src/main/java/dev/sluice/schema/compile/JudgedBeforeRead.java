// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schema.compile;

import dev.sluice.schema.BoundSegment;
import dev.sluice.schema.Rule;
import dev.sluice.schema.StoredType;
import dev.sluice.schema.expression.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/// Proves that the rules of a query's types can be judged before what they hide is read from the
/// table.
///
/// Each field that a rule compares is known by then: for a list from the key condition, for a first
/// item from the index that finds it. Or whoever passes the rules of the query's own field passes a
/// rule of the type whose fields are known.
final class JudgedBeforeRead {
    private final QueryReads.Access access;
    private final Map<String, Map<String, Value>> ruleFields;
    private final List<Rule> gate;
    private final Site site;

    /// @param ruleFields what the key condition binds, for each member
    /// @param gate the rules of the query's own field; empty where any caller may select it
    JudgedBeforeRead(
            QueryReads.Access access,
            Map<String, Map<String, Value>> ruleFields,
            List<Rule> gate,
            Site site) {
        this.access = access;
        this.ruleFields = ruleFields;
        this.gate = gate;
        this.site = site;
    }

    void checkList() {
        for (var member : access.target().members()) {
            if (!isOpenToAllWhoAsk(member)) {
                RuleFields.of(member.rules()).stream()
                        .filter(field -> !bound(member).containsKey(field))
                        .forEach(field -> reportUnbound(member, field));
            }
        }
    }

    void checkFirst() {
        var index = access.index();
        if (index == null) {
            return;
        }
        for (var member : access.target().members()) {
            var projected = member.index(index).projected();
            if (projected != null && !isOpenToAllWhoAsk(member)) {
                RuleFields.of(member.rules()).stream()
                        .filter(field ->
                                !projected.contains(Keys.stored(member.shape(), field).name()))
                        .forEach(field -> reportUnprojected(member, index, field));
            }
        }
    }

    private Map<String, Value> bound(StoredType member) {
        return ruleFields.getOrDefault(member.name(), Map.of());
    }

    private boolean isOpenToAllWhoAsk(StoredType member) {
        return gate.isEmpty()
                ? member.rules().stream().anyMatch(Rule::isOpen)
                : gate.stream()
                        .allMatch(passed ->
                                member.rules().stream()
                                        .anyMatch(rule -> implies(passed, rule, bound(member))));
    }

    private static boolean implies(Rule passed, Rule rule, Map<String, Value> bound) {
        return rule.owner() == null
                && (!rule.signedIn() || passed.signedIn() || passed.owner() != null)
                && (rule.group() == null || rule.group().equals(passed.group()))
                && (rule.scope() == null || rule.scope().equals(passed.scope()))
                && (rule.exists() == null
                        || (passed.exists() != null
                                && record(passed.exists(), JudgedBeforeRead::parent)
                                        .equals(record(rule.exists(), path -> item(path, bound)))));
    }

    /// The type and the key of a record.
    ///
    /// @param item what stands for a field of the item that the rule judges
    private static List<Object> record(Rule.Exists exists, Function<List<String>, Value> item) {
        var read = exists.read();
        var key = new ArrayList<Object>();
        key.add(read.target().type());
        Stream.of(read.partition(), read.sort())
                .filter(Objects::nonNull)
                .flatMap(half -> half.segments().stream())
                .map(segment ->
                        segment instanceof BoundSegment.Bound(Value.Reference value, _)
                                        && KeyBinder.isOfItem(value)
                                ? item.apply(value.path())
                                : segment instanceof BoundSegment.Bound(var value, _)
                                        ? value
                                        : segment)
                .forEach(key::add);
        return key;
    }

    /// The query's own field judges the parent.
    private static Value parent(List<String> path) {
        return new Value.Reference("parent", path);
    }

    private static Value item(List<String> path, Map<String, Value> bound) {
        return bound.getOrDefault(path.getFirst(), new Value.Reference("item", path));
    }

    private void reportUnbound(StoredType member, String field) {
        var owner = member.rules().stream().anyMatch(rule -> field.equals(rule.owner()));
        site.report(
                "`%s` is %s `%s`, which the key condition does not bind"
                        .formatted(
                                member.name(), owner ? "visible to the owner" : "judged by", field),
                "bind `%s` with =%s, so that no item is read and then hidden"
                        .formatted(field, otherwise(member)));
    }

    private void reportUnprojected(StoredType member, String index, String field) {
        site.report(
                "the index `%s` does not project `%s`, by which `%s` is judged"
                        .formatted(index, field, member.name()),
                "add it to project%s, so that a hidden item costs no more than a missing one"
                        .formatted(otherwise(member)));
    }

    private static String otherwise(StoredType member) {
        return member.rules().stream().anyMatch(rule -> rule.fields().isEmpty())
                ? ", or let @auth of the field admit only callers of another rule of `%s`"
                        .formatted(member.name())
                : "";
    }
}
