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
import java.util.stream.Stream;

/// An item as a table or an index holds it, of a known type and not expired when it was read.
public final class Item extends StoredObject {
    private final StoredType type;
    private final Map<String, AttributeValue> raw;
    private final KeyFields fields;

    /// @param raw the attributes as they were fetched
    /// @param fields what the key of the table says
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

    /// The read of this very item from its table, for example after an index that projects a part.
    public ItemRequest key(boolean consistent) {
        Key sort = type.sortKey();
        return new ItemRequest(
                new Target(type.name(), List.of(type)),
                keyValue(type.partitionKey()),
                sort == null ? null : keyValue(sort),
                consistent);
    }

    /// The fields whose own attributes differ from what the key of the table says.
    public Stream<String> differing() {
        return fields.differing(type, raw);
    }

    /// The fields that the key of an index says otherwise than the item.
    public Stream<String> differing(Key ofIndex) {
        return told(ofIndex).differing(type, attributes());
    }

    /// The key of an index that the item's own fields spell, or null where they spell none.
    public @Nullable AttributeValue spelled(Key ofIndex) {
        if (ofIndex.template().isLone()) {
            return attribute(ofIndex.attribute().name());
        }
        var all = new HashMap<>(told(ofIndex).over(type, Map.of()));
        all.putAll(attributes());
        try {
            var spelled = ItemEncoder.spelled(type, ofIndex, all);
            return spelled == null ? null : AttributeValue.fromS(spelled);
        } catch (DecodingException | IllegalArgumentException _) {
            return null;
        }
    }

    private KeyFields told(Key ofIndex) {
        var own = raw.get(ofIndex.attribute().name());
        return ofIndex.template().isLone() && own != null
                ? new KeyFields(Map.of(ofIndex.template().fields().getFirst(), own))
                : KeyFields.of(ofIndex, raw);
    }

    /// The attributes of the key in the table.
    public Map<String, AttributeValue> tableKey() {
        var key = new HashMap<String, AttributeValue>();
        Stream.concat(Stream.of(type.partitionKey()), Stream.ofNullable(type.sortKey()))
                .map(half -> half.attribute().name())
                .forEach(name -> key.put(name, Objects.requireNonNull(raw.get(name), name)));
        return key;
    }

    /// The size of what was fetched, rounded up.
    public int kilobytes() {
        return ItemSize.kilobytes(raw);
    }

    private Object keyValue(Key key) {
        return KeyValue.toJava(Objects.requireNonNull(attribute(key.attribute().name())));
    }

    /// An index that projects keys alone holds a key's fields only inside the composed key.
    @Override
    public @Nullable AttributeValue stored(Attribute attribute) {
        var own = super.stored(attribute);
        return own != null
                ? own
                : type.keys()
                        .map(key -> KeyFields.of(key, raw).values().get(attribute.field()))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }
}
