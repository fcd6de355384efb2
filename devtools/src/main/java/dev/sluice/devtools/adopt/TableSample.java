// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A table, and items of it.
///
/// @param ttl the attribute after which items expire, or null
/// @param complete whether these are all items of the table
record TableSample(
        TableDescription table,
        @Nullable String ttl,
        List<Map<String, AttributeValue>> items,
        boolean complete) {
    TableSample {
        items = List.copyOf(items);
    }

    /// The key attributes of a table or an index.
    ///
    /// @param sort null if there is none
    /// @param projection null for the table
    record Keys(
            String name,
            String partition,
            @Nullable String sort,
            @Nullable Projection projection,
            boolean local) {
        static Keys of(
                String name,
                List<KeySchemaElement> schema,
                @Nullable Projection projection,
                boolean local) {
            return new Keys(
                    name,
                    schema.getFirst().attributeName(),
                    schema.size() > 1 ? schema.get(1).attributeName() : null,
                    projection,
                    local);
        }

        /// Returns whether the index has an attribute of the items.
        boolean contains(String attribute) {
            return projection == null
                    || projection.projectionType() == ProjectionType.ALL
                    || projection.nonKeyAttributes().contains(attribute)
                    || attributes().contains(attribute);
        }

        List<String> attributes() {
            return sort == null ? List.of(partition) : List.of(partition, sort);
        }
    }

    String name() {
        return table.tableName();
    }

    Keys key() {
        return Keys.of(name(), table.keySchema(), null, false);
    }

    List<Keys> indexes() {
        var indexes = new ArrayList<Keys>();
        table.globalSecondaryIndexes()
                .forEach(i ->
                        indexes.add(Keys.of(i.indexName(), i.keySchema(), i.projection(), false)));
        table.localSecondaryIndexes()
                .forEach(i ->
                        indexes.add(Keys.of(i.indexName(), i.keySchema(), i.projection(), true)));
        return indexes;
    }

    /// Returns the key attributes, each with some value of its type.
    Map<String, AttributeValue> keysOnly() {
        var item = new HashMap<String, AttributeValue>();
        table.attributeDefinitions()
                .forEach(key ->
                        item.put(
                                key.attributeName(),
                                switch (key.attributeType()) {
                                    case S, UNKNOWN_TO_SDK_VERSION -> AttributeValue.fromS("");
                                    case N -> AttributeValue.fromN("0.5");
                                    case B ->
                                            AttributeValue.fromB(
                                                    SdkBytes.fromByteArray(new byte[0]));
                                }));
        return item;
    }

    /// Returns the attributes of all keys, those of the table first.
    Set<String> keyAttributes() {
        var names = new LinkedHashSet<>(key().attributes());
        indexes().forEach(index -> names.addAll(index.attributes()));
        return names;
    }
}
