// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.schema.BoundKey;
import dev.sluice.internal.schema.BoundSegment;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.FanOut;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.KeyCondition;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.schema.key.Segment;

import graphql.language.ArrayValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.VariableReference;
import graphql.normalized.ExecutableNormalizedField;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Finds where the values of keys come from: through the items that are read before, back to the
/// variables, the claims or the stored fields that nothing else determines.
record KeyOrigins(Catalog catalog) {
    private static final KeyOrigin FRESH = new KeyOrigin.Fresh();

    /// Returns the origins of the values in a key that a field builds.
    ///
    /// @param lists the lists of `Value.Element`, by their places; the elements of the first one
    ///   are `$each`
    List<KeyOrigin> of(@Nullable BoundKey key, Operation.Place place, List<Value.Reference> lists) {
        return key == null
                ? List.of()
                : key.segments().stream()
                        .<KeyOrigin>mapMulti((segment, found) -> {
                            if (segment instanceof BoundSegment.Bound(var value, _, _)) {
                                found.accept(of(value, place, lists));
                            }
                        })
                        .toList();
    }

    /// Returns the origins of the values in the key of each partition that a list reads. The
    /// elements of a list, and the times of a range, have one origin.
    List<List<KeyOrigin>> of(KeyCondition condition, Operation.Place place) {
        var keys = List.of(condition.partition());
        var lists = new ArrayList<Value.Reference>();
        for (int i = 0; i < condition.fanOuts().size(); i++) {
            var at = i;
            var list = new Value.Reference(Root.Reserved.EACH, List.of());
            switch (condition.fanOuts().get(i)) {
                case FanOut.Literals(var values) ->
                        keys =
                                keys.stream()
                                        .flatMap(key ->
                                                values.stream().map(each -> key.with(at, each)))
                                        .toList();
                case FanOut.Elements(var elements, _) -> list = elements;
                case FanOut.Times(Value.Reference from, _, _, _) -> list = from;
                case FanOut.Times(var from, _, _, _) ->
                        keys = keys.stream().map(key -> key.with(at, from)).toList();
            }
            lists.add(list);
        }
        return keys.stream().map(key -> of(key, place, lists)).toList();
    }

    KeyOrigin of(Value value, Operation.Place place, List<Value.Reference> lists) {
        return switch (value) {
            case Value.Literal(var literal) -> new KeyOrigin.Fixed(literal.toString());
            case Value.Negated(var negated) -> of(negated, place, lists);
            case Value.Shifted _ -> FRESH;
            case Value.Extreme(_, var one, _) -> of(one, place, lists);
            case Value.Edited edited -> of(edited.list(), place, lists);
            case Value.OfGlobalId(var id, _, _) -> of(id, place, lists);
            case Value.Element(var element) -> each(lists.get(element), List.of(), place);
            case Value.Reference(var root, var path) ->
                    switch (root) {
                        case Root.Named(var name) -> named(name, path, place);
                        case Root.Reserved.CLAIMS, Root.Reserved.PREPARED ->
                                new KeyOrigin.Given(text(root.text(), path), false);
                        case Root.Reserved.NOW, Root.Reserved.UUID -> FRESH;
                        case Root.Reserved.EACH -> each(lists.getFirst(), path, place);
                        case Root.Reserved.PARENT -> parent(place, path.getFirst());
                        case Root.Reserved.ITEM -> own(place, null, path.getFirst());
                    };
        };
    }

    private KeyOrigin each(Value.Reference list, List<String> path, Operation.Place place) {
        var inside = Stream.concat(list.path().stream(), path.stream()).toList();
        return ofEach(of(new Value.Reference(list.root(), inside), place, List.of()));
    }

    private static KeyOrigin ofEach(KeyOrigin origin) {
        return origin instanceof KeyOrigin.Given(var name, _)
                ? new KeyOrigin.Given(name, true)
                : origin;
    }

    /// An argument of the field, or the alias of an item that a mutation reads.
    private KeyOrigin named(String name, List<String> path, Operation.Place place) {
        if (source(place) instanceof Source.Mutation mutation
                && mutation.reads().get(name) instanceof Source.ItemRead read) {
            var type = read.target().members().getFirst();
            var bound = bound(type.key().partition(), read.partition(), path.getFirst());
            return bound == null
                    ? new KeyOrigin.Stored(type.name(), String.join(".", path))
                    : of(bound, place, List.of());
        }
        for (var argument : place.field().getAstArguments()) {
            if (argument.getName().equals(name)) {
                return argument(argument.getValue(), path);
            }
        }
        return new KeyOrigin.Fixed("");
    }

    private static KeyOrigin argument(
            graphql.language.@Nullable Value<?> value, List<String> path) {
        return switch (value) {
            case VariableReference variable ->
                    new KeyOrigin.Given(text(variable.getName(), path), false);
            case ArrayValue list when !list.getValues().isEmpty() ->
                    argument(list.getValues().getFirst(), path);
            case ObjectValue object when !path.isEmpty() ->
                    argument(member(object, path.getFirst()), path.subList(1, path.size()));
            case null, default -> new KeyOrigin.Fixed(String.valueOf(value));
        };
    }

    private static graphql.language.@Nullable Value<?> member(ObjectValue object, String name) {
        return object.getObjectFields().stream()
                .filter(field -> field.getName().equals(name))
                .<graphql.language.Value<?>>map(ObjectField::getValue)
                .findFirst()
                .orElse(null);
    }

    private static String text(String root, List<String> path) {
        return String.join(".", Stream.concat(Stream.of(root), path.stream()).toList());
    }

