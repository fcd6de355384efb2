// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.field;

import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.Problems;

import graphql.language.FieldDefinition;
import graphql.language.IntValue;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.time.Duration;

/// Compiles `@budget` of root fields.
record Budgets(Problems problems) {
    /// An HTTP API ends a request after 30 seconds.
    private static final int MOST_MILLISECONDS = 29_000;

    /// @return null if the field has no budget
    @Nullable Duration compile(FieldDefinition field, String coordinate, boolean isRoot) {
        var budget = Directives.find(field, "budget");
        if (budget == null) {
            return null;
        }
        if (!isRoot) {
            problems.report(
                    budget,
                    coordinate,
                    "only a root field has a budget: a client waits for the whole operation",
                    "move it to the root fields that lead here");
        }
        if (!(Directives.value(budget, "p99") instanceof IntValue given)) {
            return null;
        }
        var milliseconds = given.getValue();
        if (milliseconds.signum() <= 0
                || milliseconds.compareTo(BigInteger.valueOf(MOST_MILLISECONDS)) > 0) {
            problems.report(
                    given.getSourceLocation(),
                    coordinate,
                    "a budget of %d milliseconds is out of range".formatted(milliseconds),
                    "use a number from 1 to " + MOST_MILLISECONDS);
            return null;
        }
        return Duration.ofMillis(milliseconds.intValueExact());
    }
}
