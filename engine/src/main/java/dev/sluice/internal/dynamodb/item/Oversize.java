// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.internal.schema.StoredType;

/// An item that is larger than its type's `itemSize`.
///
/// @param kilobytes a lower bound of its size, rounded up
public record Oversize(StoredType type, int kilobytes) {}
