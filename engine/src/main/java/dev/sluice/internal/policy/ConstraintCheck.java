// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

import dev.sluice.internal.schema.Constraint;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// Checks one value against one constraint.
final class ConstraintCheck {
    private ConstraintCheck() {}

    /// Returns the value, lower-cased if the constraint says so.
    ///
    /// @param path the path of the value, for the refusal
    static Object scalar(Constraint constraint, Object value, String path) {
        if (value instanceof String given) {
            var text = constraint.normalized(given);
            require(constraint.ofText(text), path);
            return text;
        }
        if (value instanceof Number) {
            require(constraint.ofNumber(new BigDecimal(value.toString())), path);
        }
        return value;
    }

    /// GraphQL coerces a literal such as `1e400` to infinity, which DynamoDB cannot store.
    static void finite(Object value, String path) {
        if (value instanceof Double number && !Double.isFinite(number)) {
            require(new Constraint.Violation("max", Double.MAX_VALUE), path);
        }
    }

    static void list(Constraint constraint, List<?> elements, String path) {
        require(constraint.ofList(elements), path);
    }

    static void require(Constraint.@Nullable Violation violation, String path) {
        if (violation != null) {
            throw new Refusal(
                    Reason.CONSTRAINT_NOT_MET,
                    Map.of(
                            Parameter.ARGUMENT,
                            path,
                            Parameter.CONSTRAINT,
                            violation.name(),
                            Parameter.BOUND,
                            violation.bound()));
        }
    }
}
