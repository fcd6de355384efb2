// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.expression;

import java.util.List;

/// The item that a PutItem puts.
///
/// @param parts at least one, in the order of the text; no two set the same field
public record ItemExpression(List<Part> parts) {
    public ItemExpression {
        parts = List.copyOf(parts);
    }

    public sealed interface Part {}

    /// `field = value`.
    public record FieldValue(String field, Value value) implements Part {}

    /// `...$input`: the fields of an input object that the client sent.
    public record All(Value.Reference input) implements Part {}
}
