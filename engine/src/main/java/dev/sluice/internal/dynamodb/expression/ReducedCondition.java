// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.expression;

import dev.sluice.internal.schema.expression.Condition;

import java.util.ArrayList;
import java.util.Collection;

/// What is left of a condition after everything that is known has been evaluated.
public sealed interface ReducedCondition {
    /// Nothing is left: the outcome is known.
    record Decided(boolean holds) implements ReducedCondition {}

    /// A condition for DynamoDB to evaluate.
    record Open(Condition condition) implements ReducedCondition {}

    static ReducedCondition and(Collection<ReducedCondition> terms) {
        return joined(terms, true);
    }

    static ReducedCondition or(Collection<ReducedCondition> terms) {
        return joined(terms, false);
    }

    static ReducedCondition not(ReducedCondition term) {
        return switch (term) {
            case Decided(boolean holds) -> new Decided(!holds);
            case Open(var condition) -> new Open(new Condition.Not(condition));
        };
    }

    /// @param neutral the outcome of a term that does not affect the others
    private static ReducedCondition joined(Collection<ReducedCondition> terms, boolean neutral) {
        var open = new ArrayList<Condition>();
        for (var term : terms) {
            switch (term) {
                case Decided(boolean holds) when holds != neutral -> {
                    return term;
                }
                case Decided _ -> {}
                case Open(var condition) -> open.add(condition);
            }
        }
        return switch (open.size()) {
            case 0 -> new Decided(neutral);
            case 1 -> new Open(open.getFirst());
            default -> new Open(neutral ? new Condition.And(open) : new Condition.Or(open));
        };
    }
}
