// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.failure;

import java.io.Serial;

/// Ends the command with a message for the developer and an exit code.
///
/// The message has one line for each problem and no stack trace. It says what to do about each.
public final class Failure extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final int exitCode;

    private Failure(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /// Reports that a file is not valid: the schema, the data or a document.
    public static Failure input(String message) {
        return new Failure(ExitCode.INPUT, message);
    }

    /// Reports that the command line is not valid.
    public static Failure usage(String message) {
        return new Failure(ExitCode.USAGE, message);
    }

    /// Reports that the machine lacks something: a file, a port or a DynamoDB.
    public static Failure environment(String message) {
        return new Failure(ExitCode.ENVIRONMENT, message);
    }

    /// Reports that the function gave no response: it did not start, it threw, or it was killed.
    public static Failure function(String message) {
        return new Failure(ExitCode.FUNCTION, message);
    }

    public int exitCode() {
        return exitCode;
    }

    /// Returns the message that the developer reads.
    public String text() {
        return String.valueOf(getMessage());
    }
}
