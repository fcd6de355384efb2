// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Write;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/// The attributes that the writes of a mutation need of an item that is read before them.
final class SeenFields {
    private SeenFields() {}

    /// Returns the attributes, including the version.
    static Set<String> of(Source.Mutation mutation, String alias) {
        var attributes = new HashSet<String>();
        for (var member : Objects.requireNonNull(mutation.reads().get(alias)).target().members()) {
            add(member, member.version(), attributes);
            mutation.writes().stream()
                    .map(Write::seen)
                    .filter(seen -> seen != null && seen.alias().equals(alias))
                    .flatMap(seen -> seen.fields().stream())
                    .forEach(field -> add(member, field, attributes));
        }
        return attributes;
    }

    private static void add(StoredType type, @Nullable String field, Set<String> attributes) {
        var attribute = field == null ? null : type.shape().attribute(field);
        if (attribute != null) {
            attributes.add(attribute.name());
        }
    }
}
