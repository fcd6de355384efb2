// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Random;

class Utf8Test {

    @Test
    void the_length_is_that_of_the_encoded_text() {
        var random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            var text =
                    random.ints(random.nextInt(9), 0, Character.MAX_CODE_POINT + 1)
                            .map(point -> point >> random.nextInt(20))
                            .filter(point -> Character.getType(point) != Character.SURROGATE)
                            .collect(
                                    StringBuilder::new,
                                    StringBuilder::appendCodePoint,
                                    StringBuilder::append)
                            .toString();

            assertThat(Utf8.length(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "a\ude00", "\ude00\ud83d", "\ud83dx", "\ud83d\ud83d\ude00"})
    void half_a_character_has_no_length(String text) {
        assertThat(Utf8.length(text)).isEqualTo(Utf8.NO_TEXT);
    }
}
