// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.internal.schema.KeyAttribute;
import dev.sluice.internal.schema.KeySchema;
import dev.sluice.internal.schema.Projection;
import dev.sluice.internal.schema.StoredAs;
import dev.sluice.internal.schema.Table;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Builds the requests that create a schema's tables, on demand, with their indexes, TTL and
/// stream.
public final class TableDefinitions {
    private TableDefinitions() {}

    /// @param physicalName the table's name in DynamoDB
    public static CreateTableRequest of(Table table, String physicalName) {
        var global =
                table.indexes().stream()
                        .filter(index -> !index.local())
                        .map(TableDefinitions::global)
                        .toList();
        var local =
                table.indexes().stream()
                        .filter(Table.Index::local)
                        .map(TableDefinitions::local)
                        .toList();
        return CreateTableRequest.builder()
                .tableName(physicalName)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes(table))
                .keySchema(elements(table.key()))
                .globalSecondaryIndexes(global.isEmpty() ? null : global)
                .localSecondaryIndexes(local.isEmpty() ? null : local)
                .streamSpecification(stream(table))
                .build();
    }

    /// Returns the stream of the table, or null if it has none.
    public static @Nullable StreamSpecification stream(Table table) {
        var view = table.stream();
        return view == null
                ? null
                : StreamSpecification.builder()
                        .streamEnabled(true)
                        .streamViewType(view.name())
                        .build();
    }

    /// Returns the request to send when the table is active, or empty if its items do not expire.
    public static Optional<UpdateTimeToLiveRequest> timeToLive(Table table, String physicalName) {
        return Optional.ofNullable(table.ttlAttribute())
                .map(attribute ->
                        UpdateTimeToLiveRequest.builder()
                                .tableName(physicalName)
                                .timeToLiveSpecification(
                                        ttl -> ttl.attributeName(attribute).enabled(true))
                                .build());
    }

    private static List<AttributeDefinition> attributes(Table table) {
        return Stream.concat(Stream.of(table.key()), table.indexes().stream().map(Table.Index::key))
                .flatMap(KeySchema::attributes)
                .distinct()
                .map(attribute ->
                        AttributeDefinition.builder()
                                .attributeName(attribute.name())
                                .attributeType(type(attribute.type()))
                                .build())
                .toList();
    }

    private static List<KeySchemaElement> elements(KeySchema key) {
        var elements = new ArrayList<KeySchemaElement>();
        elements.add(element(key.partition(), KeyType.HASH));
        if (key.sort() != null) {
            elements.add(element(key.sort(), KeyType.RANGE));
        }
        return elements;
    }

    private static KeySchemaElement element(KeyAttribute attribute, KeyType type) {
        return KeySchemaElement.builder().attributeName(attribute.name()).keyType(type).build();
    }

    private static GlobalSecondaryIndex global(Table.Index index) {
        return GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(elements(index.key()))
                .projection(projection(index.projection()))
                .build();
    }

    private static LocalSecondaryIndex local(Table.Index index) {
        return LocalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(elements(index.key()))
                .projection(projection(index.projection()))
                .build();
    }

    private static software.amazon.awssdk.services.dynamodb.model.Projection projection(
            Projection projection) {
        var stored = software.amazon.awssdk.services.dynamodb.model.Projection.builder();
        return switch (projection) {
            case Projection.All() -> stored.projectionType(ProjectionType.ALL).build();
            case Projection.KeysOnly() -> stored.projectionType(ProjectionType.KEYS_ONLY).build();
            case Projection.Include(var attributes) ->
                    stored.projectionType(ProjectionType.INCLUDE)
                            .nonKeyAttributes(attributes)
                            .build();
        };
    }

    private static ScalarAttributeType type(StoredAs type) {
        return switch (type) {
            case S -> ScalarAttributeType.S;
            case N -> ScalarAttributeType.N;
            case B -> ScalarAttributeType.B;
            case M, L, SS, NS, BS ->
                    throw new IllegalArgumentException("no key is of type " + type);
        };
    }
}
