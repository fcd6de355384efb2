// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.expression;

/// The right side of `SET field = ...`.
public sealed interface SetValue {

    record Sum(Term left, Term right) implements SetValue {}

    record Difference(Term left, Term right) implements SetValue {}

    /// An operand that DynamoDB can add, subtract or pass to a function.
    sealed interface Term extends SetValue {}

    record Of(Value value) implements Term {}

    record OfField(Operand.FieldPath field) implements Term {}

    record IfNotExists(Operand.FieldPath field, Term otherwise) implements Term {}

    record ListAppend(Term first, Term second) implements Term {}
}
