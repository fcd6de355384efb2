// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.internal.dynamodb.Shop;
import dev.sluice.internal.dynamodb.TestStore;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class ItemEncoderTest {
    private final ItemEncoder encoder =
            new ItemEncoder(Shop.catalog().shapes(), InstantSource.fixed(TestStore.NOW));

    @Test
    void an_item_has_defaults_and_the_keys_of_table_and_indexes() {
        var item =
                encoder.encode(
                        Shop.ORDER,
                        Map.of("customerId", "a#b", "lines", List.of(), "total", "1.50"));
        String id = Objects.requireNonNull(item.get("id")).s();
        assertThat(id)
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(item)
                .containsEntry("pk", AttributeValue.fromS("CUSTOMER#a%23b"))
                .containsEntry("sk", AttributeValue.fromS("ORDER#" + id))
                .containsEntry(
                        "byStatusSk", AttributeValue.fromS("PLACED#2026-01-02T03:04:05.678Z"))
                .containsEntry("customerId", AttributeValue.fromS("a#b"))
                .containsEntry("total", AttributeValue.fromN("1.5"))
                .doesNotContainKey("note")
                .doesNotContainKey("byStatusPk");
    }

    @Test
    void ids_by_default_sort_by_time() {
        assertThat(UuidV7.at(TestStore.NOW)).isLessThan(UuidV7.at(TestStore.NOW.plusMillis(1)));
    }

    @Test
    void the_first_version_is_1_unless_another_is_given() {
        assertThat(encoder.encode(Shop.USER, Map.of("id", "a", "name", "A")))
                .containsEntry("version", AttributeValue.fromN("1"));
        assertThat(encoder.encode(Shop.USER, Map.of("id", "a", "name", "A", "version", 7)))
                .containsEntry("version", AttributeValue.fromN("7"));
    }

    @Test
    void an_index_key_without_its_fields_nulls_and_empty_sets_are_absent() {
        var fields = new HashMap<String, @Nullable Object>();
        fields.put("id", "1");
        fields.put("int", null);
        fields.put("tags", List.of());
        assertThat(encoder.encode(Shop.THING, fields)).containsOnlyKeys("id");
        assertThat(encoder.encode(Shop.PRODUCT, Map.of("id", "p", "name", "P")))
                .containsOnlyKeys("id", "name");
    }

    @Test
    void a_fault_names_type_and_field_and_what_is_expected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoder.encode(Shop.USER, Map.of("colour", "red")))
                .withMessage("User.colour: expected one of [id, name, phone, version]");
        fails(Map.of("int", 1), "Thing.id: expected a value");
        fails(Map.of("id", "1", "int", "1"), "Thing.int: expected an integer of 32 bits");
        fails(Map.of("id", "1", "int", 1L << 31), "Thing.int: expected an integer of 32 bits");
        fails(Map.of("id", "1", "int", 1.5), "Thing.int: expected an integer of 32 bits");
        fails(Map.of("id", "1", "float", Double.NaN), "Thing.float: expected a finite number");
        fails(
                Map.of("id", "1", "decimal", "1".repeat(39)),
                "Thing.decimal: expected a number of at most 38 digits");
        fails(
                Map.of("id", "1", "decimal", "1E400"),
                "Thing.decimal: expected a number of at most 38 digits");
        fails(Map.of("id", "1", "time", "yesterday"), "Thing.time: expected a time in RFC 3339");
        fails(
                Map.of("id", "1", "texts", List.of("", "", "", "")),
                "Thing.texts: expected a list of at most 3 items");
        fails(
                Map.of("id", "1", "line", Map.of("productId", "p", "quantity", "2")),
                "Line.quantity: expected an integer of 32 bits");
    }

    private void fails(Map<String, Object> fields, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoder.encode(Shop.THING, fields))
                .withMessage(message);
    }
}
