// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import java.io.Serial;
import java.time.Duration;

/// A function that gave no response. The message says in one line what happened.
public final class FunctionFault extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private final Phase phase;
    private final String errorType;

    private FunctionFault(Phase phase, String errorType, String message) {
        super(message);
        this.phase = phase;
        this.errorType = errorType;
    }

    /// The function reported an error to the Runtime API.
    static FunctionFault reported(Phase phase, String errorType, String errorMessage) {
        var what =
                switch (phase) {
                    case INIT -> "did not start";
                    case RESTORE -> "was not restored";
                    case INVOKE -> "threw";
                };
        return new FunctionFault(
                phase,
                errorType,
                "The function %s: %s: %s".formatted(what, errorType, errorMessage));
    }

    /// The function was killed.
    static FunctionFault timedOut(Phase phase, Duration limit) {
        var what =
                switch (phase) {
                    case INIT -> "had not started";
                    case RESTORE -> "was not restored";
                    case INVOKE -> "returned no response";
                };
        return new FunctionFault(
                phase,
                "Sandbox.Timedout",
                "The function %s within %d ms, so it was stopped."
                        .formatted(what, limit.toMillis()));
    }

    static FunctionFault exited(Phase phase, int exitCode) {
        var when =
                switch (phase) {
                    case INIT -> "while it started";
                    case RESTORE -> "while it was restored";
                    case INVOKE -> "while it was invoked";
                };
        return new FunctionFault(
                phase,
                "Runtime.ExitError",
                "The function's process ended %s, with exit code %d.".formatted(when, exitCode));
    }

    public Phase phase() {
        return phase;
    }

    /// Returns the error type that Lambda reports to its caller, such as `Sandbox.Timedout`, or the
    /// name of an exception's class.
    public String errorType() {
        return errorType;
    }
}
