// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

import org.jspecify.annotations.Nullable;

import java.io.Serial;

/// Stands for a failure in the log: its class and stack trace, and those of its causes, without
/// their messages, which may quote what a client or a table holds.
public final class Redacted extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    /// Longer chains are cut; a chain may even be a circle.
    private static final int MAX_CAUSES = 5;

    private Redacted(String type, @Nullable Throwable cause) {
        super(type, cause, false, true);
    }

    public static Redacted of(Throwable failure) {
        return of(failure, MAX_CAUSES);
    }

    private static Redacted of(Throwable failure, int causes) {
        Throwable cause = failure.getCause();
        Redacted redacted =
                new Redacted(
                        failure.getClass().getName(),
                        cause == null || causes == 0 ? null : of(cause, causes - 1));
        redacted.setStackTrace(failure.getStackTrace());
        return redacted;
    }
}
