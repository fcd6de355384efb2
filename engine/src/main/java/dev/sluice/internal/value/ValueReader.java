// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.value;

import dev.sluice.internal.dynamodb.item.MisfitException;
import dev.sluice.internal.dynamodb.item.StoredObject;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.resolver.Caller;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Evaluates the values of an expression for one field of one parent.
///
/// @param item returns the fields of the parent's item, or of the item that a rule checks; a root
///   field has none
/// @param now the value of `$now`, for the whole request or for a mutation field
/// @param arguments by name; one that the client left out is absent
/// @param defined what a mutation defines as far as it has run: `$uuid`, `$prepared`, and the items
///   that it read before it writes
/// @param elements the values of `Value.Element`, by their places; the first one is `$each`
public record ValueReader(
        Caller caller,
        Instant now,
        Map<String, @Nullable Object> arguments,
        Map<Root, Object> defined,
        Function<String, @Nullable Object> item,
        List<? extends @Nullable Object> elements) {

    /// Returns null if an argument, a stored field or a claim is absent, or if the mutation has not
    /// yet run as far as the value: the fields that a client sends are checked before `$prepared`
    /// is computed.
    public @Nullable Object read(Value value) {
        return switch (value) {
            case Value.Literal(var literal) -> literal;
            case Value.Element(var place) -> element(place);
            case Value.Negated(var negated) -> negative(read(negated));
            case Value.Shifted(var time, var by) ->
                    read(time) instanceof Instant instant ? by.from(instant) : null;
            case Value.Extreme(var greatest, var one, var other) ->
                    ValueOrder.extreme(read(one), read(other), greatest);
            case Value.Edited(var edit, var list, var given, var unique) ->
                    isDefined(list) ? ListEdits.apply(edit, read(list), read(given), unique) : null;
            case Value.OfGlobalId(var id, var form, int part) ->
                    switch (read(id)) {
                        case String text -> GlobalIds.part(form, text, part, caller::claim);
                        case Map<?, ?> entity -> GlobalIds.part(form, entity, part, caller::claim);
                        case null, default -> null;
                    };
            case Value.Reference reference -> reference(reference.root(), reference.path());
        };
    }

    /// Returns whether a value is, or is part of, what a mutation has defined so far.
    public boolean isDefined(Value.Reference value) {
        return defined.containsKey(value.root());
    }

    /// Returns whether the client left out a value that it can send: an argument, or a member of an
    /// object in one. Null counts as sent.
    ///
    /// @param list of which `$each` is an element, or null
    public boolean isLeftOut(Value.Reference value, Value.@Nullable Reference list) {
        return switch (value.root()) {
            case Root.Named(var name) ->
                    isArgument(value.root())
                            && !(arguments.containsKey(name)
                                    && hasMember(arguments.get(name), value.path()));
            case Root.Reserved.EACH ->
                    list != null && isArgument(list.root()) && !hasMember(each(), value.path());
            case Root.Reserved.PARENT,
                    Root.Reserved.ITEM,
                    Root.Reserved.CLAIMS,
                    Root.Reserved.NOW,
                    Root.Reserved.UUID,
                    Root.Reserved.PREPARED ->
                    false;
        };
    }

    private boolean isArgument(Root root) {
        return root instanceof Root.Named && !defined.containsKey(root);
    }

    private static boolean hasMember(@Nullable Object whole, List<String> path) {
        var value = whole;
        for (var member : path) {
            if (!(value instanceof Map<?, ?> object) || !object.containsKey(member)) {
                return false;
            }
            value = object.get(member);
        }
        return true;
    }

    private @Nullable Object reference(Root root, List<String> path) {
        return switch (root) {
            case Root.Reserved.PARENT, Root.Reserved.ITEM -> item.apply(path.getFirst());
            case Root.Reserved.NOW -> now;
            case Root.Reserved.CLAIMS -> caller.claim(path.getFirst());
            case Root.Reserved.EACH -> member(each(), path);
            case Root.Reserved.UUID, Root.Reserved.PREPARED -> member(defined.get(root), path);
            case Root.Named(var name) ->
                    member(
                            defined.containsKey(root) ? defined.get(root) : arguments.get(name),
                            path);
        };
    }

    private static @Nullable Object negative(@Nullable Object value) {
        return value == null ? null : new BigDecimal(value.toString()).negate();
    }

    public ValueReader with(Root root, Object value) {
        var all = new HashMap<>(defined);
        all.put(root, value);
        return new ValueReader(caller, now, arguments, all, item, elements);
    }

    public ValueReader withElement(Object each) {
        return withElements(List.of(each));
    }

    public ValueReader withElements(List<? extends @Nullable Object> chosen) {
        return new ValueReader(caller, now, arguments, defined, item, chosen);
    }

    private @Nullable Object each() {
        return element(0);
    }

    /// Returns null as long as the element is not chosen.
    private @Nullable Object element(int place) {
        return place < elements.size() ? elements.get(place) : null;
    }

    public ValueReader at(Instant instant) {
        return new ValueReader(caller, instant, arguments, defined, item, elements);
    }

    /// Returns a reader of the same values with another item.
    public ValueReader of(Function<String, @Nullable Object> fields) {
        return new ValueReader(caller, now, arguments, defined, fields, elements);
    }

    /// Returns a reader for a type's rules, which use only the item, the caller and `$now`.
    public ValueReader judging(Function<String, @Nullable Object> fields) {
        return new ValueReader(caller, now, Map.of(), Map.of(), fields, List.of());
    }

    /// Returns the same reader, except that a stored value that does not fit counts as absent.
    public ValueReader tolerant() {
        return new ValueReader(
                caller,
                now,
                arguments,
                defined,
                field -> {
                    try {
                        return item.apply(field);
                    } catch (MisfitException _) {
                        return null;
                    }
                },
                elements);
    }

    private static @Nullable Object member(@Nullable Object whole, List<String> path) {
        var value = whole;
        for (var member : path) {
            value =
                    switch (value) {
                        case Map<?, ?> object -> object.get(member);
                        case StoredObject object -> object.value(member);
                        case null, default -> null;
                    };
        }
        return value;
    }
}
