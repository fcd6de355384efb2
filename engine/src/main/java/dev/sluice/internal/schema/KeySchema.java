// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import org.jspecify.annotations.Nullable;

/// The key attributes of a table or an index.
///
/// @param sort null if the key has only a partition key
public record KeySchema(KeyAttribute partition, @Nullable KeyAttribute sort) {

    static KeySchema of(Key partition, @Nullable Key sort) {
        return new KeySchema(partition.attribute(), sort == null ? null : sort.attribute());
    }
}
