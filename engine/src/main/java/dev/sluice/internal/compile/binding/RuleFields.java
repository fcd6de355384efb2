// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.binding;

import dev.sluice.internal.compile.key.AccessPath;
import dev.sluice.internal.schema.BoundKey;
import dev.sluice.internal.schema.KeyCondition;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Finds the values that a key gives the fields of rules and pins, before anything is read.
public final class RuleFields {
    private RuleFields() {}

    /// Returns, for each member, the values that a whole key gives the fields that its rules
    /// compare.
    static Map<String, Map<String, Value>> of(
            Target target, BoundKey partition, @Nullable BoundKey sort) {
        return target.members().stream()
                .collect(
                        Collectors.toUnmodifiableMap(
                                StoredType::name,
                                member -> compared(member, ofKey(member, partition, sort))));
    }

    /// Returns the values that a whole key gives its fields.
    public static Map<String, Value> ofKey(
            StoredType type, BoundKey partition, @Nullable BoundKey sort) {
        var values = new HashMap<String, Value>();
        values.putAll(type.key().partition().values(partition.segments()));
        var sortKey = type.key().sort();
        if (sortKey != null && sort != null) {
            values.putAll(sortKey.values(sort.segments()));
        }
        return values;
    }

    /// Returns, for each member, the values that a key condition gives the fields that its rules
    /// compare.
    public static Map<String, Map<String, Value>> of(AccessPath access, KeyCondition condition) {
        return access.target().members().stream()
                .collect(
                        Collectors.toUnmodifiableMap(
                                StoredType::name,
                                member ->
                                        compared(
                                                member,
                                                ofList(member, access.index(), condition))));
    }

    /// Returns the fields that the rules of a type compare.
    public static Set<String> of(List<Rule> rules) {
        return rules.stream()
                .flatMap(rule -> rule.fields().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Value> compared(StoredType member, Map<String, Value> values) {
        values.keySet()
                .removeIf(field ->
                        !of(member.rules()).contains(field) && !member.pins().containsKey(field));
        return Map.copyOf(values);
    }

    /// Returns the values that a key condition gives the fields of its key.
    public static Map<String, Value> ofList(
            StoredType member, @Nullable String index, KeyCondition condition) {
        var values = new HashMap<String, Value>();
        var key = member.key(index);
        values.putAll(key.partition().values(condition.partition().segments()));
        values.values().removeIf(Value.Element.class::isInstance);
        var sortKey = key.sort();
        var sort = condition.sort();
        if (sortKey != null && sort != null) {
            var fixed = sort.optional() && sort.last() == null ? 1 : 0;
            values.putAll(sortKey.values(sort.equal().subList(0, sort.equal().size() - fixed)));
        }
        return values;
    }
}
