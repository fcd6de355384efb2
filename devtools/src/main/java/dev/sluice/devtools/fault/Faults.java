// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.fault;

import java.util.List;

/// Decides what goes wrong with each request.
@FunctionalInterface
public interface Faults {
    /// Returns the rules that the request meets. Their latencies are added, and the first of the
    /// other faults happens.
    List<FaultRule> of(WireRequest request);
}
