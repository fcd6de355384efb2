// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.binding;

import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// What the writes of one mutation may refer to besides arguments and claims: values that a Java
/// resolver prepares, the item that was read before them, and the element of a list.
///
/// @param prepared the names that the resolver provides
/// @param read the item that was read before, or null
/// @param each the element for which a repeated write runs, or null
/// @param usedPrepared collects the names that are used
/// @param usedFields collects the used fields of the item that was read
/// @param usedOfEach collects the used fields of the element
public record WriteScope(
        ValueShapes forms,
        Set<String> prepared,
        @Nullable PreRead read,
        @Nullable ValueShape each,
        Set<String> usedPrepared,
        Set<String> usedFields,
        Set<String> usedOfEach) {

    /// Creates the scope of writes without an element.
    public WriteScope(
            ValueShapes forms,
            Set<String> prepared,
            @Nullable PreRead read,
            Set<String> usedPrepared,
            Set<String> usedFields) {
        this(forms, prepared, read, null, usedPrepared, usedFields, new HashSet<>());
    }

    /// @param used collects the used fields of the element
    public WriteScope withEach(@Nullable ValueShape element, Set<String> used) {
        return new WriteScope(forms, prepared, read, element, usedPrepared, usedFields, used);
    }

    boolean knows(Value.Reference reference) {
        return switch (reference.root()) {
            case Root.Reserved.PREPARED, Root.Reserved.UUID -> true;
            case Root.Reserved.EACH -> each != null;
            case Root.Reserved.PARENT,
                    Root.Reserved.ITEM,
                    Root.Reserved.CLAIMS,
                    Root.Reserved.NOW ->
                    false;
            case Root.Named(var name) -> read != null && read.alias().equals(name);
        };
    }

    /// Returns whether clients send the value: it is a part of an element of an argument.
    boolean isSent(Value.Reference reference) {
        return reference.root() == Root.Reserved.EACH && each instanceof ValueShape.Input;
    }

    KnownValue known(Value.Reference reference) throws UnusableValueException {
        if (reference.root() == Root.Reserved.UUID) {
            return Scope.alone(reference, KnownValue.ID);
        }
        if (reference.root() == Root.Reserved.PREPARED) {
            return ofResolver(reference.path());
        }
        if (each != null && reference.root() == Root.Reserved.EACH) {
            reference.path().stream().limit(1).forEach(usedOfEach::add);
            return forms.at(new KnownValue(each, false), "$each", reference.path());
        }
        return ofRead(reference.path());
    }

    private KnownValue ofResolver(List<String> path) throws UnusableValueException {
        var name = String.join(".", path);
        if (path.size() != 1 || !prepared.contains(name)) {
            throw new UnusableValueException(
                    "no resolver provides `$prepared.%s`".formatted(name),
                    "add it to @resolver(provides:)");
        }
        usedPrepared.add(name);
        return new KnownValue(new ValueShape.Any(), false);
    }

    /// Returns a field of the item that was read, and marks it as used.
    public Value see(String field) {
        usedFields.add(field);
        return new Value.Reference(
                new Root.Named(Objects.requireNonNull(read).alias()), List.of(field));
    }

    private KnownValue ofRead(List<String> path) throws UnusableValueException {
        if (read == null || path.isEmpty()) {
            throw new UnusableValueException(
                    "a whole item cannot be used as a value", "use one of its stored fields");
        }
        usedFields.add(path.getFirst());
        KnownValue known = null;
        for (var type : read.types()) {
            var item = new KnownValue(new ValueShape.Embedded(type.shape().type()), false);
            var own = forms.at(item, type.shape().type(), path);
            if (known != null && !known.form().equals(own.form())) {
                throw new UnusableValueException(
                        "the types of `%s` store `%s` differently"
                                .formatted(read.target().type(), String.join(".", path)),
                        "use a field that is the same in all of them");
            }
            known = known == null || own.nullable() ? own : known;
        }
        return Objects.requireNonNull(known);
    }
}
