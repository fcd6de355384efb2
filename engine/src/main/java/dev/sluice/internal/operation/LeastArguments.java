// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.FanOut;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;

import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.Type;
import graphql.language.TypeName;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The arguments with which a root field costs least: a page of one item, and lists that are as
/// short as their constraints allow. Other arguments do not change the cost.
final class LeastArguments {
    private final Catalog catalog;
    private final Field field;
    private final FieldDefinition definition;
    private final Map<String, @Nullable Object> arguments = new HashMap<>();

    private LeastArguments(Catalog catalog, Field field, FieldDefinition definition) {
        this.catalog = catalog;
        this.field = field;
        this.definition = definition;
    }

    static Map<String, @Nullable Object> of(
            Catalog catalog, Field field, FieldDefinition definition) {
        var least = new LeastArguments(catalog, field, definition);
        field.sources().forEach(least::add);
        return least.arguments;
    }

    private void add(Source source) {
        switch (source) {
            case Source.Mutation mutation ->
                    mutation.writes().stream()
                            .map(Write::each)
                            .flatMap(Stream::ofNullable)
                            .forEach(each -> add(each.list()));
            case Source.ListRead list -> list.references().forEach(this::add);
            case Source.QueryRead query -> {
                arguments.put("first", 1);
                query.condition().fanOuts().forEach(this::add);
            }
            case Source.Keyed _,
                    Source.Stored _,
                    Source.Paging _,
                    Source.Computed _,
                    Source.Answered _,
                    Source.Derived _,
                    Source.Member _ -> {}
        }
    }

    private void add(FanOut several) {
        switch (several) {
            case FanOut.Elements(var list, _) -> add(list);
            case FanOut.Times(var from, var to, _, _) -> {
                put(from, to instanceof Value.Literal(var end) ? end : Instant.EPOCH);
                put(to, from instanceof Value.Literal(var start) ? start : Instant.EPOCH);
            }
            case FanOut.Literals _ -> {}
        }
    }

    private void add(Value.Reference list) {
        put(list, Collections.nCopies(least(list), ""));
    }

    /// Gives an argument, or a member of an object in one, a value.
    private void put(Value value, Object least) {
        if (!(value instanceof Value.Reference(Root.Named(var name), var path))
                || argument(name) == null) {
            return;
        }
        if (path.isEmpty()) {
            arguments.put(name, least);
            return;
        }
        var object = inside(arguments, name);
        for (var member : path.subList(0, path.size() - 1)) {
            object = inside(object, member);
        }
        object.put(path.getLast(), least);
    }

    @SuppressWarnings("unchecked") // as this class has put it
    private static Map<String, @Nullable Object> inside(
            Map<String, @Nullable Object> object, String member) {
        return (Map<String, @Nullable Object>)
                object.computeIfAbsent(member, _ -> new HashMap<String, @Nullable Object>());
    }

    private int least(Value.Reference list) {
        var argument = argument(list.root().text());
        var coordinate = "%s(%s:)".formatted(field.coordinate(), list.root().text());
        for (var member : list.path()) {
            var type = argument == null ? null : input(argument.getType());
            argument = type == null ? null : find(type.getInputValueDefinitions(), member);
            coordinate = type == null ? "" : type.getName() + "." + member;
        }
        var constraint = catalog.constraints().get(coordinate);
        return constraint == null || constraint.minItems() == null ? 0 : constraint.minItems();
    }

    private @Nullable InputObjectTypeDefinition input(Type<?> type) {
        return switch (type) {
            case NonNullType given -> input(given.getType());
            case ListType list -> input(list.getType());
            case TypeName named ->
                    catalog
                            .clientSchema()
                            .getDefinitionsOfType(InputObjectTypeDefinition.class)
                            .stream()
                            .filter(each -> each.getName().equals(named.getName()))
                            .findFirst()
                            .orElse(null);
            default -> throw new IllegalArgumentException("no type: " + type);
        };
    }

    private @Nullable InputValueDefinition argument(String name) {
        return find(definition.getInputValueDefinitions(), name);
    }

    private static @Nullable InputValueDefinition find(
            List<InputValueDefinition> definitions, String name) {
        return definitions.stream()
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElse(null);
    }
}
