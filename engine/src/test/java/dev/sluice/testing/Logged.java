// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// The engine's log in tests, which goes to standard error.
public final class Logged {
    private Logged() {}

    /// Returns what is logged while the work runs.
    public static String during(Runnable work) {
        var log = new ByteArrayOutputStream();
        var before = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8);
    }
}
