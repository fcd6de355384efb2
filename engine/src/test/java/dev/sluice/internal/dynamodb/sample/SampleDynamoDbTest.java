// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.internal.dynamodb.item.ItemClassifier;
import dev.sluice.internal.dynamodb.item.ItemEncoder;
import dev.sluice.internal.dynamodb.item.ObjectEncoder;
import dev.sluice.internal.execution.SampleItems;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.KeyAttribute;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.testing.Schemas;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// The sample tables, read with the SDK's client.
class SampleDynamoDbTest {
    static List<Path> domains() {
        return Schemas.domains();
    }

    @ParameterizedTest
    @MethodSource("domains")
    void every_stored_type_of_every_schema_has_an_item(Path schema) throws IOException {
        var catalog = SchemaCompiler.compile(schema.toString(), Files.readString(schema));
        var encoder = new ObjectEncoder(catalog.shapes(), Instant.EPOCH);
        var fields = new SampleItems(catalog).all();
        try (var sample = open(catalog);
                var client = sample.client()) {
            for (var type : catalog.storedTypes().values()) {
                var expected =
                        ItemEncoder.encode(
                                type, Objects.requireNonNull(fields.get(type.name())), encoder);
                var read =
                        client.getItem(get -> get.tableName(type.table()).key(key(type, expected)));

                assertThat(read.item()).as(type.name()).containsAllEntriesOf(key(type, expected));
                assertThat(catalog.storedTypes().values())
                        .filteredOn(each -> each.table().equals(type.table()))
                        .anyMatch(each -> ItemClassifier.isOf(each, read.item()));
            }
        }
    }

    @Test
    void a_batch_has_an_item_for_each_key() throws IOException {
        try (var sample = open(SchemaCompiler.compile("shop", Schemas.shop()));
                var client = sample.client()) {
            var keys = List.of(text("id", "p1"), text("id", "p2"));
            var batch =
                    client.batchGetItem(get ->
                            get.requestItems(
                                    Map.of(
                                            "Products",
                                            KeysAndAttributes.builder().keys(keys).build())));

            assertThat(batch.responses().get("Products"))
                    .extracting(item -> item.get("id"))
                    .containsExactly(AttributeValue.fromS("p1"), AttributeValue.fromS("p2"));
            assertThat(batch.unprocessedKeys()).isEmpty();
        }
    }

    @Test
    void a_query_finds_as_many_items_as_it_asks_for() throws IOException {
        try (var sample = open(SchemaCompiler.compile("shop", Schemas.shop()));
                var client = sample.client()) {
            var page =
                    client.query(query ->
                            query.tableName("Orders")
                                    .keyConditionExpression("#kp = :kp")
                                    .expressionAttributeNames(Map.of("#kp", "customerId"))
                                    .expressionAttributeValues(text(":kp", "c1"))
                                    .limit(3));

            assertThat(page.items())
                    .hasSize(3)
                    .allSatisfy(item ->
                            assertThat(item).containsAllEntriesOf(text("customerId", "c1")));
        }
    }

    @Test
    void a_write_is_refused() throws IOException {
        try (var sample = open(SchemaCompiler.compile("shop", Schemas.shop()));
                var client = sample.client()) {
            assertThatThrownBy(() ->
                            client.putItem(put -> put.tableName("Products").item(text("id", "p1"))))
                    .isInstanceOf(DynamoDbException.class);
        }
    }

    private static SampleDynamoDb open(Catalog catalog) throws IOException {
        return SampleDynamoDb.open(
                new SampleReplies(catalog, name -> name, new SampleItems(catalog).all()));
    }

    private static Map<String, AttributeValue> key(
            StoredType type, Map<String, AttributeValue> item) {
        return type.key()
                .schema()
                .attributes()
                .map(KeyAttribute::name)
                .collect(Collectors.toMap(name -> name, item::get));
    }

    private static Map<String, AttributeValue> text(String name, String value) {
        return Map.of(name, AttributeValue.fromS(value));
    }
}
