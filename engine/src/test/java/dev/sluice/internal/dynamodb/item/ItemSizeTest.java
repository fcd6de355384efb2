// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import static org.assertj.core.api.Assertions.assertThat;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromB;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromNul;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import dev.sluice.testing.Api;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The computed size is the size that DynamoDB bills.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ItemSizeTest {
    private static final int BYTES_OF_A_UNIT = 4_096;

    private Api api;

    @BeforeAll
    void start() {
        api =
                Api.of(
                        """
                        type Thing @table(name: "Things", partitionKey: "{id}") @auth(rules: [{public: true}]) {
                          id: ID!
                        }
                        type Query {
                          thing(id: ID!): Thing @getItem(key: "id = $id") @auth(rules: [{public: true}])
                        }
                        """);
    }

    @AfterAll
    void stop() {
        api.close();
    }

    static List<AttributeValue> values() {
        return List.of(
                fromS("text"),
                fromS("größer €😀"),
                fromN("7"),
                fromN("12345.678"),
                fromN("1200000"),
                fromB(SdkBytes.fromUtf8String("bytes")),
                fromBool(true),
                fromNul(true),
                fromSs(List.of("a", "bcd")),
                fromL(List.of(fromS("a"), fromN("12"), fromL(List.of()))),
                fromM(Map.of("a", fromS("b"), "c", fromM(Map.of("d", fromBool(false))))));
    }

    @ParameterizedTest
    @MethodSource("values")
    void the_capacity_of_a_read_steps_where_the_size_does(AttributeValue value) {
        assertThat(units(padded(value, BYTES_OF_A_UNIT))).isEqualTo(1);
        assertThat(units(padded(value, BYTES_OF_A_UNIT + 1))).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0.00",
                "7",
                "-12",
                "007",
                "120",
                "1200000",
                "99.5",
                "-0.001",
                "0.0100",
                "12345.678",
                "1E5",
                "-1.25e-7",
                "1E-130",
                "9.99E125"
            })
    void the_zeros_around_a_number_and_its_form_do_not_count(String number) {
        var written = Map.of("", fromN(number));
        var plain = new BigDecimal(number).stripTrailingZeros().toPlainString();

        assertThat(ItemSize.bytes(written)).isEqualTo(ItemSize.bytes(Map.of("", fromN(plain))));
        assertThat(ItemSize.bytes(written)).isBetween(2, 21);
    }

    @Test
    void kilobytes_are_rounded_up() {
        assertThat(ItemSize.kilobytes(padded(fromS(""), 2_048))).isEqualTo(2);
        assertThat(ItemSize.kilobytes(padded(fromS(""), 2_049))).isEqualTo(3);
    }

    private static Map<String, AttributeValue> padded(AttributeValue value, int bytes) {
        var item = new HashMap<>(Map.of("id", fromS("x"), "value", value, "text", fromS("")));
        item.put("text", fromS("x".repeat(bytes - ItemSize.bytes(item))));
        return item;
    }

    private double units(Map<String, AttributeValue> item) {
        var table = api.physicalName("Things");
        api.dynamoDb().putItem(put -> put.tableName(table).item(item));
        return api.dynamoDb()
                .getItem(get ->
                        get.tableName(table)
                                .key(Map.of("id", fromS("x")))
                                .consistentRead(true)
                                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .consumedCapacity()
                .capacityUnits();
    }
}
