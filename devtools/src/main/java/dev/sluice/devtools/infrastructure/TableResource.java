// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.infrastructure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sluice.internal.schema.KeySchema;
import dev.sluice.internal.schema.Projection;
import dev.sluice.internal.schema.Table;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// One table as a resource of a template. It has no `TableName`, so that two stacks fit in one
/// account. The parameter `Protect` says whether CloudFormation may delete it.
///
/// Source: AWS CloudFormation Template Reference, "AWS::DynamoDB::Table".
record TableResource(Table table) {
    private static final String TABLE =
            """
            Type: AWS::DynamoDB::Table
            DeletionPolicy:
              Fn::If: [Protects, Retain, Delete]
            UpdateReplacePolicy:
              Fn::If: [Protects, Retain, Delete]
            Properties:
              BillingMode: PAY_PER_REQUEST
              DeletionProtectionEnabled:
                Fn::If: [Protects, true, false]
              PointInTimeRecoverySpecification:
                PointInTimeRecoveryEnabled: true
              SSESpecification:
                Fn::If:
                  - HasKmsKey
                  - {SSEEnabled: true, SSEType: KMS, KMSMasterKeyId: {Ref: KmsKeyArn}}
                  - {SSEEnabled: false}
            """;

    ObjectNode node() {
        var node = Yaml.object(TABLE);
        var properties = node.withObject("/Properties");
        properties.set("AttributeDefinitions", attributes());
        properties.set("KeySchema", key(table.key()));
        addIndexes(properties, "GlobalSecondaryIndexes", index -> !index.local());
        addIndexes(properties, "LocalSecondaryIndexes", Table.Index::local);
        if (table.ttlAttribute() != null) {
            properties
                    .putObject("TimeToLiveSpecification")
                    .put("AttributeName", table.ttlAttribute())
                    .put("Enabled", true);
        }
        if (table.stream() != null) {
            properties
                    .putObject("StreamSpecification")
                    .put("StreamViewType", table.stream().name());
        }
        return node;
    }

    private void addIndexes(ObjectNode properties, String name, Predicate<Table.Index> which) {
        indexes()
                .filter(which)
                .map(TableResource::index)
                .forEach(index -> properties.withArray("/" + name).add(index));
    }

    private Stream<Table.Index> indexes() {
        return table.indexes().stream().sorted(Comparator.comparing(Table.Index::name));
    }

    private ArrayNode attributes() {
        var attributes = JsonNodeFactory.instance.arrayNode();
        Stream.concat(Stream.of(table.key()), indexes().map(Table.Index::key))
                .flatMap(KeySchema::attributes)
                .distinct()
                .forEach(attribute ->
                        attributes
                                .addObject()
                                .put("AttributeName", attribute.name())
                                .put("AttributeType", attribute.type().name()));
        return attributes;
    }

    private static ArrayNode key(KeySchema key) {
        var elements = JsonNodeFactory.instance.arrayNode();
        var types = List.of("HASH", "RANGE").iterator();
        key.attributes()
                .forEach(half ->
                        elements.addObject()
                                .put("AttributeName", half.name())
                                .put("KeyType", types.next()));
        return elements;
    }

    private static ObjectNode index(Table.Index index) {
        var node = JsonNodeFactory.instance.objectNode().put("IndexName", index.name());
        node.set("KeySchema", key(index.key()));
        var projection = node.putObject("Projection");
        switch (index.projection()) {
            case Projection.All() -> projection.put("ProjectionType", "ALL");
            case Projection.KeysOnly() -> projection.put("ProjectionType", "KEYS_ONLY");
            case Projection.Include(var attributes) -> {
                projection.put("ProjectionType", "INCLUDE");
                var names = projection.putArray("NonKeyAttributes");
                new TreeSet<>(attributes).forEach(names::add);
            }
        }
        return node;
    }
}
