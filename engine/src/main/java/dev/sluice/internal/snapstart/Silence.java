// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.snapstart;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Discards everything that is written to the standard streams, until it is closed.
final class Silence implements AutoCloseable {
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    Silence() {
        var nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
    }
}
