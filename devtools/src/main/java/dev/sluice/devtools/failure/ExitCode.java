// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.failure;

/// The exit codes of every command, as `docs/reference/cli.md` lists them.
public final class ExitCode {
    public static final int DONE = 0;

    /// A file is not valid: the schema, the data or a document.
    public static final int INPUT = 1;

    /// The command line is not valid.
    public static final int USAGE = 2;

    /// The machine lacks something: a file, a port or a DynamoDB.
    public static final int ENVIRONMENT = 3;

    /// An operation can cost more than `@limits` allows, or traffic fills a partition.
    public static final int LIMITS = 4;

    /// The function returned no response: it did not start, it threw, or it was killed.
    public static final int FUNCTION = 5;

    private ExitCode() {}
}
