// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.store;

import dev.sluice.internal.dynamodb.item.TableDefinitions;
import dev.sluice.internal.schema.Table;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

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

    /// Returns the first difference that cannot be added, with its fix, or null if there is none.
    @Nullable String conflict() {
        if (!sameKey(asked.keySchema(), found.keySchema())) {
            return "has the key %s; the schema has %s. To use this table, name its attributes in @table(partitionKeyName:, sortKeyName:), and give the key fields the same types. Otherwise, rename the table in the schema."
                    .formatted(
                            spelled(found.keySchema(), found.attributeDefinitions()),
                            spelled(asked.keySchema(), asked.attributeDefinitions()));
        }
        if (table.stream() != null
                && found.streamSpecification() != null
                && !table.stream()
                        .name()
                        .equals(found.streamSpecification().streamViewTypeAsString())) {
            return "has a stream of %s; the schema has %s, and DynamoDB cannot change a stream. Disable the stream of the table, or change stream in @table."
                    .formatted(
                            found.streamSpecification().streamViewTypeAsString(), table.stream());
        }
        return table.indexes().stream()
                .map(this::conflict)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private @Nullable String conflict(Table.Index index) {
        var name = index.name();
        var existing = Indexes.of(found).get(name);
        if (existing == null) {
            return index.local()
                    ? "has no index %s, and DynamoDB creates a local index only together with its table. Remove local from the index, or create the table anew under another name."
                            .formatted(name)
                    : null;
        }
        if (existing.local() != index.local()) {
            return "has an index %s that is %s. %s in @index, or rename the index in the schema."
                    .formatted(
                            name,
                            existing.local() ? "local" : "not local",
                            existing.local() ? "Set local: true" : "Remove local");
        }
        var needed = Objects.requireNonNull(Indexes.of(asked).get(name));
        if (!sameKey(needed.key(), existing.key())) {
            return "has an index %s with the key %s; the schema has %s. Name its attributes in @index(partitionKeyName:, sortKeyName:), or rename the index in the schema."
                    .formatted(
                            name,
                            spelled(existing.key(), found.attributeDefinitions()),
                            spelled(needed.key(), asked.attributeDefinitions()));
        }
        var missing = existing.lacks(needed);
        return missing == null
                ? null
                : "has an index %s that does not project %s. Change project in @index, or rename the index in the schema."
                        .formatted(name, missing);
    }

    private static String spelled(
            List<KeySchemaElement> key, List<AttributeDefinition> definitions) {
        var types = types(definitions);
        return key.stream()
                .map(half ->
                        "%s (%s)".formatted(half.attributeName(), types.get(half.attributeName())))
                .collect(Collectors.joining(" and "));
    }

    List<Table.Index> absentIndexes() {
        return table.indexes().stream()
                .filter(index -> !Indexes.of(found).containsKey(index.name()))
                .toList();
    }

    boolean lacksStream() {
        return table.stream() != null && found.streamSpecification() == null;
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

    private static Map<String, String> types(List<AttributeDefinition> definitions) {
        var types = new HashMap<String, String>();
        definitions.forEach(d -> types.put(d.attributeName(), d.attributeTypeAsString()));
        return types;
    }
}
