// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.commands.CommandLines;
import dev.sluice.devtools.testing.LocalRepository;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;

/// A project that `sluice new` made, in an empty directory outside of this one: it has only the
/// artifacts of a local repository.
class NewProjectIT {
    private static final int PATIENCE_SECONDS = 300;
    private static final String NEXT = "99.0.0";

    @TempDir private Path directory;

    /// JUnit warns about links that lead out of a temporary directory.
    @AfterEach
    void unlink() throws IOException {
        try (var files = Files.walk(directory)) {
            for (var link : files.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    @Test
    void it_serves_tests_and_packages_itself_and_is_upgraded_in_one_line() throws Exception {
        var built = version();
        var artifacts = directory.resolve("repository");
        var repository = new LocalRepository(artifacts, built);
        repository.install(built);
        var project = directory.resolve("my-api");
        assertThat(CommandLines.create().execute("new", project.toString())).isZero();
        Files.createDirectory(project.resolve(".mvn"));
        Files.writeString(
                project.resolve(".mvn/maven.config"), "-o\n-Dmaven.repo.local=" + artifacts);

        var start = Instant.now();
        try (var serving = Serving.byScript(project, variables())) {
            serving.awaitReady();
            assertThat(serving.query("ann", "{ notes { edges { node { title words } } } }").body())
                    .isEqualTo(
                            "{\"data\":{\"notes\":{\"edges\":[{\"node\":{\"title\":\"Sluice\",\"words\":7}}]}}}");
        }
        System.out.printf(
                "From an empty directory to the first answer: 3 commands, %d s%n",
                Duration.between(start, Instant.now()).toSeconds());
        assertThat(run(project, "./sluice", "check")).contains("is valid");
        assertThat(run(project, "mvn", "-B", "verify"))
                .contains("Tests run: 5, Failures: 0, Errors: 0, Skipped: 0");
        try (var zip = new ZipFile(project.resolve("function/target/function.zip").toFile())) {
            assertThat(zip.stream().map(each -> each.getName()))
                    .contains(
                            "myapi/GraphQLFunction.class",
                            "schema.graphqls",
                            "operations.json",
                            "log4j2.xml",
                            "lib/sluice-engine-" + built + ".jar")
                    .noneMatch(name ->
                            name.matches("lib/(sluice-(devtools|embedded|test)|DynamoDB|junit).*"));
        }
        assertThat(run(project, "./sluice", "invoke", "events/http-api-public-query.json"))
                .contains("{\\\"data\\\":{\\\"__typename\\\":\\\"Query\\\"}}");

        var additions = project.resolve(".sluice/additions.graphqls");
        Files.writeString(additions, "# of an older version");
        repository.install(NEXT);
        var pom = project.resolve("pom.xml");
        var line = "<version>" + built + "</version>";
        assertThat(Files.readString(pom)).containsOnlyOnce(line);
        Files.writeString(
                pom, Files.readString(pom).replace(line, "<version>" + NEXT + "</version>"));

        assertThat(run(project, "./sluice", "check")).contains("is valid");
        assertThat(additions).content().contains("directive @table(");
        assertThat(project.resolve(".sluice/lib/sluice-devtools-" + NEXT + ".jar")).exists();
        assertThat(project.resolve(".sluice/lib/sluice-devtools-" + built + ".jar")).doesNotExist();
    }

    private static String version() {
        var out = new StringWriter();
        CommandLines.create().setOut(new PrintWriter(out, true)).execute("--version");
        return out.toString().strip().replace("sluice ", "");
    }

    private static Map<String, String> variables() {
        return Map.of("JAVA_HOME", System.getProperty("java.home"), "SLUICE_AOT", "off");
    }

    private String run(Path project, String... command) throws Exception {
        var log = directory.resolve("log.txt");
        var builder =
                new ProcessBuilder(List.of(command))
                        .directory(project.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().putAll(variables());
        var process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        var printed = Files.readString(log);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
