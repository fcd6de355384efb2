// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.read;

import dev.sluice.internal.dynamodb.item.ItemRequest;

import org.jspecify.annotations.Nullable;

import java.util.function.IntFunction;

/// A read of the record that a rule names for an item that was asked for.
///
/// @param place stands for the item that was asked for and the rule; equal for equal ones
/// @param named the record, or null where the rule names none
/// @param standIns a request for each number, of a record that is not looked for
public record RecordRequest(
        Object place, @Nullable ItemRequest named, IntFunction<ItemRequest> standIns) {}
