// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.function.schema.Note;

import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void words_are_separated_by_any_space() {
        assertThat(words(" one\ntwo  three ")).isEqualTo(3);
    }

    @Test
    void an_empty_text_has_none() {
        assertThat(words(" ")).isZero();
    }

    private static int words(String text) {
        return Words.of(new Note.ForWords(text));
    }
}
