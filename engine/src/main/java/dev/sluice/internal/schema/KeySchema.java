// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import org.jspecify.annotations.Nullable;

import java.util.stream.Stream;

/// The key attributes of a table or an index.
///
/// @param sort null if the key has only a partition key
public record KeySchema(KeyAttribute partition, @Nullable KeyAttribute sort) {

    /// Returns the partition key, and then the sort key if there is one.
    public Stream<KeyAttribute> attributes() {
        return Stream.concat(Stream.of(partition), Stream.ofNullable(sort));
    }
}
