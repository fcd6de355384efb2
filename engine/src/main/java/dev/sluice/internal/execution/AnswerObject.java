// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import org.jspecify.annotations.Nullable;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// One object of an answer. All objects of a selection share its keys.
public final class AnswerObject extends AbstractMap<String, @Nullable Object> {
    private final List<String> keys;
    private final @Nullable Object[] values;

    /// @param keys of the response, each once, in their order
    AnswerObject(List<String> keys) {
        this.keys = keys;
        this.values = new @Nullable Object[keys.size()];
    }

    @Override
    public int size() {
        return values.length;
    }

    /// Returns the key at a position, from 0.
    public String key(int position) {
        return keys.get(position);
    }

    /// Returns the value at a position, from 0.
    public @Nullable Object value(int position) {
        return values[position];
    }

    void set(int position, @Nullable Object value) {
        values[position] = value;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        var position = keys.indexOf(key);
        return position < 0 ? null : values[position];
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return keys.contains(key);
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
                return IntStream.range(0, values.length)
                        .<Map.Entry<String, @Nullable Object>>mapToObj(
                                at -> new SimpleImmutableEntry<>(keys.get(at), values[at]))
                        .iterator();
            }

            @Override
            public int size() {
                return values.length;
            }
        };
    }
}
