// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.failure;

import java.io.Serial;

/// A reason to end the command: a message for the developer, and the exit code.
///
/// The message is one line for each fault, without a stack trace, and says what to do about it.
public final class Failure extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final int exitCode;

    private Failure(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /// A file is wrong: the schema, the data, a document.
    public static Failure input(String message) {
        return new Failure(ExitCode.INPUT, message);
    }

    /// The command was typed wrongly.
    public static Failure usage(String message) {
        return new Failure(ExitCode.USAGE, message);
    }

    /// The machine lacks something: a file, a port, a DynamoDB.
    public static Failure environment(String message) {
        return new Failure(ExitCode.ENVIRONMENT, message);
    }

    /// The function gave no response: it did not start, it threw, or it was killed.
    public static Failure function(String message) {
        return new Failure(ExitCode.FUNCTION, message);
    }

    public int exitCode() {
        return exitCode;
    }

    /// The message that the developer reads.
    public String text() {
        return String.valueOf(getMessage());
    }
}
