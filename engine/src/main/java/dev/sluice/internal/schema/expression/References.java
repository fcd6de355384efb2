// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.expression;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/// The values and fields that a condition refers to.
///
/// @param values in the order of the text, without repetition
/// @param fields in the order of the text, without repetition
public record References(Set<Value.Reference> values, Set<Operand.FieldPath> fields) {
    public References {
        values = Collections.unmodifiableSet(new LinkedHashSet<>(values));
        fields = Collections.unmodifiableSet(new LinkedHashSet<>(fields));
    }

    public static References of(Condition condition) {
        var found = new Collector();
        found.in(condition);
        return new References(found.values, found.fields);
    }

    private static final class Collector {
        private final Set<Value.Reference> values = new LinkedHashSet<>();
        private final Set<Operand.FieldPath> fields = new LinkedHashSet<>();

        void in(Condition condition) {
            switch (condition) {
                case Condition.Comparison(Operand left, _, Operand right) -> in(left, right);
                case Condition.Between(Operand operand, Operand low, Operand high) ->
                        in(operand, low, high);
                case Condition.In(Operand operand, var options) -> {
                    in(operand);
                    options.forEach(this::in);
                }
                case Condition.InList(Operand.FieldPath field, Value.Reference list) ->
                        in(field, list);
                case Condition.And(var terms) -> terms.forEach(this::in);
                case Condition.Or(var terms) -> terms.forEach(this::in);
                case Condition.Not(Condition term) -> in(term);
                case Condition.AttributeExists(Operand.FieldPath field) -> in(field);
                case Condition.AttributeNotExists(Operand.FieldPath field) -> in(field);
                case Condition.BeginsWith(Operand.FieldPath field, Operand prefix) ->
                        in(field, prefix);
                case Condition.Contains(Operand.FieldPath field, Operand operand) ->
                        in(field, operand);
            }
        }

        private void in(Operand... operands) {
            for (Operand operand : operands) {
                switch (operand) {
                    case Operand.FieldPath field -> fields.add(field);
                    case Operand.Size(Operand.FieldPath field) -> fields.add(field);
                    case Value value -> value.references().forEach(values::add);
                }
            }
        }
    }
}
