// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.resolver.ResolverFields;
import dev.sluice.internal.schema.Source;

import graphql.language.FieldDefinition;
import graphql.language.StringValue;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Compiles the `@resolver(provides:)` of a mutation.
final class Preparations {
    private final Problems problems;

    Preparations(Problems problems) {
        this.problems = problems;
    }

    /// @return null if the mutation has no resolver
    Source.Mutation.@Nullable Preparation compile(FieldDefinition field, String coordinate) {
        var directive = Directives.find(field, "resolver");
        if (directive == null) {
            return null;
        }
        var provided = Directives.list(directive, "provides");
        var names = new LinkedHashSet<String>();
        for (var name : provided == null ? List.<graphql.language.Value<?>>of() : provided) {
            if (name instanceof StringValue text) {
                names.add(Objects.requireNonNull(text.getValue()));
            }
        }
        if (names.isEmpty()) {
            problems.report(
                    directive,
                    coordinate,
                    "a resolver beside @write must provide values, but this one provides none",
                    "list them in provides, or remove the resolver");
        }
        return new Source.Mutation.Preparation(
                Directives.required(directive, "name").value(),
                names,
                ResolverFields.codeNames(directive));
    }

    void checkUsed(
            FieldDefinition field,
            Source.Mutation.Preparation preparation,
            Set<String> used,
            String coordinate) {
        preparation.provides().stream()
                .filter(name -> !used.contains(name))
                .sorted()
                .forEach(name ->
                        problems.reportAbsence(
                                Objects.requireNonNull(Directives.find(field, "resolver")),
                                coordinate,
                                "no write uses `$prepared.%s`".formatted(name),
                                "use it, or remove it from provides"));
    }
}
