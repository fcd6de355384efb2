// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;

/// Keeps the most recently used entries.
final class RecentlyUsed<K, V> extends LinkedHashMap<K, V> {
    @Serial private static final long serialVersionUID = 1L;

    private final int most;

    RecentlyUsed(int most) {
        super(most, 1, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
