// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.expression;

import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

/// Gives the values of an expression, as `ScalarKind` defines them in Java; null if absent.
@FunctionalInterface
public interface ExpressionValues {
    @Nullable Object of(Value value);
}
