// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;

/// Where a command keeps the progress of a long scan.
final class ResumeOption {
    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description =
                    "Keep the progress in this file. If the file exists, go on where it says. The"
                            + " command removes it when it is done.")
    private @Nullable Path file;

    @Nullable Path file() {
        return file;
    }
}
