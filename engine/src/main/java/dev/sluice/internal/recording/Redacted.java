// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.recording;

import org.jspecify.annotations.Nullable;

import java.io.Serial;

/// Replaces an exception in the log. It has the classes and stack traces of the exception and its
/// causes, but not their messages, which may quote values of a client or a table.
public final class Redacted extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    /// Longer chains are cut; a chain can even be circular.
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
