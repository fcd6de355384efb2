// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.internal.policy.Deadline;
import dev.sluice.internal.policy.Refusal;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

class CursorCodecTest {
    private static final ListPlace KEY =
            place(
                    Map.of(
                            "pk", AttributeValue.fromS("CUSTOMER#é€😀"),
                            "number", AttributeValue.fromN("-12.5"),
                            "bytes", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[300]))));

    private static final Deadline DEADLINE = Deadline.in(Duration.ofDays(1));

    private final CursorCodec codec = codec(new CursorKeys("a", Map.of("a", new byte[32])));

    private static CursorCodec codec(CursorKeys keys) {
        return new CursorCodec(CursorKeyring.of(keys));
    }

    @Test
    void a_cursor_opens_where_it_was_sealed() {
        assertThat(codec.open(codec.seal(KEY, "User.orders"), "User.orders", DEADLINE))
                .isEqualTo(KEY);
    }

    @Test
    void a_place_keeps_what_it_is_in_each_direction() {
        var one = new PageKey(Map.of("id", AttributeValue.fromS("1")));
        var other = new PageKey(Map.of("id", AttributeValue.fromS("2")));
        for (var place :
                List.of(
                        new ListPlace(one, other),
                        new ListPlace(one, null),
                        new ListPlace(null, other))) {
            assertThat(codec.open(codec.seal(place, "x"), "x", DEADLINE)).isEqualTo(place);
        }
    }

    private static ListPlace place(Map<String, AttributeValue> attributes) {
        return ListPlace.of(new PageKey(attributes));
    }

    @Test
    void equal_keys_have_different_cursors_that_show_nothing() {
        var cursor = codec.seal(KEY, "x");
        assertThat(cursor).isNotEqualTo(codec.seal(KEY, "x")).matches("[A-Za-z0-9_-]+");
        assertThat(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.ISO_8859_1))
                .doesNotContain("CUSTOMER");
    }

    @Test
    void a_cursor_of_the_largest_keys_opens() {
        var largest = AttributeValue.fromS("é".repeat(1024));
        var sort = AttributeValue.fromS("x".repeat(1024));
        var key = Map.of("pk", largest, "sk", sort, "ipk", largest, "isk", sort);
        var other = Map.of("pk", sort, "sk", sort, "ipk", largest, "isk", largest);
        var both = new ListPlace(new PageKey(key), new PageKey(other));
        for (var place : List.of(place(key), both)) {
            assertThat(codec.open(codec.seal(place, "x"), "x", DEADLINE)).isEqualTo(place);
        }
    }

    @Test
    void a_cursor_does_not_open_elsewhere() {
        refused(codec.seal(KEY, "ann"), "bob");
        refused(codec.seal(KEY, "ann"), "");
    }

    @Test
    void no_character_of_a_cursor_can_be_changed() {
        var cursor = codec.seal(place(Map.of("id", AttributeValue.fromS("1"))), "x");
        for (int i = 0; i < cursor.length(); i++) {
            for (char other : new char[] {'A', 'B', '_', '=', ' '}) {
                if (cursor.charAt(i) != other) {
                    refused(cursor.substring(0, i) + other + cursor.substring(i + 1), "x");
                }
            }
        }
    }

    @Test
    void a_cursor_can_be_neither_shortened_nor_lengthened() {
        var cursor = codec.seal(place(Map.of("id", AttributeValue.fromS("1"))), "x");
        for (int i = 0; i < cursor.length(); i++) {
            refused(cursor.substring(0, i), "x");
        }
        refused(cursor + "A", "x");
        refused(cursor + "=", "x");
        refused("A".repeat(1_000_000), "x");
        refused("null", "x");
        refused("é", "x");
    }

    @Test
    void keys_rotate() {
        var cursor = codec.seal(KEY, "x");
        var rotated = codec(new CursorKeys("b", Map.of("a", new byte[32], "b", new byte[16])));
        assertThat(rotated.open(cursor, "x", DEADLINE)).isEqualTo(KEY);
        assertThat(rotated.open(rotated.seal(KEY, "x"), "x", DEADLINE)).isEqualTo(KEY);
        refused(rotated.seal(KEY, "x"), "x");
    }

    @Test
    void keys_that_cannot_seal_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CursorKeys("a", Map.of("b", new byte[16])));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CursorKeys("a", Map.of("a", new byte[24])));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CursorKeys("", Map.of("", new byte[16])));
    }

    private void refused(String cursor, String context) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> codec.open(cursor, context, DEADLINE))
                .withMessage("The cursor is not valid here.");
    }
}
