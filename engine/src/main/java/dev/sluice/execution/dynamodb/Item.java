// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution.dynamodb;

import dev.sluice.schema.Attribute;
import dev.sluice.schema.Key;
import dev.sluice.schema.StoredType;
import dev.sluice.schema.Target;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// An item as a table or an index holds it, of a known type and not expired when it was read.
public final class Item extends StoredObject {
    private final StoredType type;

    Item(StoredType type, Map<String, AttributeValue> attributes, AttributeDecoder decoder) {
        super(type.shape(), attributes, decoder);
        this.type = type;
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

    private Object keyValue(Key key) {
        return KeyValue.toJava(Objects.requireNonNull(attribute(key.attribute().name())));
    }

    /// An index that projects keys alone holds a key's fields only inside the composed key.
    @Override
    @Nullable AttributeValue stored(Attribute attribute) {
        var own = super.stored(attribute);
        return own != null
                ? own
                : type.keys()
                        .flatMap(key -> inKey(key, attribute.field()).stream())
                        .findFirst()
                        .map(AttributeValue::fromS)
                        .orElse(null);
    }

    private Optional<String> inKey(Key key, String field) {
        int position = key.template().isLone() ? -1 : key.template().fields().indexOf(field);
        var stored = attribute(key.attribute().name());
        if (position < 0 || stored == null || stored.s() == null) {
            return Optional.empty();
        }
        return key.template().match(stored.s()).map(values -> values.get(position));
    }
}
