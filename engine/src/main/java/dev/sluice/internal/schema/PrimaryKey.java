// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import dev.sluice.internal.schema.key.TimeBucket;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The key of a type in its table or in one index.
///
/// @param sort null if the key has only a partition key
public record PrimaryKey(Key partition, @Nullable Key sort) {

    /// Returns the partition key, and then the sort key if there is one.
    public Stream<Key> halves() {
        return Stream.concat(Stream.of(partition), Stream.ofNullable(sort));
    }

    /// Returns the fields that the key contains.
    public Set<String> fields() {
        return halves().flatMap(half -> half.template().fields().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Returns the fields of which the key holds only the year, month, day or hour.
    public Set<String> bucketed() {
        return TimeBucket.only(halves().map(Key::template).toList());
    }

    /// Returns the attributes that hold the key.
    public KeySchema schema() {
        return new KeySchema(partition.attribute(), sort == null ? null : sort.attribute());
    }
}
