// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.audit;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;

import java.util.Map;
import java.util.TreeMap;

/// Counts the items of one type, and what does not fit.
@JsonAutoDetect(fieldVisibility = Visibility.ANY, getterVisibility = Visibility.NONE)
final class TypeTally {
    private long items;
    private long fitting;
    private int kilobytes;
    private Map<String, Integer> lengths = new TreeMap<>();
    private Map<String, Found> misfits = new TreeMap<>();

    /// One kind of misfit.
    ///
    /// @param example the key of the first item
    record Found(long items, String example) {}

    void add(Verdict verdict, String key) {
        items++;
        kilobytes = Math.max(kilobytes, verdict.kilobytes());
        verdict.lengths().forEach((field, length) -> lengths.merge(field, length, Math::max));
        if (verdict.misfits().isEmpty()) {
            fitting++;
        }
        verdict.misfits()
                .forEach(misfit ->
                        misfits.merge(
                                misfit.kind(),
                                new Found(1, key),
                                (old, one) -> new Found(old.items + 1, old.example)));
    }

    long items() {
        return items;
    }

    long fitting() {
        return fitting;
    }

    /// The size of the largest item.
    int kilobytes() {
        return kilobytes;
    }

    /// The most elements of each list or set, by field.
    Map<String, Integer> lengths() {
        return lengths;
    }

    /// By kind.
    Map<String, Found> misfits() {
        return misfits;
    }
}
