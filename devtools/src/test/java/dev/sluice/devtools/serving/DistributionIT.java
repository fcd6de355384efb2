// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// The zip of the command, unpacked in an empty directory, on a machine whose Maven does not work.
class DistributionIT {
    private static final int PATIENCE_SECONDS = 120;

    @TempDir private Path directory;

    private Path command;
    private Path usedMaven;
    private Map<String, String> variables;

    @BeforeEach
    void unpack() throws IOException {
        var unpacked = Files.createDirectory(directory.resolve("unpacked"));
        try (var zip = FileSystems.newFileSystem(zip(), Map.of("enablePosixFileAttributes", true));
                var files = Files.walk(zip.getPath("/"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = unpacked.resolve(zip.getPath("/").relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        try (var found = Files.find(unpacked, 2, (path, is) -> path.endsWith("sluice"))) {
            command = found.filter(Files::isRegularFile).findFirst().orElseThrow();
        }

        usedMaven = directory.resolve("used-maven");
        var programs = Files.createDirectory(directory.resolve("programs"));
        var maven = programs.resolve("mvn");
        Files.writeString(maven, "#!/bin/sh\ntouch '%s'\nexit 1\n".formatted(usedMaven));
        assertThat(maven.toFile().setExecutable(true)).isTrue();
        variables =
                Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "PATH",
                        programs + ":" + System.getenv("PATH"),
                        "SLUICE_AOT",
                        "off");
    }

    @Test
    void it_makes_checks_and_serves_a_project_without_Maven() throws Exception {
        var home = Objects.requireNonNull(command.getParent());
        assertThat(home.resolve("LICENSE")).exists();
        assertThat(home.resolve("NOTICE")).exists();
        run(directory, "new", "my-api");
        var project = directory.resolve("my-api");

        assertThat(run(project, "check")).contains("is valid");
        try (var serving = Serving.byDistribution(command, project, variables)) {
            serving.awaitReady();
            assertThat(serving.query("ann", "{ notes { edges { node { title words } } } }").body())
                    .isEqualTo(
                            "{\"data\":{\"notes\":{\"edges\":[{\"node\":{\"title\":\"Sluice\",\"words\":7}}]}}}");
        }
        assertThat(usedMaven).doesNotExist();
    }

    private static Path zip() throws IOException {
        try (var built = Files.newDirectoryStream(Path.of("target"), "sluice-[0-9]*.zip")) {
            return built.iterator().next();
        }
    }

    private String run(Path place, String... arguments) throws Exception {
        var log = directory.resolve("log.txt");
        var builder =
                new ProcessBuilder(command.toString())
                        .directory(place.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.command().addAll(List.of(arguments));
        builder.environment().putAll(variables);
        var process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        var printed = Files.readString(log);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
