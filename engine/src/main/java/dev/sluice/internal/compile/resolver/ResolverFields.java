// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.resolver;

import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.NearNames;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Text;
import dev.sluice.internal.compile.shape.Shapes;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.Source;

import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.StringValue;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Compiles a `@resolver` that computes or answers a field, and checks every `@resolver`.
public final class ResolverFields {
    private static final String NEEDS = "needs";
    private static final String PROVIDES = "provides";
    private static final String CODES = "codes";

    private final SchemaFile file;
    private final Problems problems;
    private final FallbackCompiler fallbacks;
    private final Map<String, Use> uses = new HashMap<>();

    /// The purpose of a resolver.
    private enum Use {
        COMPUTE("computes"),
        PREPARE("prepares"),
        ANSWER("answers");

        private final String verb;

        Use(String verb) {
            this.verb = verb;
        }

        static Use of(FieldDefinition field, Directive resolver) {
            if (Directives.has(field, "write")) {
                return PREPARE;
            }
            return Directives.list(resolver, NEEDS) == null ? ANSWER : COMPUTE;
        }
    }

    public ResolverFields(SchemaFile file, Problems problems) {
        this.file = file;
        this.problems = problems;
        this.fallbacks = new FallbackCompiler(file, problems);
    }

    /// Returns whether a Java resolver computes or answers the field, and does not prepare writes.
    public static boolean isResolved(FieldDefinition field) {
        return Directives.has(field, "resolver")
                && !Directives.has(field, "write")
                && !Shapes.isRead(field);
    }

    /// Returns whether a Java resolver answers the field itself.
    public static boolean isAnswered(FieldDefinition field) {
        var resolver = Directives.find(field, "resolver");
        return resolver != null && Use.of(field, resolver) == Use.ANSWER;
    }

    /// Checks what must hold for every use of the directive.
    public void check() {
        for (var type : rootsFirst()) {
            for (var field : type.getFieldDefinitions()) {
                var resolver = Directives.find(field, "resolver");
                if (resolver != null) {
                    check(field, resolver, SchemaFile.coordinate(type, field));
                }
            }
        }
    }

    /// Two uses of one resolver are reported in the same way, whatever the order of the file.
    private List<ObjectTypeDefinition> rootsFirst() {
        return file.objectTypes().stream()
                .sorted(Comparator.comparing(type -> !file.isRoot(type.getName())))
                .toList();
    }

    private void check(FieldDefinition field, Directive resolver, String coordinate) {
        var name = Directives.required(resolver, "name").value();
        if (name.isBlank()) {
            problems.report(resolver, coordinate, "the resolver has no name", "set `name`");
        }
        var use = Use.of(field, resolver);
        var other = uses.putIfAbsent(name, use);
        if (other != null && other != use) {
            problems.report(
                    resolver,
                    coordinate,
                    "the resolver `%s` %s here and %s elsewhere"
                            .formatted(name, use.verb, other.verb),
                    "use a different resolver for each");
        }
        if (Directives.integer(resolver, "requests", 0) < 0) {
            problems.report(
                    resolver,
                    coordinate,
                    "requests is negative",
                    "set it to 0 or more, or remove it");
        }
        var codes = Directives.list(resolver, CODES);
        if (codes != null && codes.isEmpty()) {
            problems.report(
                    resolver,
                    coordinate,
                    "`codes` is empty",
                    "add a code, such as COUPON_EXPIRED, or remove `codes`");
        }
        checkUse(field, resolver, use, coordinate);
    }

    /// Returns the error codes with which the resolver may fail the field.
    public static List<Text> codes(Directive resolver) {
        var codes = Directives.list(resolver, CODES);
        return codes == null
                ? List.of()
                : codes.stream().map(code -> Text.of((StringValue) code)).toList();
    }

    /// Returns the names of these codes.
    public static Set<String> codeNames(Directive resolver) {
        return codes(resolver).stream().map(Text::value).collect(Collectors.toSet());
    }

    private void checkUse(FieldDefinition field, Directive resolver, Use use, String coordinate) {
        if (use == Use.PREPARE) {
            refuse(
                    resolver,
                    NEEDS,
                    coordinate,
                    "a resolver beside @write receives only the arguments");
            refuse(
                    resolver,
                    FallbackCompiler.ARGUMENT,
                    coordinate,
                    "nothing is written if a resolver beside @write fails");
            if (Directives.integer(resolver, "requests", 0) > 0) {
                problems.report(
                        resolver,
                        coordinate,
                        "a resolver beside @write cannot send requests",
                        "read what it needs with @getItem(as:), or compute it without");
            }
        } else {
            refuse(
                    resolver,
                    PROVIDES,
                    coordinate,
                    "the field has no @write to use what the resolver provides");
            if (Shapes.isRead(field)) {
                problems.report(
                        resolver,
                        coordinate,
                        "the field has two sources: @resolver and @%s"
                                .formatted(Directives.has(field, "query") ? "query" : "getItem"),
                        "keep one of them");
            }
        }
    }

    private void refuse(Directive resolver, String argument, String coordinate, String fault) {
        if (Directives.value(resolver, argument) != null) {
            problems.report(resolver, coordinate, fault, "remove `%s`".formatted(argument));
        }
    }

    /// @param shape the stored fields of the parent, or null if it has none
    public Source compile(
            ObjectTypeDefinition type, FieldDefinition definition, @Nullable ObjectShape shape) {
        var resolver = Directives.find(definition, "resolver");
        if (resolver == null) {
            throw new IllegalStateException("the field has no resolver");
        }
        var name = Directives.required(resolver, "name").value();
        var requests = Directives.integer(resolver, "requests", 0);
        var needs = Directives.list(resolver, NEEDS);
        var fallback = fallbacks.compile(type, definition, resolver);
        if (needs == null) {
            return new Source.Answered(name, requests, codeNames(resolver), fallback);
        }
        var coordinate = SchemaFile.coordinate(type, definition);
        var fields =
                needs.stream().map(each -> ((StringValue) each).getValue()).distinct().toList();
        checkNeeds(resolver, fields, shape, coordinate);
        return new Source.Computed(name, fields, requests, codeNames(resolver), fallback);
    }

    private void checkNeeds(
            Directive resolver,
            List<String> needs,
            @Nullable ObjectShape shape,
            String coordinate) {
        if (shape == null) {
            problems.report(
                    resolver,
                    coordinate,
                    "the field's parent has no stored fields",
                    "remove `needs`: the resolver receives only the arguments");
            return;
        }
        if (needs.isEmpty()) {
            problems.report(
                    resolver,
                    coordinate,
                    "`needs` is empty",
                    "add a stored field of `%s`, or remove `needs`".formatted(shape.type()));
        }
        needs.stream()
                .filter(name -> shape.attribute(name) == null)
                .forEach(name ->
                        problems.report(
                                resolver,
                                coordinate,
                                "`%s` has no stored field `%s`".formatted(shape.type(), name),
                                NearNames.fix(
                                        name,
                                        shape.attributes().keySet(),
                                        "name a stored field in `needs`")));
    }
}
