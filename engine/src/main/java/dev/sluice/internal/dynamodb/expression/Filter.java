// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.expression;

import dev.sluice.internal.dynamodb.item.EncodingException;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.item.KeyFields;
import dev.sluice.internal.policy.Reason;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.schema.expression.Condition;
import dev.sluice.internal.schema.expression.References;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A condition with its values: DynamoDB's FilterExpression, and a test for what only the engine
/// can decide.
///
/// Every name and every value is a placeholder. Nothing that a client sends is part of the
/// expression.
///
/// @param expression null if DynamoDB has nothing to filter by
/// @param names attribute names by placeholder, `#n0` onwards
/// @param values by placeholder, `:v0` onwards
/// @param never whether no item can pass
/// @param needs attributes that `admits` reads
/// @param admits whether an item that DynamoDB let pass meets the whole condition
public record Filter(
        @Nullable String expression,
        Map<String, String> names,
        Map<String, AttributeValue> values,
        boolean never,
        Set<String> needs,
        Predicate<Item> admits) {
    public Filter {
        names = Map.copyOf(names);
        values = Map.copyOf(values);
        needs = Set.copyOf(needs);
    }

    /// Builds the filter. DynamoDB cannot filter by the fields of the composed keys that are read.
    /// It gets the rest of the condition, and the engine tests the whole condition on each item
    /// that it returns.
    ///
    /// @param target the type of the fields; members that share a field store it alike
    /// @param index the index that is read, or null for the table
    /// @param shapes the shape of every embedded type, by type name
    /// @param resolved returns a value as `ScalarKind` defines it in Java, or null
    /// @throws Refusal BAD_USER_INPUT if a value is beyond what its field can hold
    public static Filter of(
            Condition condition,
            Target target,
            @Nullable String index,
            Map<String, ObjectShape> shapes,
            Function<Value, @Nullable Object> resolved) {
        var used = new Placeholders();
        var paths = new FieldPaths(target, shapes, used);
        var sent = withoutKeys(condition, target, index);
        try {
            return new Filter(
                    sent == null ? null : rendered(sent, paths, resolved),
                    used.names(),
                    used.values(),
                    new ConditionRenderer(paths, resolved).isNever(condition),
                    condition.equals(sent) ? Set.of() : needs(condition, paths),
                    condition.equals(sent)
                            ? _ -> true
                            : item -> KnownCondition.of(item, paths, resolved).holds(condition));
        } catch (EncodingException _) {
            throw new Refusal(Reason.VALUE_NOT_STORABLE);
        }
    }

    /// Like `of`, with only the terms whose values the request has. Returns null if no term is
    /// left.
    public static @Nullable Filter given(
            Condition condition,
            Target target,
            @Nullable String index,
            Map<String, ObjectShape> shapes,
            Function<Value, @Nullable Object> resolved) {
        return switch (new GivenTerms(resolved).of(condition)) {
            case ReducedCondition.Open(var open) -> of(open, target, index, shapes, resolved);
            case ReducedCondition.Decided(boolean holds) ->
                    holds ? null : new Filter(null, Map.of(), Map.of(), true, Set.of(), _ -> false);
        };
    }

    private static String rendered(
            Condition condition, FieldPaths paths, Function<Value, @Nullable Object> resolved) {
        var reduced = new ConditionReduction(paths, KeyFields.NONE, resolved).reduce(condition);
        return switch (reduced) {
            case ReducedCondition.Open(var open) ->
                    new ConditionRenderer(paths, resolved).render(open);
            case ReducedCondition.Decided _ ->
                    throw new IllegalArgumentException("a filter names a field of the item");
        };
    }

    /// Returns a weaker condition without key fields: it holds whenever the given one does. Returns
    /// null if nothing is left.
    private static @Nullable Condition withoutKeys(
            Condition condition, Target target, @Nullable String index) {
        if (condition instanceof Condition.And(var terms)) {
            var left =
                    terms.stream()
                            .map(term -> withoutKeys(term, target, index))
                            .filter(Objects::nonNull)
                            .toList();
            return left.size() > 1
                    ? new Condition.And(left)
                    : left.isEmpty() ? null : left.getFirst();
        }
        return References.of(condition).fields().stream()
                        .anyMatch(field -> isInKey(field.names().getFirst(), target, index))
                ? null
                : condition;
    }

    private static boolean isInKey(String field, Target target, @Nullable String index) {
        return target.members().stream()
                .flatMap(type -> Stream.concat(type.key().halves(), type.key(index).halves()))
                .filter(Key::derived)
                .anyMatch(key -> key.template().fields().contains(field));
    }

    private static Set<String> needs(Condition condition, FieldPaths paths) {
        return References.of(condition).fields().stream()
                .map(field -> paths.attribute(field.names().getFirst()).name())
                .collect(Collectors.toSet());
    }
}
