// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.table;

import dev.sluice.internal.compile.key.Overlap;
import dev.sluice.internal.schema.StoredAs;
import dev.sluice.internal.schema.StoredType;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Checks that the type of every item of a table is known: by its key, or by a discriminator.
record Distinctions(Reports reports) {

    /// Reports a fault of a type.
    interface Reports {
        void report(StoredType type, String fault, String fix);
    }

    void check(StoredType one, StoredType other) {
        if (Overlap.same(one.key().partition(), other.key().partition())
                && Overlap.same(one.key().sort(), other.key().sort())) {
            if (one.discriminator().excludes(other.discriminator())) {
                checkSize(one, other);
                return;
            }
            reports.report(
                    other,
                    "an item of `%s` and one of `%s` can have the same key in `%s`"
                            .formatted(other.name(), one.name(), other.table()),
                    "start one of their keys with a different literal, such as \"%s#{…}\", or give"
                                    .formatted(other.name().toUpperCase(Locale.ROOT))
                            + " both a discriminator in @table");
        }
    }

    /// A request for one of the types can read, or be refused by, an item of the other.
    private void checkSize(StoredType one, StoredType other) {
        if (one.itemSize() != other.itemSize()) {
            reports.report(
                    other,
                    "`%s` and `%s` can have the same keys, but their itemSize differs"
                            .formatted(one.name(), other.name()),
                    "set itemSize: %d for both"
                            .formatted(Math.max(one.itemSize(), other.itemSize())));
        }
    }

    /// @param composed the attributes that hold composed keys of the table and its indexes
    /// @param keys the type of each key attribute
    void check(StoredType type, Set<String> composed, Map<String, StoredAs> keys) {
        for (var name : type.discriminator().texts().keySet()) {
            if (composed.contains(name)) {
                reports.report(
                        type,
                        "the discriminator `%s` is an attribute that Sluice reserves for a key"
                                .formatted(name),
                        "name another attribute");
            } else if (keys.getOrDefault(name, StoredAs.S) != StoredAs.S) {
                reports.report(
                        type,
                        "the discriminator `%s` is a key of an index, and not a string"
                                .formatted(name),
                        "name another attribute");
            }
        }
    }
}
