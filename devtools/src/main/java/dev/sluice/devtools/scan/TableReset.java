// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.scan;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.store.ItemWriter;
import dev.sluice.devtools.wording.Quantity;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import java.util.Collection;
import java.util.Set;

/// Deletes all items of tables. Tables in AWS, and tables with deletion protection, must be named
/// one by one.
public final class TableReset {
    private final DynamoDbClient client;
    private final Endpoint endpoint;
    private final Set<String> named;

    /// @param named the tables, by their names in DynamoDB, that the developer named
    public TableReset(DynamoDbClient client, Endpoint endpoint, Set<String> named) {
        this.client = client;
        this.endpoint = endpoint;
        this.named = Set.copyOf(named);
    }

    /// @throws Failure if one of the tables must be named and is not, or if a named table is not
    ///   one of them
    public void require(Collection<TableDescription> tables) {
        var refused =
                tables.stream()
                        .filter(table -> endpoint.isAws() || isProtected(table))
                        .filter(table -> !named.contains(table.tableName()))
                        .toList();
        if (!refused.isEmpty()) {
            throw Failure.usage(
                    "--reset deletes every item of these tables at %s:%n%s%nIf you want that, add %s."
                            .formatted(
                                    endpoint,
                                    refused.stream().map(TableReset::text).collect(joining("\n")),
                                    refused.stream()
                                            .map(table -> "--delete-from " + table.tableName())
                                            .collect(joining(" "))));
        }
        var known = tables.stream().map(TableDescription::tableName).toList();
        named.stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Failure.usage(
                            "--delete-from %s: the schema has no such table. It has %s."
                                    .formatted(name, String.join(", ", known)));
                });
    }

    private static boolean isProtected(TableDescription table) {
        return Boolean.TRUE.equals(table.deletionProtectionEnabled());
    }

    private static String text(TableDescription table) {
        return "  %s, about %s%s"
                .formatted(
                        table.tableName(),
                        Quantity.of(table.itemCount(), "item"),
                        isProtected(table) ? ", with deletion protection" : "");
    }

    /// Returns how many items were deleted.
    public long deleteItems(TableDescription table) {
        var names =
                table.keySchema().stream()
                        .collect(
                                toMap(
                                        key -> "#" + key.keyTypeAsString(),
                                        KeySchemaElement::attributeName));
        var writer = new ItemWriter(client);
        var deleted = 0L;
        for (var page :
                client.scanPaginator(r ->
                        r.tableName(table.tableName())
                                .projectionExpression(String.join(", ", names.keySet()))
                                .expressionAttributeNames(names))) {
            writer.delete(table.tableName(), page.items());
            deleted += page.items().size();
        }
        return deleted;
    }
}
