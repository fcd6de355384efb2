// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.sluice.devtools.data.StoredItem;
import dev.sluice.devtools.store.ItemWriter;
import dev.sluice.internal.schema.Catalog;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Creates the tables and indexes that a schema needs, and loads the sample data into the tables
/// that it created. A table that existed before the command gets no data.
///
/// If the data changes, the items that are new or changed are put, and those that it no longer has
/// are deleted. If a schema changes how a type is stored, the data of this type is loaded again,
/// because the stored items lack what the new schema needs.
final class StoredData {
    private final Database database;
    private final DataLoading data;
    private final Set<String> own = new HashSet<>();
    private List<StoredItem> items = List.of();

    StoredData(Database database, DataLoading data) {
        this.database = database;
        this.data = data;
    }

    /// What [#follow] did to items.
    record Changes(int put, int deleted) {}

    /// @throws dev.sluice.devtools.failure.Failure if the tables or the data do not fit the schema;
    ///   if the data does not fit, nothing was created or loaded
    Changes follow(Catalog catalog) {
        var wanted = data.itemsOf(catalog);
        var created = database.tables().prepare(catalog.tables().values()).created();
        own.addAll(created);
        var kept = new KeptItems();
        items.stream()
                .filter(item -> !created.contains(item.type().table()))
                .filter(item -> item.type().equals(catalog.storedTypes().get(item.type().name())))
                .forEach(kept::add);
        var next = new ArrayList<StoredItem>();
        var put = new ArrayList<StoredItem>();
        for (var item : wanted) {
            if (own.contains(item.type().table())) {
                var same = kept.take(item);
                next.add(same == null ? item : same);
                if (same == null) {
                    put.add(item);
                }
            }
        }
        var deleted = kept.without(next);
        var writer = new ItemWriter(database.client());
        byTable(put, StoredItem::attributes).forEach(writer::put);
        byTable(deleted, StoredItem::key).forEach(writer::delete);
        items = next;
        return new Changes(put.size(), deleted.size());
    }

    private Map<String, List<Map<String, AttributeValue>>> byTable(
            List<StoredItem> some, Function<StoredItem, Map<String, AttributeValue>> part) {
        return some.stream()
                .collect(
                        groupingBy(
                                item -> database.names().of(item.type().table()),
                                mapping(part, toList())));
    }
}
