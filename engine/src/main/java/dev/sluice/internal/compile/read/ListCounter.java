// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.read;

import dev.sluice.internal.compile.binding.Scope;
import dev.sluice.internal.compile.binding.ValueBinder;
import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.schema.KeyCondition;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.SourceValues;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.schema.expression.ExpressionException;
import dev.sluice.internal.schema.expression.Expressions;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;

import graphql.language.Directive;

import org.jspecify.annotations.Nullable;

/// Compiles `@query(counter:)`: the field of the parent that has the number of items in the list.
record ListCounter(Scope scope, ExpressionLocation query) {

    /// @return null if there is no counter, or if a problem was reported
    Value.@Nullable Reference compile(Directive directive, Target target, KeyCondition condition) {
        var text = Directives.text(directive, "counter");
        if (text == null) {
            return null;
        }
        var location = new ExpressionLocation(query.problems(), text, query.coordinate());
        var counter = counter(location);
        if (counter != null) {
            checkList(directive, target, condition, location);
            if (scope.isGuarded(counter)) {
                location.report(
                        "`%s` has @auth, but clients see the count without it"
                                .formatted(counter.path().getFirst()),
                        "remove that @auth, or use maxCount");
            }
        }
        return counter;
    }

    private Value.@Nullable Reference counter(ExpressionLocation location) {
        try {
            var value = Expressions.value(location.text().value());
            if (!(value instanceof Value.Reference counter)
                    || counter.root() != Root.Reserved.PARENT) {
                location.report(
                        "a counter is a field of the parent",
                        "name it as in counter: \"$parent.comments\"");
                return null;
            }
            var fit = new ValueBinder(scope, location).fit(value, "totalCount", ScalarKind.INT);
            return fit == null ? null : counter;
        } catch (ExpressionException e) {
            location.malformed(e);
            return null;
        }
    }

    /// A counter has the number of all items that were put and not deleted.
    private static void checkList(
            Directive directive,
            Target target,
            KeyCondition condition,
            ExpressionLocation location) {
        SourceValues.of(condition)
                .flatMap(Value::references)
                .filter(reference -> reference.root() != Root.Reserved.PARENT)
                .findFirst()
                .ifPresent(reference ->
                        location.report(
                                "the list depends on `%s`, which its counter does not know"
                                        .formatted(reference.text()),
                                "use maxCount"));
        if (Directives.string(directive, "filter") != null) {
            location.report(
                    "the filter drops items, which the counter does not know", "use maxCount");
        }
        for (var member : target.members()) {
            if (member.ttl() != null) {
                location.report(
                        "items of `%s` expire, which the counter does not know"
                                .formatted(member.name()),
                        "use maxCount");
            }
        }
    }
}
