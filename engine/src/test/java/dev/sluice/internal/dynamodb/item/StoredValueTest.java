// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.internal.dynamodb.Shop;
import dev.sluice.internal.dynamodb.TestStore;
import dev.sluice.internal.schema.StoredType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Values are written, stored by DynamoDB and read again.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoredValueTest {
    private final TestStore store = new TestStore();

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void every_kind_of_value_comes_back() {
        assertThat(stored("int", Integer.MIN_VALUE)).isEqualTo(Integer.MIN_VALUE);
        assertThat(stored("float", -0.1)).isEqualTo(-0.1);
        assertThat(stored("time", "2026-01-02T04:04:05.6789+01:00"))
                .isEqualTo(Instant.parse("2026-01-02T03:04:05.678Z"));
        assertThat(stored("seconds", "2026-01-02T03:04:05Z"))
                .isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(stored("binary", "AAEC/w==")).isEqualTo("AAEC/w==");
        assertThat(stored("flag", false)).isEqualTo(false);
        assertThat(stored("size", "")).isEqualTo("");
        assertThat(stored("texts", List.of("b", "a"))).isEqualTo(List.of("b", "a"));
        assertThat(stored("gaps", Arrays.asList("b", null))).isEqualTo(Arrays.asList("b", null));
        assertThat(stored("tags", List.of("b", "a", "b"))).isEqualTo(List.of("a", "b"));
        assertThat(stored("numbers", List.of(10, 9))).isEqualTo(List.of(9, 10));
        assertThat(stored("line", Map.of("productId", "p", "quantity", 2)))
                .isInstanceOfSatisfying(
                        StoredObject.class,
                        line -> assertThat(line.value("quantity")).isEqualTo(2));
    }

    @Test
    void a_decimal_keeps_38_digits() {
        for (String text :
                List.of(
                        "12345678901234567890123456789012345678",
                        "0.00000000000000000000000000000000000001",
                        "-9.9999999999999999999999999999999999999E+125",
                        "1E-130",
                        "9007199254740993")) {
            assertThat((BigDecimal) stored("decimal", text)).isEqualByComparingTo(text);
        }
    }

    @Test
    void json_is_a_native_map() {
        var json = Map.of("a", List.of(new BigDecimal("1.5"), true, "x"), "b", Map.of());
        assertThat(stored("json", json)).isEqualTo(json);
        var item = store.encoder.encode(Shop.THING, Map.of("id", "j", "json", json));
        assertThat(item.get("json")).returns(true, AttributeValue::hasM);
    }

    @Test
    void nothing_and_null_are_null_and_an_absent_set_is_empty() {
        var item = thing("int", AttributeValue.fromNul(true));
        assertThat(item.value("int")).isNull();
        assertThat(item.value("decimal")).isNull();
        assertThat(item.value("numbers")).isNull();
        assertThat(item.value("tags")).isEqualTo(List.of());
    }

    static List<Misfit> misfits() {
        return List.of(
                new Misfit("int", AttributeValue.fromS("secret")),
                new Misfit("int", AttributeValue.fromN("2147483648")),
                new Misfit("int", AttributeValue.fromN("1.5")),
                new Misfit("float", AttributeValue.fromBool(true)),
                new Misfit("time", AttributeValue.fromS("secret")),
                new Misfit("time", AttributeValue.fromN("0")),
                new Misfit("seconds", AttributeValue.fromN("1E100")),
                new Misfit("binary", AttributeValue.fromS("secret")),
                new Misfit("flag", AttributeValue.fromS("secret")),
                new Misfit("size", AttributeValue.fromN("1")),
                new Misfit("texts", AttributeValue.fromS("secret")),
                new Misfit("texts", AttributeValue.fromL(List.of(AttributeValue.fromNul(true)))),
                new Misfit("texts", texts(4)),
                new Misfit("tags", AttributeValue.fromSs(List.of("a", "b", "c", "d"))),
                new Misfit("tags", AttributeValue.fromNs(List.of("1"))),
                new Misfit("numbers", AttributeValue.fromNs(List.of("1", "1.5"))),
                new Misfit("line", AttributeValue.fromS("secret")));
    }

    record Misfit(String field, AttributeValue value) {}

    @ParameterizedTest
    @MethodSource("misfits")
    void a_value_that_does_not_fit_fails_its_field_alone_and_is_not_echoed(Misfit misfit) {
        var item = thing(misfit.field(), misfit.value());
        assertThatExceptionOfType(MisfitException.class)
                .isThrownBy(() -> item.value(misfit.field()))
                .withMessageStartingWith("The stored value of Thing." + misfit.field())
                .withMessageNotContaining("secret");
        assertThat(item.value("id")).isEqualTo("raw");
    }

    @Test
    void a_missing_value_that_must_be_there_does_not_fit() {
        var item = thing("line", AttributeValue.fromM(Map.of()));
        assertThatExceptionOfType(MisfitException.class)
                .isThrownBy(() ->
                        ((StoredObject) Objects.requireNonNull(item.value("line")))
                                .value("productId"))
                .withMessage("The stored value of Line.productId is not there.");
    }

    @Test
    void binary_inside_json_is_base64() {
        var item = thing("json", AttributeValue.fromB(SdkBytes.fromUtf8String("x")));
        assertThat(item.value("json")).isEqualTo("eA==");
    }

    private static AttributeValue texts(int count) {
        return AttributeValue.fromL(Collections.nCopies(count, AttributeValue.fromS("x")));
    }

    private @Nullable Object stored(String field, Object value) {
        store.put(Shop.THING, Map.of("id", field, field, value));
        return read(Shop.THING, field).value(field);
    }

    private Item thing(String field, AttributeValue value) {
        store.putRaw("Things", Map.of("id", AttributeValue.fromS("raw"), field, value));
        return read(Shop.THING, "raw");
    }

    private Item read(StoredType type, String id) {
        return Objects.requireNonNull(
                store.read(new ItemRequest(TestStore.target(type), id, null, true)));
    }
}
