// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import java.io.IOException;

/// Lets a process use only a part of a processor, until it is closed.
public sealed interface CpuQuota extends AutoCloseable permits ControlGroup, DutyCycle {

    /// Returns a control group if this machine lets us make one, or a duty cycle.
    ///
    /// @param cores for example 0.3; more than this machine has are no restriction
    static CpuQuota of(ProcessHandle process, double cores) throws IOException {
        var group = ControlGroup.of(process, cores);
        return group == null ? DutyCycle.of(process, cores) : group;
    }

    /// Says how the process is held back.
    String title();

    @Override
    void close() throws IOException;
}
