// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.migrate;

import dev.sluice.devtools.diff.ItemPlace;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.internal.dynamodb.item.DecodingException;
import dev.sluice.internal.dynamodb.item.DefaultValue;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.item.ItemEncoder;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.StoredType;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The copy of the items of a type to another key or table. Attributes that no field has are copied
/// as they are.
///
/// @param fields from the earlier type to the later one
/// @param given copies into fields that the earlier type does not have
record TypeMove(
        StoredType earlier,
        StoredType later,
        List<AttributeCopy> fields,
        List<AttributeCopy> given,
        TypeReader reader) {

    /// @param reader of the later table
    /// @throws Failure if no copy could be read
    static TypeMove between(
            StoredType earlier, StoredType later, List<Copies.FieldCopy> given, TypeReader reader) {
        var fields = new ArrayList<AttributeCopy>();
        for (var attribute : later.shape().attributes().values()) {
            var before = earlier.shape().attribute(attribute.field());
            if (before != null) {
                fields.add(TypeMigration.copy(later, before, attribute));
            } else if (isNeeded(attribute)
                    && given.stream().noneMatch(copy -> copy.to().equals(attribute.field()))) {
                throw Failure.input(
                        "%s.%s is non-null, and no item of %s has it. Fix: give it a literal @attribute(default:), or name its source with --copy %s.%s=FIELD."
                                .formatted(
                                        later.name(),
                                        attribute.field(),
                                        earlier.name(),
                                        later.name(),
                                        attribute.field()));
            }
        }
        return new TypeMove(
                earlier,
                later,
                List.copyOf(fields),
                given.stream()
                        .map(copy ->
                                TypeMigration.copy(
                                        later,
                                        TypeMigration.require(earlier, copy.from()),
                                        TypeMigration.require(later, copy.to())))
                        .toList(),
                reader);
    }

    private static boolean isNeeded(Attribute attribute) {
        return attribute.nonNull()
                && attribute.readDefault() == null
                && !(attribute.type() instanceof AttributeType.SetOf);
    }

    String reason() {
        return "%s: copied from %s to %s."
                .formatted(later.name(), ItemPlace.of(earlier), ItemPlace.of(later));
    }

    /// Returns the item as the later schema stores it.
    ///
    /// @throws IllegalArgumentException saying why there is no such item
    Map<String, AttributeValue> copy(Item item) {
        var copy = new HashMap<>(item.attributes());
        earlier.keys().filter(Key::derived).forEach(key -> copy.remove(key.attribute().name()));
        earlier.discriminator().texts().keySet().stream()
                .filter(name ->
                        later.shape().attributes().values().stream()
                                .noneMatch(attribute -> attribute.name().equals(name)))
                .forEach(copy::remove);
        fields.forEach(field -> copy.remove(field.from().name()));
        fields.forEach(field -> put(item, field, copy));
        given.forEach(field -> put(item, field, copy));
        for (var attribute : later.shape().attributes().values()) {
            var value = DefaultValue.whenAbsent(attribute);
            if (value != null) {
                copy.putIfAbsent(attribute.name(), value);
            }
        }
        later.discriminator()
                .texts()
                .forEach((name, text) -> copy.put(name, AttributeValue.fromS(text)));
        later.key().halves().forEach(half -> copy.put(half.attribute().name(), key(half, copy)));
        var read = reader.read(copy);
        if (read == null || !read.type().name().equals(later.name())) {
            throw new IllegalArgumentException("its copy would not be of the type " + later.name());
        }
        later.indexes().values().stream()
                .flatMap(index -> index.key().halves())
                .filter(Key::derived)
                .forEach(key -> {
                    var spelled = read.spelled(key);
                    if (spelled != null) {
                        copy.put(key.attribute().name(), spelled);
                    }
                });
        return copy;
    }

    private void put(Item item, AttributeCopy field, Map<String, AttributeValue> copy) {
        var value = item.stored(field.from().field());
        if (value == null || copy.containsKey(field.to().name())) {
            return;
        }
        var copied = Boolean.TRUE.equals(value.nul()) ? value : field.of(value);
        if (copied == null) {
            throw new IllegalArgumentException(
                    "%s.%s cannot have its value".formatted(later.name(), field.to().field()));
        }
        copy.put(field.to().name(), copied);
    }

    private AttributeValue key(Key half, Map<String, AttributeValue> copy) {
        try {
            var spelled = ItemEncoder.spelled(half, copy);
            if (spelled != null) {
                return spelled;
            }
        } catch (DecodingException | IllegalArgumentException _) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "its values form no key \"%s\"".formatted(half.template().text()));
    }

    /// Returns the attributes of a copy that hold the fields of the earlier key. Two items with the
    /// same ones are copies of one item.
    Set<String> identity() {
        return earlier.key().fields().stream()
                .map(field ->
                        later.shape().attribute(field) instanceof Attribute kept
                                ? kept.name()
                                : require(field))
                .collect(Collectors.toUnmodifiableSet());
    }

    private String require(String field) {
        return TypeMigration.require(earlier, field).name();
    }
}
