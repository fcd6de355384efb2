// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution.dynamodb;

/// A read of one item, with what it may weigh.
///
/// @param kilobytes the largest size of the item, in KB (1,024 bytes)
record ItemRead(ItemKey key, int kilobytes) {}
