// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.devtools.store.ItemWriter;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.StoredType;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Creates the tables and indexes that a schema needs, and loads the sample data into the tables
/// that it created.
///
/// If a schema changes how a type is stored, the data of this type is loaded again, because the
/// stored items lack what the new schema needs. A table that existed before the command gets no
/// data.
final class StoredData {
    private final Database database;
    private final DataLoading data;
    private final Set<String> own = new HashSet<>();
    private final Map<String, StoredType> loaded = new HashMap<>();

    StoredData(Database database, DataLoading data) {
        this.database = database;
        this.data = data;
    }

    /// @throws dev.sluice.devtools.failure.Failure if the tables or the data do not fit the schema;
    ///   if the data does not fit, nothing was created or loaded
    void follow(Catalog catalog) {
        var items = data.itemsOf(catalog);
        var changes = database.tables().prepare(catalog.tables().values());
        own.addAll(changes.created());
        var byTable = new HashMap<String, List<Map<String, AttributeValue>>>();
        for (var item : items) {
            var type = item.type();
            if (own.contains(type.table()) && !type.equals(loaded(changes.created(), type))) {
                byTable.computeIfAbsent(type.table(), table -> new ArrayList<>())
                        .add(item.attributes());
            }
        }
        var writer = new ItemWriter(database.client());
        byTable.forEach((table, some) -> writer.put(database.names().of(table), some));
        loaded.putAll(catalog.storedTypes());
    }

    private @Nullable StoredType loaded(Set<String> created, StoredType type) {
        return created.contains(type.table()) ? null : loaded.get(type.name());
    }
}
