// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.auth;

import dev.sluice.internal.compile.binding.RuleFields;
import dev.sluice.internal.compile.key.AccessPath;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.expression.Comparator;
import dev.sluice.internal.schema.expression.Condition;
import dev.sluice.internal.schema.expression.Expressions;
import dev.sluice.internal.schema.expression.Operand;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What is certain about every item of a list.
///
/// @param bound the values that the key condition and the filter give the fields of rules, for each
///   member
/// @param key the terms of the key condition
/// @param filter the terms of the filter
public record ListedItems(
        AccessPath access,
        Map<String, Map<String, Value>> bound,
        List<Condition> key,
        List<Condition> filter) {

    /// @param keyFields the values that the key condition gives the fields of rules, for each
    ///   member
    /// @param keyCondition valid, or blank
    public static ListedItems of(
            AccessPath access,
            Map<String, Map<String, Value>> keyFields,
            String keyCondition,
            @Nullable Condition filter) {
        var key = terms(keyCondition.isBlank() ? null : Expressions.condition(keyCondition));
        var bound = new HashMap<String, Map<String, Value>>();
        for (var member : access.target().members()) {
            var fields = new HashMap<String, Value>();
            if (isWhole(member, access.index())) {
                fields.putAll(equal(terms(filter)));
                fields.keySet().retainAll(RuleFields.of(member.rules()));
            }
            fields.putAll(keyFields.getOrDefault(member.name(), Map.of()));
            bound.put(member.name(), fields);
        }
        return new ListedItems(access, bound, key, terms(filter));
    }

    private static Map<String, Value> equal(List<Condition> terms) {
        var equal = new HashMap<String, Value>();
        for (var term : terms) {
            if (term
                            instanceof
                            Condition.Comparison(Operand.FieldPath(var names), var is, Value value)
                    && is == Comparator.EQUAL
                    && names.size() == 1
                    && isGiven(value)) {
                equal.put(names.getFirst(), value);
            }
        }
        return equal;
    }

    /// An argument could be left out, and its term with it.
    private static boolean isGiven(Value value) {
        return value instanceof Value.Literal
                || (value instanceof Value.Reference(var root, _) && root == Root.Reserved.CLAIMS);
    }

    private static List<Condition> terms(@Nullable Condition condition) {
        return switch (condition) {
            case null -> List.of();
            case Condition.And(var terms) -> terms;
            case Condition one -> List.of(one);
        };
    }

    Map<String, Value> bound(StoredType member) {
        return bound.getOrDefault(member.name(), Map.of());
    }

    /// Returns the rules of the member, each without its `when` if every item meets it.
    List<Rule> rules(StoredType member) {
        return member.rules().stream()
                .map(rule ->
                        rule.when() != null && meet(rule.when().condition(), member)
                                ? rule.withoutWhen()
                                : rule)
                .toList();
    }

    private boolean meet(Condition when, StoredType member) {
        return switch (when) {
            case Condition.And(var terms) -> terms.stream().allMatch(term -> meet(term, member));
            case Condition.Or(var terms) -> terms.stream().anyMatch(term -> meet(term, member));
            case Condition.In(var operand, var options) ->
                    options.stream().anyMatch(option -> equal(operand, option, member))
                            || known(member).stream()
                                    .anyMatch(term ->
                                            term instanceof Condition.In(var same, var fewer)
                                                    && same.equals(operand)
                                                    && options.containsAll(fewer));
            case Condition.Comparison(var left, var comparator, var right)
                    when comparator == Comparator.EQUAL ->
                    equal(left, right, member);
            case Condition.Comparison _,
                    Condition.Not _,
                    Condition.Between _,
                    Condition.InList _,
                    Condition.AttributeExists _,
                    Condition.AttributeNotExists _,
                    Condition.BeginsWith _,
                    Condition.Contains _ ->
                    known(member).contains(when);
        };
    }

    private boolean equal(Operand one, Operand other, StoredType member) {
        return known(member).contains(new Condition.Comparison(one, Comparator.EQUAL, other))
                || (one instanceof Operand.FieldPath(var names)
                        && names.size() == 1
                        && other.equals(bound(member).get(names.getFirst())));
    }

    private List<Condition> known(StoredType member) {
        if (!isWhole(member, access.index())) {
            return key;
        }
        var known = new ArrayList<>(key);
        known.addAll(filter);
        return known;
    }

    /// An item that an index does not hold whole is read again from the table. By then, it may not
    /// pass the filter, but it still has the key.
    private static boolean isWhole(StoredType member, @Nullable String index) {
        return index == null || member.index(index).projected() == null;
    }
}
