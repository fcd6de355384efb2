// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import dev.sluice.internal.compile.binding.ConditionCheck;
import dev.sluice.internal.compile.binding.Scope;
import dev.sluice.internal.compile.binding.ValueBinder;
import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.key.Term;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.expression.Condition;
import dev.sluice.internal.schema.expression.ListEdit;
import dev.sluice.internal.schema.expression.References;

import graphql.language.Directive;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Map;

/// Compiles the condition of a write, and checks that the write can fail with its `onFail`.
record WriteCondition(Map<String, ObjectShape> shapes, Problems problems, String coordinate) {

    /// @return null if the write has no condition, or if a problem was reported
    @Nullable Condition compile(Directive directive, Verb verb, StoredType type, Scope scope) {
        var text = Directives.text(directive, "condition");
        var location = text == null ? null : new ExpressionLocation(problems, text, coordinate);
        var condition = location == null ? null : Term.parse(location);
        if (location != null && condition != null) {
            new ConditionCheck(
                            shapes,
                            type.shape(),
                            new ValueBinder(scope, location),
                            location,
                            ConditionCheck.Use.WRITE,
                            (_, _) -> true)
                    .check(condition);
        }
        check(directive, verb, condition);
        return condition;
    }

    /// Refuses a condition that decides nothing, and a code that no failure has.
    private void check(Directive directive, Verb verb, @Nullable Condition condition) {
        var neverReplaces = verb == Verb.PUT && !Directives.isTrue(directive, "upsert");
        var text = Directives.text(directive, "condition");
        var onFail = Directives.text(directive, "onFail");
        if (neverReplaces
                && text != null
                && condition != null
                && !References.of(condition).fields().isEmpty()) {
            problems.report(
                    text.at(),
                    coordinate,
                    "a put never replaces an item, so a condition on a field has nothing to check",
                    "remove it, or add upsert: true");
        } else if (onFail != null
                && text == null
                && !neverReplaces
                && !canRefuse(Directives.string(directive, "expression"))) {
            problems.report(
                    onFail.at(),
                    coordinate,
                    "nothing can fail with this code: a missing item fails with NOT_FOUND, another version with CONFLICT",
                    "add condition, or remove onFail");
        }
    }

    /// Returns whether an expression changes a list in a way that some lists do not allow.
    private static boolean canRefuse(@Nullable String expression) {
        return expression != null
                && Arrays.stream(ListEdit.values())
                        .filter(ListEdit::canFail)
                        .anyMatch(edit -> expression.contains(edit.function()));
    }
}
