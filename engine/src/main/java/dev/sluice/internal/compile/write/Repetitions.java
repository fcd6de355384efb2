// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import dev.sluice.internal.compile.binding.ValueBinder;
import dev.sluice.internal.compile.binding.ValueShape;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.key.Keys;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.ExpressionException;
import dev.sluice.internal.schema.expression.Expressions;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Compiles the `each` of a write: the list for whose elements it runs.
final class Repetitions {
    private Repetitions() {}

    /// @param element the shape of `$each`
    /// @param unique the fields that together differ in all elements; empty if none do
    /// @param read the list of items, or null for a list of values
    record Compiled(
            Value.Reference list,
            int maxItems,
            ValueShape element,
            Set<String> unique,
            @Nullable ReadList read) {

        /// Returns the repetition of a write. Equal elements without fields count once if they name
        /// the item.
        ///
        /// @param key the values of the key of the item
        Write.Repetition of(Collection<Value> key) {
            return new Write.Repetition(list, maxItems, !isOfObjects() && tellsApart(key));
        }

        /// Returns whether the elements have fields.
        boolean isOfObjects() {
            return element instanceof ValueShape.Input || element instanceof ValueShape.Embedded;
        }

        /// Reports two elements that could name the same item: DynamoDB does not accept two actions
        /// on one item in a transaction.
        void checkApart(CompiledWrite draft, ExpressionLocation location) {
            if (!tellsApart(draft.key().values()) && !isMadeNew(draft)) {
                location.report(
                        "two elements of `%s` could name the same item"
                                .formatted(ValueBinder.spell(list)),
                        isOfObjects()
                                ? "give the list @constraint(unique:) with a field that is in the key"
                                : "write $each in the key");
            }
        }

        /// Returns whether each put item gets a new key by default.
        private static boolean isMadeNew(CompiledWrite draft) {
            return draft.write() instanceof Write.Put(var type, _, _, _, _, _)
                    && type.key().fields().stream()
                            .filter(field -> !draft.key().containsKey(field))
                            .map(field -> Keys.stored(type.shape(), field).defaultValue())
                            .anyMatch("$uuid"::equals);
        }

        /// Returns whether these values are always different for different elements.
        private boolean tellsApart(Collection<Value> values) {
            var paths =
                    values.stream()
                            .map(value ->
                                    value instanceof Value.OfGlobalId named ? named.id() : value)
                            .filter(Value.Reference.class::isInstance)
                            .map(Value.Reference.class::cast)
                            .filter(reference -> reference.root() == Root.Reserved.EACH)
                            .map(Value.Reference::path)
                            .collect(Collectors.toSet());
            return isOfObjects()
                    ? !unique.isEmpty() && unique.stream().map(List::of).allMatch(paths::contains)
                    : paths.contains(List.<String>of());
        }
    }

    /// @return null if a problem was reported
    static @Nullable Compiled compile(
            ValueBinder values, ReadLists lists, ExpressionLocation location) {
        var list = parsed(location);
        if (list != null && lists.has(list)) {
            var read = lists.compile(list, location);
            return read == null ? null : read.each();
        }
        var known = list == null ? null : values.known(list);
        if (list == null || known == null) {
            return null;
        }
        return switch (known.form()) {
            case ValueShape.ListOf(var element, var nullable, var maxItems, var unique) -> {
                if (nullable) {
                    location.report(
                            "`%s` can hold nulls".formatted(ValueBinder.spell(list)),
                            "make its elements non-null");
                    yield null;
                }
                yield compiled(list, element, maxItems, unique, location);
            }
            case ValueShape.SetOf(var element, var maxItems) ->
                    compiled(list, element, maxItems, null, location);
            case ValueShape.Any _,
                    ValueShape.Scalar _,
                    ValueShape.Input _,
                    ValueShape.Embedded _ -> {
                location.report(
                        "`%s` is not a list".formatted(ValueBinder.spell(list)),
                        "set each to a list, or remove it");
                yield null;
            }
        };
    }

    private static @Nullable Compiled compiled(
            Value.Reference list,
            ValueShape element,
            @Nullable Integer maxItems,
            @Nullable String unique,
            ExpressionLocation location) {
        if (maxItems == null) {
            location.report(
                    "`%s` is a list of unbounded length".formatted(ValueBinder.spell(list)),
                    "bound it with @constraint(maxItems:)");
            return null;
        }
        return new Compiled(
                list, maxItems, element, unique == null ? Set.of() : Set.of(unique), null);
    }

    private static Value.@Nullable Reference parsed(ExpressionLocation location) {
        try {
            if (Expressions.value(location.text().value()) instanceof Value.Reference reference) {
                return reference;
            }
            location.report("each must be a list", "write it as $argument.list");
        } catch (ExpressionException e) {
            location.malformed(e);
        }
        return null;
    }
}
