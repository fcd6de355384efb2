// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.Document;

import org.junit.jupiter.api.Test;

class DocumentCacheTest {
    private static final Document DOCUMENT = Document.newDocument().build();

    private final DocumentCache cache = new DocumentCache(10);

    @Test
    void documents_are_kept_up_to_their_characters() {
        cache.put("aaaaa", DOCUMENT);
        cache.put("bbbbb", DOCUMENT);
        assertThat(cache.get("aaaaa")).isSameAs(DOCUMENT);
        assertThat(cache.get("bbbbb")).isSameAs(DOCUMENT);
        assertThat(cache.get("c")).isNull();
    }

    @Test
    void the_one_not_used_for_longest_goes_first() {
        cache.put("aaaaa", DOCUMENT);
        cache.put("bbbbb", DOCUMENT);
        cache.get("aaaaa");
        cache.put("c", DOCUMENT);

        assertThat(cache.get("bbbbb")).isNull();
        assertThat(cache.get("aaaaa")).isSameAs(DOCUMENT);
    }

    @Test
    void a_document_put_twice_counts_once() {
        for (int i = 0; i < 9; i++) {
            cache.put("aaaaa", DOCUMENT);
        }
        cache.put("bbbbb", DOCUMENT);

        assertThat(cache.get("aaaaa")).isSameAs(DOCUMENT);
    }

    @Test
    void a_document_beyond_the_capacity_is_not_kept_and_does_no_harm() {
        cache.put("x".repeat(11), DOCUMENT);
        assertThat(cache.get("x".repeat(11))).isNull();
        cache.put("a", DOCUMENT);
        assertThat(cache.get("a")).isSameAs(DOCUMENT);
    }
}
