// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.store;

import dev.sluice.devtools.failure.Failure;

import java.time.Duration;

/// Waits, and ends the command if it is interrupted.
final class Pause {

    private Pause() {}

    static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.environment("Interrupted.");
        }
    }
}
