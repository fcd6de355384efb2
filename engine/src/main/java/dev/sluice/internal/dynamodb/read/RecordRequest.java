// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.read;

import dev.sluice.internal.dynamodb.item.ItemRequest;

import org.jspecify.annotations.Nullable;

import java.util.function.IntFunction;

/// A read of the record that a rule names for a requested item.
///
/// @param place identifies the requested item and the rule; equal for equal ones
/// @param named the record, or null if the rule names none
/// @param standIn a placeholder request, whose record nobody looks for
/// @param placeholders further placeholder requests, one for each number
public record RecordRequest(
        Object place,
        @Nullable ItemRequest named,
        ItemRequest standIn,
        IntFunction<ItemRequest> placeholders) {}
