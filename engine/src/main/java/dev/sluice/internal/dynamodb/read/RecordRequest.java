// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.read;

import dev.sluice.internal.dynamodb.item.ItemRequest;

import org.jspecify.annotations.Nullable;

import java.util.function.IntFunction;

/// A read of the record that a rule names for a requested item.
///
/// @param place identifies the requested item and the rule; equal for equal ones
/// @param named the record, or null if the rule names none
/// @param standIns a placeholder request for each number, whose record nobody looks for
public record RecordRequest(
        Object place, @Nullable ItemRequest named, IntFunction<ItemRequest> standIns) {}
