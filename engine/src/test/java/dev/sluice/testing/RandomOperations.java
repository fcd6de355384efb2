// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import graphql.language.Document;
import graphql.language.FieldDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.UnionTypeDefinition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Makes valid operations of a client schema at random.
public final class RandomOperations {
    private final Map<String, ObjectTypeDefinition> objects = new HashMap<>();
    private final Map<String, UnionTypeDefinition> unions = new HashMap<>();
    private final Map<String, Function<Random, String>> arguments;
    private final Random random;
    private final boolean repeats;
    private final Map<Reach, Integer> reaches = new HashMap<>();
    private int aliases;
    private int lists;

    /// @param lists the maximum number of nested lists: a list of lists of objects is 2
    public record Operation(String query, int lists) {}

    /// @param arguments makes a literal for each argument, by the argument's name; an empty text
    ///   leaves the argument out. Of `first` and `last`, a list gets one
    /// @param repeats whether a field below the root may be selected twice on one object
    public RandomOperations(
            Document schema,
            Map<String, Function<Random, String>> arguments,
            Random random,
            boolean repeats) {
        schema.getDefinitionsOfType(ObjectTypeDefinition.class)
                .forEach(type -> objects.put(type.getName(), type));
        schema.getDefinitionsOfType(UnionTypeDefinition.class)
                .forEach(type -> unions.put(type.getName(), type));
        this.arguments = arguments;
        this.random = random;
        this.repeats = repeats;
    }

    /// Returns an operation of up to three root fields, and up to two of each object below.
    ///
    /// @param depth the maximum number of levels of fields
    public Operation next(int depth) {
        return nesting(0, depth);
    }

    /// Returns an operation that nests at least this many lists, which must be possible at that
    /// depth.
    public Operation nesting(int owed, int depth) {
        aliases = 0;
        lists = 0;
        return new Operation(selection("Query", new Place(depth, 0, owed)), lists);
    }

    /// Returns a mutation of up to two fields.
    ///
    /// @param depth as for `next`
    public Operation changing(int depth) {
        aliases = 0;
        lists = 0;
        return new Operation("mutation " + selection("Mutation", new Place(depth, 0, 0)), lists);
    }

    /// The place of a selection.
    ///
    /// @param depth levels of fields that are left
    /// @param within lists around it
    /// @param owed lists that it must nest
    private record Place(int depth, int within, int owed) {
        Place below(boolean list, boolean first) {
            var one = list ? 1 : 0;
            return new Place(depth - 1, within + one, first ? Math.max(0, owed - one) : 0);
        }
    }

    private String selection(String type, Place place) {
        var union = unions.get(type);
        if (union != null) {
            return union.getMemberTypes().stream()
                    .map(RandomOperations::name)
                    .map(member -> "... on " + member + selection(member, place))
                    .collect(Collectors.joining(" ", "{ __typename ", "}"));
        }
        var object = objects.get(type);
        if (object == null) {
            return "";
        }
        lists = Math.max(lists, place.within());
        var selected = new StringBuilder("{ __typename");
        var possible = new ArrayList<>(possible(object, place.depth()));
        var fields = 1 + random.nextInt(type.equals("Query") ? 3 : 2);
        for (int i = 0; i < fields && !possible.isEmpty(); i++) {
            var first = i == 0;
            var field = pick(possible, place.depth(), first ? place.owed() : 0);
            if (!repeats && !type.equals("Query")) {
                possible.remove(field);
            }
            selected.append(" a")
                    .append(aliases++)
                    .append(": ")
                    .append(field.getName())
                    .append(arguments(field))
                    .append(
                            selection(
                                    name(field.getType()),
                                    place.below(isList(field.getType()), first)));
        }
        return selected.append("}").toString();
    }

    private FieldDefinition pick(List<FieldDefinition> possible, int depth, int owed) {
        var fit = possible.stream().filter(field -> nests(field, depth) >= owed).toList();
        var choice = fit.isEmpty() ? possible : fit;
        return choice.get(random.nextInt(choice.size()));
    }

    private record Reach(String type, int depth) {}

    /// Returns how many lists of objects a field can nest, including itself.
    private int nests(FieldDefinition field, int depth) {
        var type = name(field.getType());
        return isLeaf(type)
                ? 0
                : (isList(field.getType()) ? 1 : 0) + nests(new Reach(type, depth - 1));
    }

    private int nests(Reach from) {
        var known = reaches.get(from);
        if (known != null) {
            return known;
        }
        var most = below(from).max().orElse(0);
        reaches.put(from, most);
        return most;
    }

    private IntStream below(Reach from) {
        var union = unions.get(from.type());
        return union == null
                ? possible(Objects.requireNonNull(objects.get(from.type())), from.depth()).stream()
                        .mapToInt(field -> nests(field, from.depth()))
                : union.getMemberTypes().stream()
                        .mapToInt(member -> nests(new Reach(name(member), from.depth())));
    }

    private List<FieldDefinition> possible(ObjectTypeDefinition object, int depth) {
        return object.getFieldDefinitions().stream()
                .filter(field -> depth > 1 || isLeaf(name(field.getType())))
                .toList();
    }

    private static boolean isList(Type<?> type) {
        return type instanceof NonNullType wrapped
                ? isList(wrapped.getType())
                : type instanceof ListType;
    }

    private boolean isLeaf(String type) {
        return !objects.containsKey(type) && !unions.containsKey(type);
    }

    private String arguments(FieldDefinition field) {
        var names = field.getInputValueDefinitions().stream().map(each -> each.getName()).toList();
        var omitted = names.contains("last") && random.nextBoolean() ? "first" : "last";
        var given =
                names.stream()
                        .filter(name -> !name.equals(omitted))
                        .map(name -> {
                            var literal = arguments.get(name);
                            var value = literal == null ? "" : literal.apply(random);
                            return value.isEmpty() ? "" : name + ": " + value;
                        })
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(", "));
        return given.isEmpty() ? "" : "(" + given + ")";
    }

    private static String name(Type<?> type) {
        return switch (type) {
            case NonNullType wrapped -> name(wrapped.getType());
            case ListType list -> name(list.getType());
            case TypeName named -> named.getName();
            default -> throw new IllegalStateException("a type of no known form");
        };
    }
}
