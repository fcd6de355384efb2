// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.computation;

import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.Source;
import dev.sluice.resolver.Answer;
import dev.sluice.resolver.Computation;
import dev.sluice.resolver.Preparation;
import dev.sluice.resolver.Resolver;
import dev.sluice.resolver.Resolvers;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The Java resolvers that a schema names, and what each is used for.
public final class ResolverUses {
    private final List<Use> uses;

    /// @param coordinate of the field
    /// @param verb the method of `Resolvers` that adds the resolver
    private record Use(String coordinate, String resolver, String verb) {}

    public ResolverUses(Catalog catalog) {
        uses =
                catalog.fields().values().stream()
                        .flatMap(fields -> fields.values().stream())
                        .flatMap(ResolverUses::use)
                        .sorted(Comparator.comparing(Use::coordinate))
                        .toList();
    }

    private static Stream<Use> use(Field field) {
        var coordinate = field.coordinate();
        return switch (field.source()) {
            case Source.Computed computed ->
                    Stream.of(new Use(coordinate, computed.resolver(), "computes"));
            case Source.Answered answered ->
                    Stream.of(new Use(coordinate, answered.resolver(), "answers"));
            case Source.Mutation mutation ->
                    Stream.ofNullable(mutation.preparation())
                            .map(use -> new Use(coordinate, use.resolver(), "prepares"));
            case Source.Stored _,
                    Source.Keyed _,
                    Source.Derived _,
                    Source.ListRead _,
                    Source.QueryRead _,
                    Source.Paging _,
                    Source.Member _ ->
                    Stream.empty();
        };
    }

    /// Returns the resolvers that the schema names.
    public Resolvers among(Resolvers given) {
        var names = names();
        return new Resolvers(
                given.byName().entrySet().stream()
                        .filter(resolver -> names.contains(resolver.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /// @throws InvalidResolversException unless these are exactly the resolvers that the schema
    ///   names, each for its use
    public void require(Resolvers given) {
        var unused = new TreeSet<>(given.byName().keySet());
        unused.removeAll(names());
        var problems =
                Stream.concat(
                                uses.stream().flatMap(use -> problem(use, given)),
                                unused.stream().map(ResolverUses::unused))
                        .toList();
        if (!problems.isEmpty()) {
            throw new InvalidResolversException(problems);
        }
    }

    private Set<String> names() {
        return uses.stream().map(Use::resolver).collect(Collectors.toSet());
    }

    private static Stream<String> problem(Use use, Resolvers given) {
        var resolver = given.byName().get(use.resolver());
        if (resolver == null) {
            return Stream.of(
                    "%s: there is no resolver `%s`. Fix: add it with Resolvers.%s(\"%s\", ...)."
                            .formatted(
                                    use.coordinate(), use.resolver(), use.verb(), use.resolver()));
        }
        var verb = verb(resolver);
        return verb.equals(use.verb())
                ? Stream.empty()
                : Stream.of(
                        "%s: the resolver `%s` was added with `%s`, but here it %s. Fix: add it with `%s`, or use another resolver."
                                .formatted(
                                        use.coordinate(),
                                        use.resolver(),
                                        verb,
                                        use.verb(),
                                        use.verb()));
    }

    private static String verb(Resolver resolver) {
        return switch (resolver) {
            case Computation _ -> "computes";
            case Preparation _ -> "prepares";
            case Answer _ -> "answers";
        };
    }

    private static String unused(String name) {
        return "No field uses the resolver `%s`. Fix: use it in @resolver(name:), or remove it."
                .formatted(name);
    }
}
