// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.store;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The secondary indexes of a table, by name.
final class Indexes {
    private Indexes() {}

    /// One index, global or local.
    record Definition(List<KeySchemaElement> key, Projection projection, boolean local) {
        /// Returns what the other index projects and this one does not, or null if there is
        /// nothing.
        @Nullable String lacks(Definition other) {
            if (projection.projectionType() == ProjectionType.ALL) {
                return null;
            }
            if (other.projection.projectionType() == ProjectionType.ALL) {
                return "all attributes";
            }
            var missing = new TreeSet<>(other.projection.nonKeyAttributes());
            missing.removeAll(projection.nonKeyAttributes());
            return missing.isEmpty() ? null : String.join(", ", missing);
        }
    }

    static Map<String, Definition> of(TableDescription table) {
        var indexes = new HashMap<String, Definition>();
        table.globalSecondaryIndexes()
                .forEach(i -> add(indexes, i.indexName(), i.keySchema(), i.projection(), false));
        table.localSecondaryIndexes()
                .forEach(i -> add(indexes, i.indexName(), i.keySchema(), i.projection(), true));
        return indexes;
    }

    static Map<String, Definition> of(CreateTableRequest table) {
        var indexes = new HashMap<String, Definition>();
        table.globalSecondaryIndexes()
                .forEach(i -> add(indexes, i.indexName(), i.keySchema(), i.projection(), false));
        table.localSecondaryIndexes()
                .forEach(i -> add(indexes, i.indexName(), i.keySchema(), i.projection(), true));
        return indexes;
    }

    private static void add(
            Map<String, Definition> indexes,
            String name,
            List<KeySchemaElement> key,
            Projection projection,
            boolean local) {
        indexes.put(name, new Definition(key, projection, local));
    }
}
