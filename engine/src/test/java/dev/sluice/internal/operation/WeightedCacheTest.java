// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WeightedCacheTest {
    private final WeightedCache<String, String> cache =
            new WeightedCache<>(10, entry -> entry.getKey().length());

    @Test
    void values_are_kept_up_to_their_weight() {
        cache.put("aaaaa", "value");
        cache.put("bbbbb", "value");
        assertThat(cache.get("aaaaa")).isEqualTo("value");
        assertThat(cache.get("bbbbb")).isEqualTo("value");
        assertThat(cache.get("c")).isNull();
    }

    @Test
    void the_one_not_used_for_longest_goes_first() {
        cache.put("aaaaa", "value");
        cache.put("bbbbb", "value");
        cache.get("aaaaa");
        cache.put("c", "value");

        assertThat(cache.get("bbbbb")).isNull();
        assertThat(cache.get("aaaaa")).isEqualTo("value");
    }

    @Test
    void a_value_put_twice_counts_once() {
        for (int i = 0; i < 9; i++) {
            cache.put("aaaaa", "value");
        }
        cache.put("bbbbb", "value");

        assertThat(cache.get("aaaaa")).isEqualTo("value");
    }

    @Test
    void a_value_beyond_the_capacity_is_not_kept_and_does_no_harm() {
        cache.put("x".repeat(11), "value");
        assertThat(cache.get("x".repeat(11))).isNull();
        cache.put("a", "value");
        assertThat(cache.get("a")).isEqualTo("value");
    }
}
