// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.events;

import java.time.Instant;

/// One event that is to be delivered.
///
/// @param position names it to the one who sent it: its sequence number in the stream, or the id of
///   its message
/// @param key events with the same key are delivered in order
/// @param since when it happened, to the second
/// @param event its text: a CloudEvent as JSON
public record OutboxRecord(String position, String key, Instant since, String event) {}
