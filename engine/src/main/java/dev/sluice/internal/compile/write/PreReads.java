// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import dev.sluice.internal.compile.binding.PreRead;
import dev.sluice.internal.compile.binding.Scope;
import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.Text;
import dev.sluice.internal.compile.shape.Targets;
import dev.sluice.internal.schema.expression.Root;

import graphql.language.Directive;
import graphql.language.FieldDefinition;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/// Compiles `@getItem(as:, type:)`: the read on which the writes of a mutation depend.
final class PreReads {
    private final Targets targets;
    private final Problems problems;

    PreReads(Targets targets, Problems problems) {
        this.targets = targets;
        this.problems = problems;
    }

    /// @param scope what its key may refer to
    /// @return null if the mutation reads nothing, or if a problem was reported
    @Nullable PreRead compile(FieldDefinition field, Scope scope, String coordinate) {
        var directive = Directives.find(field, "getItem");
        if (directive == null) {
            return null;
        }
        var alias = Directives.text(directive, "as");
        var named = Directives.text(directive, "type");
        if (alias == null || named == null) {
            problems.report(
                    directive,
                    coordinate,
                    "a read beside @write needs a name and a type",
                    "add as: \"name\" and type: \"Type\", or remove the read");
            return null;
        }
        check(field, directive, alias, coordinate);
        var location =
                new ExpressionLocation(problems, Directives.orEmpty(directive, "key"), coordinate);
        var target = targets.written(named, location, "name the type of the item to read");
        if (target == null) {
            return null;
        }
        var read = NamedItem.read(target, scope, location);
        return read == null
                ? null
                : new PreRead(
                        directive,
                        alias.value(),
                        target,
                        read,
                        NamedItem.key(target.members().getFirst(), read));
    }

    private void check(FieldDefinition field, Directive directive, Text alias, String coordinate) {
        var name = alias.value();
        if (!name.matches("[_A-Za-z][_0-9A-Za-z]*") || Root.of(name) instanceof Root.Reserved) {
            problems.report(
                    alias.at(),
                    coordinate,
                    "a read cannot have the name `%s`".formatted(name),
                    "use a name other than "
                            + String.join(
                                    ", ",
                                    Arrays.stream(Root.Reserved.values())
                                            .map(Root::text)
                                            .sorted()
                                            .toList()));
        } else if (field.getInputValueDefinitions().stream()
                .anyMatch(argument -> argument.getName().equals(name))) {
            problems.report(
                    alias.at(),
                    coordinate,
                    "`$%s` is an argument, so a read cannot have this name".formatted(name),
                    "rename one of the two");
        }
        if (!Directives.isTrue(directive, "consistent")) {
            problems.report(
                    directive,
                    coordinate,
                    "a write cannot depend on an eventually consistent read",
                    "add consistent: true");
        }
        for (var argument : List.of("kind", "kinds")) {
            if (directive.getArgument(argument) != null) {
                problems.report(
                        directive,
                        coordinate,
                        "%s has no effect on a read of one type".formatted(argument),
                        "remove it");
            }
        }
        if (directive.getArgument("maxAge") != null) {
            problems.report(
                    directive, coordinate, "maxAge has no effect on a mutation", "remove it");
        }
    }
}
