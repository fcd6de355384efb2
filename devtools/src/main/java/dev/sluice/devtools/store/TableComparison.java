// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.store;

import dev.sluice.internal.dynamodb.item.TableDefinitions;
import dev.sluice.internal.schema.Table;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Compares the table that the schema needs with the one that exists.
final class TableComparison {
    private final Table table;
    private final CreateTableRequest asked;
    private final TableDescription found;

    TableComparison(Table table, TableDescription found) {
        this.table = table;
        this.asked = TableDefinitions.of(table, found.tableName());
        this.found = found;
    }

    /// Returns the difference that cannot be added, or null if there is none.
    @Nullable String conflict() {
        if (!sameKey(asked.keySchema(), found.keySchema())) {
            return "key";
        }
        for (var index : asked.globalSecondaryIndexes()) {
            for (var existing : found.globalSecondaryIndexes()) {
                if (index.indexName().equals(existing.indexName())
                        && !(sameKey(index.keySchema(), existing.keySchema())
                                && same(index.projection(), existing.projection()))) {
                    return "key or projection of index " + index.indexName();
                }
            }
        }
        return null;
    }

    List<Table.Index> absentIndexes() {
        return table.indexes().stream()
                .filter(index ->
                        found.globalSecondaryIndexes().stream()
                                .noneMatch(e -> e.indexName().equals(index.name())))
                .toList();
    }

    private boolean sameKey(List<KeySchemaElement> left, List<KeySchemaElement> right) {
        var askedTypes = types(asked.attributeDefinitions());
        var foundTypes = types(found.attributeDefinitions());
        return left.equals(right)
                && left.stream()
                        .map(KeySchemaElement::attributeName)
                        .allMatch(
                                name -> Objects.equals(askedTypes.get(name), foundTypes.get(name)));
    }

    private static boolean same(Projection left, Projection right) {
        return Objects.equals(left.projectionType(), right.projectionType())
                && new HashSet<>(left.nonKeyAttributes())
                        .equals(new HashSet<>(right.nonKeyAttributes()));
    }

    private static Map<String, String> types(List<AttributeDefinition> definitions) {
        var types = new HashMap<String, String>();
        definitions.forEach(d -> types.put(d.attributeName(), d.attributeTypeAsString()));
        return types;
    }
}
