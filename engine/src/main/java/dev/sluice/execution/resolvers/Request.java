// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution.resolvers;

import dev.sluice.policy.Caller;
import dev.sluice.policy.Deadline;

import java.time.Instant;

/// What an [Answer] may know of the request that it answers a part of.
///
/// @param now the same for the whole request
/// @param deadline by which the answer is there, or not heard
/// @param id as the log names the request
public record Request(Caller caller, Instant now, Deadline deadline, String id) {}
