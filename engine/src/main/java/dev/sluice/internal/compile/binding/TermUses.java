// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.binding;

import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.NearNames;
import dev.sluice.internal.compile.key.KeyPosition;
import dev.sluice.internal.schema.key.TimeBucket;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Which terms of an expression name positions of a key, and how.
final class TermUses {
    private final ExpressionLocation location;
    private final Set<String> named = new HashSet<>();
    private final Set<String> fields = new HashSet<>();
    private final Set<String> held = new HashSet<>();
    private final Set<String> partly = new TreeSet<>();
    private final Set<String> buckets = new TreeSet<>();

    TermUses(ExpressionLocation location) {
        this.location = location;
    }

    /// Records a term that names the whole key.
    void useWhole(String name) {
        held.add(name);
        named.add(name);
        fields.add(name);
    }

    /// Records that a term names a position.
    void use(String name, KeyPosition.Named position) {
        (position.names().contains(name) ? held : partly).add(name);
        if (!named.add(name) && position.names().size() > 1) {
            location.report(
                    name,
                    "`%s` has different positions in the keys of the types".formatted(name),
                    "rename one of the two fields");
        }
    }

    /// Records a term about which a problem was reported.
    void mention(String name) {
        named.add(name);
    }

    /// Records what terms can name, for messages.
    void offer(Collection<KeyPosition> positions) {
        for (var position : positions) {
            if (position instanceof KeyPosition.Named(var names, _, _, var slot)
                    && slot.form() instanceof TimeBucket) {
                buckets.addAll(names);
            }
        }
    }

    void offer(KeyPosition.Named position) {
        fields.addAll(position.names());
    }

    /// Reports the terms that name no part of the key.
    void reportOthers(Collection<String> terms, String elsewhere) {
        for (var name : terms) {
            var parts = parts(name);
            if (!named.contains(name) && parts.isEmpty()) {
                location.report(
                        name,
                        "`%s` is not in the key".formatted(name),
                        NearNames.fix(name, fields, elsewhere));
            } else if (!named.contains(name) || (partly.contains(name) && !held.contains(name))) {
                location.report(
                        name,
                        "the key holds only a part of `%s`".formatted(name),
                        "compare `%s`".formatted(parts.getFirst()));
            }
        }
    }

    /// Returns the names of the parts of a time that the key holds.
    private List<String> parts(String name) {
        return buckets.stream().filter(bucket -> bucket.startsWith(name + ":")).toList();
    }
}
