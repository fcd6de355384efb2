// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.auth;

import dev.sluice.internal.compile.binding.KeyBinder;
import dev.sluice.internal.compile.binding.ParentFields;
import dev.sluice.internal.compile.binding.Scope;
import dev.sluice.internal.compile.binding.WholeKey;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.Text;
import dev.sluice.internal.compile.key.Term;
import dev.sluice.internal.compile.shape.Targets;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.SourceValues;

import graphql.language.ObjectValue;
import graphql.language.StringValue;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.stream.Collectors;

/// Compiles the `exists` part of a rule: a read of one record by its whole key.
public final class ExistsRules {
    private static final KeyBinder.Demand WHOLE =
            new KeyBinder.Demand("a record is read by its whole key", true);

    private final Targets targets;
    private final Problems problems;

    public ExistsRules(Targets targets, Problems problems) {
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
            return compile(Text.of(type), spelled, scope, coordinate);
        }
        if (key != null) {
            problems.report(
                    rule,
                    coordinate,
                    "a rule has `key`, but does not say of which record",
                    "give the record's type, as in {exists: \"Member\", key: \"team = $item.team AND user = $claims.sub\"}");
        }
        return null;
    }

    private Rule.@Nullable Exists compile(Text type, Text key, Scope scope, String coordinate) {
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
        return read == null || binder.isList()
                ? null
                : new Rule.Exists(key.value(), read, fields(read));
    }

    private static Set<String> fields(Source.ItemRead read) {
        return SourceValues.of(read)
                .flatMap(ParentFields::of)
                .collect(Collectors.toUnmodifiableSet());
    }
}
