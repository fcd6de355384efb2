// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.failure.Failure;

/// Checks port numbers.
final class Ports {
    private static final int HIGHEST = 65_535;

    private Ports() {}

    /// @throws Failure if it is not a port number
    static void require(String option, int port) {
        if (port < 0 || port > HIGHEST) {
            throw Failure.usage("%s must be from 0 to %d.".formatted(option, HIGHEST));
        }
    }
}
