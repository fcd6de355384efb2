// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.failure.ExitCode;

import java.util.concurrent.CountDownLatch;

/// Ends a command that runs until Ctrl-C or SIGTERM, with exit code 0.
final class Stopping {

    private Stopping() {}

    /// @param running closed before the process ends
    static void by(AutoCloseable running) {
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .unstarted(() -> {
                                    try {
                                        running.close();
                                    } catch (Exception e) {
                                        System.err.println(e);
                                    }
                                    // Otherwise the exit code would be that of the signal.
                                    Runtime.getRuntime().halt(ExitCode.DONE);
                                }));
    }

    /// Never returns: the hook ends the process.
    static int await() throws InterruptedException {
        new CountDownLatch(1).await();
        return ExitCode.DONE;
    }
}
