// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.binding;

import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.schema.expression.Root;

import graphql.language.InputValueDefinition;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The arguments of one field, and which of them its expressions use.
public final class Arguments {
    private final List<InputValueDefinition> all;
    private final Set<String> used = new HashSet<>();

    Arguments(List<InputValueDefinition> all) {
        this.all = all;
    }

    @Nullable InputValueDefinition find(String name) {
        return all.stream().filter(each -> each.getName().equals(name)).findFirst().orElse(null);
    }

    List<String> names() {
        return all.stream().map(InputValueDefinition::getName).toList();
    }

    public void use(String name) {
        used.add(name);
    }

    /// Reports the arguments that an expression cannot name.
    public void checkNames(String coordinate, Problems problems) {
        for (var argument : all) {
            if (Root.of(argument.getName()) instanceof Root.Reserved) {
                problems.report(
                        argument,
                        coordinate,
                        "`$%s` is reserved, so an argument cannot have this name"
                                .formatted(argument.getName()),
                        "rename the argument");
            }
        }
    }

    private static boolean isBackwards(String name, Set<String> engineOwn) {
        return engineOwn.contains("first") && name.equals("before");
    }

    /// Reports each argument that no expression uses and that the engine does not handle itself.
    public void reportUnused(String coordinate, Set<String> engineOwn, Problems problems) {
        for (var argument : all) {
            var name = argument.getName();
            if (!used.contains(name)
                    && !engineOwn.contains(name)
                    && Root.of(name) instanceof Root.Named) {
                problems.reportAbsence(
                        argument,
                        coordinate,
                        "no expression uses the argument `%s`".formatted(name),
                        isBackwards(name, engineOwn)
                                ? "add `last: Int`, so that pages go back, too; or use it as $before, or remove it"
                                : "use it as $%s, or remove it".formatted(name));
            }
        }
    }
}
