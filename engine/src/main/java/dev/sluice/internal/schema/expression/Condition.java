// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.expression;

import java.util.List;

/// A key, a key condition, a condition or a filter over GraphQL field names.
///
/// Source: Amazon DynamoDB Developer Guide, "Comparison operator and function reference".
public sealed interface Condition {

    record Comparison(Operand left, Comparator comparator, Operand right) implements Condition {}

    record Between(Operand operand, Operand low, Operand high) implements Condition {}

    /// @param options at least one
    record In(Operand operand, List<Operand> options) implements Condition {
        public In {
            options = List.copyOf(options);
        }
    }

    /// `field IN $list`: a list that is known only at run time.
    record InList(Operand.FieldPath field, Value.Reference list) implements Condition {}

    /// @param terms at least two
    record And(List<Condition> terms) implements Condition {
        public And {
            terms = List.copyOf(terms);
        }
    }

    /// @param terms at least two
    record Or(List<Condition> terms) implements Condition {
        public Or {
            terms = List.copyOf(terms);
        }
    }

    record Not(Condition term) implements Condition {}

    record AttributeExists(Operand.FieldPath field) implements Condition {}

    record AttributeNotExists(Operand.FieldPath field) implements Condition {}

    record BeginsWith(Operand.FieldPath field, Operand prefix) implements Condition {}

    record Contains(Operand.FieldPath field, Operand operand) implements Condition {}
}
