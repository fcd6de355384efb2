// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.request;

import dev.sluice.internal.error.ErrorReport;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// The outcome of the writes of each mutation field of one request, by response key. Empty for a
/// query, and until a mutation is executed.
public final class WriteFates {
    private final Map<String, WriteFate> fields = new LinkedHashMap<>();

    /// @param keys of the mutation fields, in their order
    public void begin(Collection<String> keys) {
        keys.forEach(key -> fields.put(key, new WriteFate()));
    }

    public WriteFate of(String key) {
        return fields.computeIfAbsent(key, _ -> new WriteFate());
    }

    /// Returns whether the writes of each field were applied, in the words that clients read.
    public Map<String, String> applied() {
        var applied = new LinkedHashMap<String, String>();
        fields.forEach((key, fate) -> applied.put(key, fate.applied().text()));
        return applied;
    }

    /// Returns the error with whether writes were applied: those of its field, or those of all
    /// fields if it has no path.
    public ErrorReport mark(ErrorReport error) {
        var path = error.path();
        if (fields.isEmpty()) {
            return error;
        }
        if (path == null || path.isEmpty()) {
            return error.with(applied());
        }
        var fate = fields.get(String.valueOf(path.getFirst()));
        return fate == null ? error : error.with(fate.applied().text());
    }
}
