// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/// Keeps the most recently used values, up to a total weight. Safe for use by many threads.
final class WeightedCache<K, V> {
    private final int capacity;
    private final ToIntFunction<Map.Entry<K, V>> weigher;
    private final Map<K, V> values = new LinkedHashMap<>(16, 0.75f, true);
    private int weight;

    /// @param capacity the weight of all values together
    /// @param weigher gives the same weight for equal keys
    WeightedCache(int capacity, ToIntFunction<Map.Entry<K, V>> weigher) {
        this.capacity = capacity;
        this.weigher = weigher;
    }

    synchronized @Nullable V get(K key) {
        return values.get(key);
    }

    synchronized void put(K key, V value) {
        if (values.put(key, value) == null) {
            weight += weigher.applyAsInt(Map.entry(key, value));
        }
        var eldest = values.entrySet().iterator();
        while (weight > capacity && eldest.hasNext()) {
            weight -= weigher.applyAsInt(eldest.next());
            eldest.remove();
        }
    }
}
