// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

/// Calls that a request did not make, because a circuit breaker was open.
///
/// @param breaker what the breaker protects, such as `table:Orders` or `resolver:weather`; the
///   schema limits the number of names
/// @param calls at least 1
public record BreakerRefusal(String breaker, int calls) {}
