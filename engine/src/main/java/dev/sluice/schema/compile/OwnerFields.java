// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schema.compile;

import dev.sluice.schema.BoundSegment;
import dev.sluice.schema.Key;
import dev.sluice.schema.KeyCondition;
import dev.sluice.schema.Rule;
import dev.sluice.schema.StoredType;
import dev.sluice.schema.expression.Value;
import dev.sluice.schema.key.Segment;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Proves that a list's rules can be judged before it is read.
///
/// Each field that a rule of the list's type compares is bound by the key condition; or whoever
/// passes the rules of the list's own field passes a rule of the type that compares no field.
final class OwnerFields {
    private final QueryReads.Access access;
    private final KeyCondition condition;
    private final List<Rule> gate;

    /// @param gate the rules of the list's own field; empty where any caller may select it
    OwnerFields(QueryReads.Access access, KeyCondition condition, List<Rule> gate) {
        this.access = access;
        this.condition = condition;
        this.gate = gate;
    }

    /// For each member, the value of each field that one of its rules compares.
    Map<String, Map<String, Value>> proved(Site site) {
        var proved = new HashMap<String, Map<String, Value>>();
        for (var member : access.target().members()) {
            var bound = bound(member, access.index(), condition);
            bound.keySet().retainAll(owners(member));
            if (!isOpenToAllWhoAsk(member)) {
                owners(member).stream()
                        .filter(owner -> !bound.containsKey(owner))
                        .forEach(owner -> report(member, owner, site));
            }
            proved.put(member.name(), Map.copyOf(bound));
        }
        return proved;
    }

    private static Set<String> owners(StoredType member) {
        return member.rules().stream()
                .map(Rule::owner)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean isOpenToAllWhoAsk(StoredType member) {
        var claimsOnly = member.rules().stream().filter(Rule::claimsOnly).toList();
        return gate.isEmpty()
                ? claimsOnly.stream().anyMatch(OwnerFields::isOpen)
                : gate.stream()
                        .allMatch(passed ->
                                claimsOnly.stream().anyMatch(rule -> implies(passed, rule)));
    }

    private static boolean isOpen(Rule rule) {
        return !rule.signedIn() && rule.group() == null && rule.scope() == null;
    }

    private static boolean implies(Rule passed, Rule rule) {
        return (!rule.signedIn() || passed.signedIn() || passed.owner() != null)
                && (rule.group() == null || rule.group().equals(passed.group()))
                && (rule.scope() == null || rule.scope().equals(passed.scope()));
    }

    private static void report(StoredType member, String owner, Site site) {
        site.report(
                "`%s` is visible to the owner `%s`, which the key condition does not bind"
                        .formatted(member.name(), owner),
                "bind `%s` with =%s, so that no item is read and then hidden"
                        .formatted(owner, otherwise(member)));
    }

    private static String otherwise(StoredType member) {
        return member.rules().stream().anyMatch(Rule::claimsOnly)
                ? ", or let @auth of the field admit only callers of another rule of `%s`"
                        .formatted(member.name())
                : "";
    }

    private static Map<String, Value> bound(
            StoredType member, @Nullable String index, KeyCondition condition) {
        var values = new HashMap<String, Value>();
        collect(
                QueryReads.Access.partitionKey(member, index),
                condition.partition().segments(),
                values);
        var sortKey = QueryReads.Access.sortKey(member, index);
        var sort = condition.sort();
        if (sortKey != null && sort != null) {
            var fixed = sort.optional() && sort.last() == null ? 1 : 0;
            collect(sortKey, sort.equal().subList(0, sort.equal().size() - fixed), values);
        }
        return values;
    }

    private static void collect(Key key, List<BoundSegment> segments, Map<String, Value> values) {
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i) instanceof BoundSegment.Bound(var value, _)
                    && key.template().segments().get(i) instanceof Segment.Field(var name)) {
                values.put(name, value);
            }
        }
    }
}
