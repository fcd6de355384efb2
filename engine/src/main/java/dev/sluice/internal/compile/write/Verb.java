// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.Problems;

import graphql.language.Directive;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The kind of one `@write`.
enum Verb {
    PUT("a put"),
    UPDATE("an update"),
    DELETE("a delete"),
    CHECK("a check");

    private static final List<String> ARGUMENTS =
            List.of("key", "item", "expression", "upsert", "versioned");

    private final String what;

    Verb(String what) {
        this.what = what;
    }

    private Set<String> needed() {
        return switch (this) {
            case PUT -> Set.of("item");
            case UPDATE -> Set.of("expression");
            case DELETE, CHECK -> Set.of();
        };
    }

    private boolean takes(String argument) {
        return needed().contains(argument)
                || (argument.equals("key") && this != PUT)
                || (argument.equals("versioned") && this == UPDATE)
                || (argument.equals("upsert") && (this == PUT || this == UPDATE));
    }

    /// Returns the argument that names the type.
    String argument() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Returns the verb of a write, or null if a problem was reported. A write has exactly one
    /// verb, and only arguments that the verb takes.
    static @Nullable Verb of(Directive write, String coordinate, Problems problems) {
        var verbs =
                Arrays.stream(values())
                        .filter(verb -> Directives.text(write, verb.argument()) != null)
                        .toList();
        if (verbs.size() != 1) {
            problems.report(
                    write,
                    coordinate,
                    verbs.isEmpty()
                            ? "the write does nothing"
                            : "the write does several things: "
                                    + verbs.stream()
                                            .map(Verb::argument)
                                            .collect(Collectors.joining(", ")),
                    "give each @write one of put, update, delete and check");
            return null;
        }
        return verbs.getFirst().takes(write, coordinate, problems) ? verbs.getFirst() : null;
    }

    private boolean takes(Directive write, String coordinate, Problems problems) {
        var before = problems.count();
        for (var argument : ARGUMENTS) {
            var given =
                    switch (argument) {
                        case "upsert" -> Directives.isTrue(write, argument);
                        case "versioned" -> Directives.isFalse(write, argument);
                        default -> Directives.text(write, argument) != null;
                    };
            if (given && !takes(argument)) {
                problems.report(
                        write,
                        coordinate,
                        "%s does not take `%s`".formatted(what, argument),
                        this == PUT ? "give the fields of its key in `item`" : "remove it");
            } else if (!given && needed().contains(argument)) {
                problems.report(
                        write,
                        coordinate,
                        "%s needs `%s`".formatted(what, argument),
                        "add %s: \"...\"".formatted(argument));
            }
        }
        return problems.count() == before;
    }
}
