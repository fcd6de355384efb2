// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.expression;

import java.util.List;

/// The actions of an UpdateItem, over GraphQL field names.
///
/// Source: Amazon DynamoDB Developer Guide, "Using update expressions in DynamoDB".
///
/// @param actions in the order of the text; at least one, unless a request leaves out all their
///   values
public record UpdateExpression(List<Action> actions) {
    public UpdateExpression {
        actions = List.copyOf(actions);
    }

    public sealed interface Action {}

    public record Set(Operand.FieldPath field, SetValue value) implements Action {}

    /// `SET ...$input`: the fields of an input object that the client sent.
    public record SetAll(Value.Reference input) implements Action {}

    public record Remove(Operand.FieldPath field) implements Action {}

    /// @param value a number to add, or a set of elements to add
    public record Add(Operand.FieldPath field, Value value) implements Action {}

    /// @param value a set of elements to remove
    public record Delete(Operand.FieldPath field, Value value) implements Action {}
}
