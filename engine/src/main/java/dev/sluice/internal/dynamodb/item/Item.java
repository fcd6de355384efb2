// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// An item as a table or an index holds it. Its type is known, and it had not expired when it was
/// read.
public final class Item extends StoredObject {
    private final StoredType type;
    private final Map<String, AttributeValue> raw;
    private final KeyFields fields;

    /// @param raw the attributes as they were fetched
    /// @param fields the field values that the table's key contains
    public Item(
            StoredType type,
            Map<String, AttributeValue> raw,
            KeyFields fields,
            AttributeDecoder decoder) {
        super(type.shape(), fields.over(type, raw), decoder);
        this.type = type;
        this.raw = raw;
        this.fields = fields;
    }

    public StoredType type() {
        return type;
    }

    /// Returns the read of this item from its table, for example after a read from an index that
    /// projects only some attributes.
    public ItemRequest key(boolean consistent) {
        var sort = type.key().sort();
        return new ItemRequest(
                Target.of(type),
                keyValue(type.key().partition()),
                sort == null ? null : keyValue(sort),
                consistent);
    }

    /// Returns the fields whose own attributes differ from the key of the table.
    public Stream<String> differing() {
        return fields.values().isEmpty()
                ? Stream.empty()
                : fields.differing(type.key().halves(), raw);
    }

    /// Returns the fields whose values in the key of an index differ from the item's own.
    public Stream<String> differing(Key ofIndex) {
        return fields(ofIndex).differing(Stream.of(ofIndex), attributes());
    }

    /// Returns the key of an index as the item's own fields form it, or null if they form none.
    public @Nullable AttributeValue spelled(Key ofIndex) {
        if (!ofIndex.derived()) {
            return attribute(ofIndex.attribute().name());
        }
        var held = fields(ofIndex).values();
        try {
            return ItemEncoder.spelled(
                    ofIndex,
                    field -> {
                        var own = NestedAttributes.of(field, attributes());
                        return own == null ? held.get(field.path()) : own;
                    });
        } catch (DecodingException | IllegalArgumentException _) {
            return null;
        }
    }

    private KeyFields fields(Key ofIndex) {
        var own = raw.get(ofIndex.attribute().name());
        return !ofIndex.derived() && own != null
                ? new KeyFields(Map.of(ofIndex.template().fields().getFirst(), own))
                : KeyFields.of(ofIndex, raw);
    }

    /// Returns the attributes of the key in the table.
    public Map<String, AttributeValue> tableKey() {
        var key = new HashMap<String, AttributeValue>();
        type.key()
                .halves()
                .map(half -> half.attribute().name())
                .forEach(name -> key.put(name, Objects.requireNonNull(raw.get(name), name)));
        return key;
    }

    /// Returns an object that is equal for the same item with equal values of these attributes.
    public Object compared(Set<String> attributes) {
        var values = new HashMap<>(tableKey());
        for (var name : attributes) {
            var value = attribute(name);
            if (value != null) {
                values.put(name, value);
            }
        }
        return List.of(type.name(), values);
    }

    /// Returns whether what was fetched is larger.
    boolean isLargerThan(int kilobytes) {
        return ItemSize.isLarger(raw, kilobytes);
    }

    /// Returns the size of what was fetched, rounded up.
    public int kilobytes() {
        return ItemSize.kilobytes(raw);
    }

    private Object keyValue(Key key) {
        return KeyValue.toJava(Objects.requireNonNull(attribute(key.attribute().name())));
    }

    /// An index that projects only keys holds the fields of a key only inside the composed key.
    @Override
    @Nullable AttributeValue stored(Attribute attribute) {
        var own = super.stored(attribute);
        return own != null
                ? own
                : type.keys()
                        .filter(Key::derived)
                        .map(key -> KeyFields.of(key, raw).values().get(attribute.field()))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }
}
