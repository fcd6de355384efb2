// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.emulator;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// LocalStack, the SAM CLI and the AWS CLI, as the script in `src/test/emulator` installs them.
record Installation(Path directory) {
    static final Path SOURCES = Path.of("src/test/emulator").toAbsolutePath();

    private static final Path DIRECTORY = Path.of("target/emulator").toAbsolutePath();
    private static final long MINUTES = 5;

    /// Installs what is not installed yet. If another process does so, waits until it is done.
    ///
    /// @throws NotInstalledException if this machine lacks Python or a package registry
    static Installation make() throws IOException, InterruptedException, NotInstalledException {
        Files.createDirectories(DIRECTORY.getParent());
        try (var file = FileChannel.open(DIRECTORY.resolveSibling("emulator.lock"), CREATE, WRITE);
                var _ = file.lock()) {
            install();
        }
        return new Installation(DIRECTORY);
    }

    private static void install() throws IOException, InterruptedException, NotInstalledException {
        var log = DIRECTORY.resolveSibling("emulator-install.log");
        var process =
                new ProcessBuilder(
                                "bash", SOURCES.resolve("install").toString(), DIRECTORY.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new NotInstalledException(
                    "LocalStack was not installed within %d minutes".formatted(MINUTES));
        }
        if (process.exitValue() != 0) {
            throw new NotInstalledException(Files.readAllLines(log).getLast());
        }
    }

    /// Returns the Python that has LocalStack.
    String python() {
        return directory.resolve("localstack/bin/python").toString();
    }

    /// Returns the directory of the programs `sam` and `aws`.
    Path tools() {
        return directory.resolve("tools/bin");
    }
}