    /// Follows a field of the parent's item to the read of that item. A list that a mutation reads
    /// is one of the item that it read before.
    private KeyOrigin parent(Operation.Place place, String field) {
        if (source(place) instanceof Source.Mutation mutation && !mutation.lists().isEmpty()) {
            return named(mutation.lists().getFirst().alias(), List.of(field), place);
        }
        for (var reader = reader(place.field()); reader != null; reader = reader(reader)) {
            for (var type : reader.getObjectTypeNames()) {
                var at = new Operation.Place(reader, type);
                if (source(at) instanceof Source read && reads(read, place.type())) {
                    return own(at, catalog.storedTypes().get(place.type()), field);
                }
            }
        }
        return new KeyOrigin.Stored(place.type(), field);
    }

    private static @Nullable ExecutableNormalizedField reader(ExecutableNormalizedField field) {
        return field.getParent();
    }

    private static boolean reads(Source source, String type) {
        return switch (source) {
            case Source.Keyed read -> read(read, type) != null;
            case Source.ListRead list -> read(list.each(), type) != null;
            case Source.QueryRead query -> has(query.target(), type);
            case Source.Mutation mutation -> has(mutation.target(), type);
            case Source.Stored _,
                    Source.Paging _,
                    Source.Computed _,
                    Source.Answered _,
                    Source.Derived _,
                    Source.Member _ ->
                    false;
        };
    }

    private static boolean has(Target target, String type) {
        return target.members().stream().anyMatch(member -> member.name().equals(type));
    }

    private static Source.@Nullable ItemRead read(Source.Keyed source, String type) {
        return source.reads().stream()
                .filter(read -> has(read.target(), type))
                .findFirst()
                .orElse(null);
    }

    /// Returns the origin of a field of the items that the place reads or writes.
    ///
    /// @param type of the items, or null for the first type of the place's own
    KeyOrigin own(Operation.Place place, @Nullable StoredType type, String field) {
        return switch (source(place)) {
            case Source.Keyed read -> keyed(read, type, field, place, List.of());
            case Source.ListRead list -> keyed(list.each(), type, field, place, list.references());
            case Source.QueryRead query -> {
                var item = type == null ? query.target().members().getFirst() : type;
                var key = item.key(query.index()).partition();
                var bound = bound(key, query.condition().partition(), field);
                yield bound == null || bound instanceof Value.Element
                        ? new KeyOrigin.Stored(item.name(), field)
                        : of(bound, place, List.of());
            }
            case Source.Mutation mutation -> written(mutation.answering(), field, place);
            case Source.Stored _,
                    Source.Paging _,
                    Source.Computed _,
                    Source.Answered _,
                    Source.Derived _,
                    Source.Member _ ->
                    new KeyOrigin.Stored(type == null ? place.type() : type.name(), field);
            case null -> new KeyOrigin.Stored(place.type(), field);
        };
    }

    private KeyOrigin keyed(
            Source.Keyed source,
            @Nullable StoredType type,
            String field,
            Operation.Place place,
            List<Value.Reference> lists) {
        var read = type == null ? null : read(source, type.name());
        return read(read == null ? source.reads().getFirst() : read, type, field, place, lists);
    }

    private KeyOrigin read(
            Source.ItemRead read,
            @Nullable StoredType type,
            String field,
            Operation.Place place,
            List<Value.Reference> lists) {
        var item = type == null ? read.target().members().getFirst() : type;
        var bound = bound(item.key().partition(), read.partition(), field);
        var sort = item.key().sort();
        if (bound == null && sort != null && read.sort() instanceof BoundKey key) {
            bound = bound(sort, key, field);
        }
        return bound == null ? new KeyOrigin.Stored(item.name(), field) : of(bound, place, lists);
    }

    /// Returns the origin of a field of the item that is written.
    KeyOrigin written(Write write, String field, Operation.Place place) {
        var type = write.type();
        var each = write.each();
        var list = each == null ? List.<Value.Reference>of() : List.of(each.list());
        if (write.named() instanceof Source.ItemRead item) {
            var named = read(item, type, field, place, list);
            if (!(named instanceof KeyOrigin.Stored)) {
                return named;
            }
        }
        var value = SetField.of(write, field);
        if (value != null) {
            return of(value, place, list);
        }
        if (type.pins().get(field) instanceof String claim) {
            return new KeyOrigin.Given("claims." + claim, false);
        }
        if (write instanceof Write.Put put) {
            var attribute = type.shape().attribute(field);
            if (attribute != null && attribute.defaultValue() instanceof String fallback) {
                return fallback.startsWith("$") ? FRESH : new KeyOrigin.Fixed(fallback);
            }
            for (var input : put.inputs()) {
                var path = new ArrayList<>(input.path());
                path.addAll(List.of(field.split("\\.", -1)));
                return of(new Value.Reference(input.root(), path), place, list);
            }
        }
        return new KeyOrigin.Stored(type.name(), field);
    }

    /// Returns the value that a key gives a field, or null if the key does not contain it.
    private static @Nullable Value bound(Key key, BoundKey built, String field) {
        var segments = key.template().segments();
        for (int i = 0; i < Math.min(segments.size(), built.segments().size()); i++) {
            if (segments.get(i) instanceof Segment.Field(var name, _)
                    && name.equals(field)
                    && built.segments().get(i) instanceof BoundSegment.Bound(var value, _, _)) {
                return value;
            }
        }
        return null;
    }

    private @Nullable Source source(Operation.Place place) {
        var field = catalog.field(place.type(), place.field().getFieldName());
        return field == null ? null : field.source();
    }
}
