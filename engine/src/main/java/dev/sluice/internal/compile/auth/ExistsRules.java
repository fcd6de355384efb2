// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.auth;

import dev.sluice.internal.compile.binding.ConditionCheck;
import dev.sluice.internal.compile.binding.KeyBinder;
import dev.sluice.internal.compile.binding.ParentFields;
import dev.sluice.internal.compile.binding.Scope;
import dev.sluice.internal.compile.binding.ValueBinder;
import dev.sluice.internal.compile.binding.WholeKey;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.Text;
import dev.sluice.internal.compile.key.Term;
import dev.sluice.internal.compile.shape.Targets;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.SourceValues;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.schema.expression.References;
import dev.sluice.internal.schema.expression.Value;

import graphql.language.ObjectValue;
import graphql.language.StringValue;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Compiles the `exists` part of a rule: a read of one record by its whole key, and the condition
/// that the record must meet.
final class ExistsRules {
    private static final KeyBinder.Demand WHOLE =
            new KeyBinder.Demand("a record is read by its whole key", true);

    private final Map<String, ObjectShape> shapes;
    private final Targets targets;
    private final Problems problems;

    ExistsRules(Map<String, ObjectShape> shapes, Targets targets, Problems problems) {
        this.shapes = shapes;
        this.targets = targets;
        this.problems = problems;
    }

    /// @param scope what the rule may refer to
    /// @return null if the rule requires no record, or if a problem was reported
    Rule.@Nullable Exists compile(ObjectValue rule, Scope scope, String coordinate) {
        var exists = Rules.part(rule, "exists");
        var key = Rules.part(rule, "key");
        if (exists instanceof StringValue type) {
            var spelled =
                    key instanceof StringValue text
                            ? Text.of(text)
                            : new Text("", type.getSourceLocation());
            var condition =
                    Rules.part(rule, "condition") instanceof StringValue text
                            ? new ExpressionLocation(problems, Text.of(text), coordinate)
                            : null;
            return compile(Text.of(type), spelled, condition, scope, coordinate);
        }
        for (var part : List.of("key", "condition")) {
            if (Rules.part(rule, part) != null) {
                problems.report(
                        rule,
                        coordinate,
                        "a rule has `%s`, but does not say of which record".formatted(part),
                        "give the record's type, as in {exists: \"Member\", key: \"team = $item.team AND user = $claims.sub\"}");
            }
        }
        return null;
    }

    private Rule.@Nullable Exists compile(
            Text type,
            Text key,
            @Nullable ExpressionLocation condition,
            Scope scope,
            String coordinate) {
        var location = new ExpressionLocation(problems, key, coordinate);
        var target = targets.stored(type, location, "name the type of the record that must exist");
        var terms = Term.all(location);
        if (target == null || terms == null) {
            return null;
        }
        var binder = new KeyBinder(location, scope, terms);
        var read = WholeKey.read(target, binder, WHOLE, "use only the fields of its key");
        if (binder.isList()) {
            location.report(
                    "a rule reads one record, not a list", "compare with one value, using =");
        }
        var required = condition == null ? null : required(target, condition, scope);
        return read == null || binder.isList()
                ? null
                : new Rule.Exists(key.value(), read, required, fields(read, required));
    }

    private Rule.@Nullable Required required(
            Target record, ExpressionLocation location, Scope scope) {
        var condition = Term.parse(location);
        if (condition == null) {
            return null;
        }
        new ConditionCheck(
                        shapes,
                        record.members().getFirst().shape(),
                        new ValueBinder(scope, location),
                        location,
                        ConditionCheck.Use.CONDITION,
                        (_, _) -> true)
                .check(condition);
        return new Rule.Required(location.text().value(), condition);
    }

    private static Set<String> fields(Source.ItemRead read, Rule.@Nullable Required required) {
        var ofCondition =
                required == null
                        ? Stream.<Value>empty()
                        : References.of(required.condition()).values().stream();
        return Stream.concat(SourceValues.of(read), ofCondition)
                .flatMap(ParentFields::of)
                .collect(Collectors.toUnmodifiableSet());
    }
}
