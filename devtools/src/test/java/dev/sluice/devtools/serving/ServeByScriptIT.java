// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.Schemas;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The script `./sluice` in a copy of the project, with a Maven that builds nothing.
class ServeByScriptIT {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> MODULES =
            List.of("embedded", "engine", "function", "devtools");
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final String RESOLVERS = "dev/sluice/function";

    /// Keeps the priority, because a test waits for what is to run at the lowest.
    private static final String NICE =
            """
            #!/bin/sh
            shift 2
            exec "$@"
            """;

    @TempDir private Path directory;
    private Path home = Path.of("");
    private Path maven = Path.of("");

    @BeforeEach
    void project() throws IOException {
        home = Files.createDirectory(directory.resolve("a project"));
        maven = directory.resolve("maven.log");
        var past = FileTime.from(Instant.now().minusSeconds(60));
        copy(PROJECT.resolve("sluice"), home.resolve("sluice"));
        copy(PROJECT.resolve("pom.xml"), home.resolve("pom.xml"));
        for (var module : MODULES) {
            Files.createDirectories(home.resolve(module).resolve("src/main"));
            copy(PROJECT.resolve(module).resolve("pom.xml"), home.resolve(module + "/pom.xml"));
        }
        Files.createSymbolicLink(
                home.resolve("devtools/target"), Path.of("target").toAbsolutePath());
        copy(Schemas.SHOP, home.resolve("function/src/main/resources/schema.graphqls"));
        for (var type : List.of("ApiResolvers.java", "OrderPrice.java")) {
            copy(Path.of("src/test/java", RESOLVERS, type), resolver(type));
        }
        Files.createFile(Files.createDirectory(home.resolve(".sluice")).resolve("built"));
        try (var files = Files.walk(home)) {
            for (var file : (Iterable<Path>) files::iterator) {
                if (!Files.isSymbolicLink(file)) {
                    Files.setLastModifiedTime(file, past);
                }
            }
        }
        program("mvn", maven());
        program("nice", NICE);
    }

    private void program(String name, String script) throws IOException {
        var file = Files.writeString(home.resolve(name), script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /// JUnit warns about a link that leads out of a temporary directory.
    @AfterEach
    void unlink() throws IOException {
        Files.delete(home.resolve("devtools/target"));
    }

    @Test
    void a_change_of_a_resolver_or_of_the_schema_needs_no_build() throws Exception {
        var classes = home.resolve(".sluice/resolvers.classes");
        try (var serving = serve()) {
            serving.awaitReady();
            assertThat(classes).isNotEmptyFile();

            change(resolver("OrderPrice.java"), "BigDecimal.TEN", "BigDecimal.ONE");
            serving.awaitLog("Reloaded");
        }
        var kept = Files.getLastModifiedTime(classes);
        try (var serving = serve()) {
            serving.awaitReady();
        }
        assertThat(Files.getLastModifiedTime(classes)).as("compiled").isEqualTo(kept);

        change(resolver("OrderPrice.java"), "BigDecimal.ONE", "BigDecimal.TEN");
        change(home.resolve("function/src/main/resources/schema.graphqls"), "\n}\n", "\n}\n\n");
        try (var serving = serve()) {
            serving.awaitReady();
        }
        assertThat(maven).doesNotExist();
    }

    @Test
    void a_change_of_the_engine_is_built_and_its_progress_is_plain_lines() throws Exception {
        Files.createFile(home.resolve("engine/src/main/New.java"));
        try (var serving = serve()) {
            assertThat(Stream.generate(() -> next(serving)).limit(6))
                    .startsWith(
                            "Building Sluice, because its sources have changed.",
                            "  [3/5] Sluice Engine",
                            "    100 files downloaded",
                            "    200 files downloaded",
                            "    compiling 377 files")
                    .element(5)
                    .asString()
                    .matches("Built in \\d+ s\\.");
            serving.awaitReady();
        }
        assertThat(Files.readString(maven)).contains("package -pl devtools -am");
        assertThat(Files.readString(home.resolve(".sluice/build.log")))
                .startsWith("[INFO] Scanning for projects...\n")
                .doesNotContain("\033");

        try (var serving = serve()) {
            serving.awaitReady();
        }
        assertThat(Files.readAllLines(maven)).hasSize(1);
    }

    /// `AOTMode=on` makes a JVM end with an error if it cannot use its cache: that of the command,
    /// and that of DynamoDB Local, which gets the same environment.
    @Test
    void the_first_command_records_AOT_caches_for_the_next_with_the_same_JDK() throws Exception {
        var cache = home.resolve(".sluice/command.aot");
        var variables = new HashMap<>(variables());
        variables.put("SLUICE_AOT", "on");
        try (var serving = Serving.byScript(home, variables)) {
            serving.awaitReady();
            awaitFile(cache);
        }
        assertThat(home.resolve(".sluice/dynamodb-local.aot")).isNotEmptyFile();
        variables.put("JDK_JAVA_OPTIONS", "-XX:AOTMode=on");
        try (var serving = Serving.byScript(home, variables)) {
            serving.awaitReady();
        }
        assertThat(home.resolve(".sluice"))
                .isDirectoryNotContaining("glob:**.{recording,new,config}");
        assertThat(version()).startsWith("sluice ");
        assertThat(cache).exists();

        Files.writeString(home.resolve(".sluice/command.aot.jdk"), "JAVA_VERSION=\"25.0.0\"\n");
        assertThat(version()).startsWith("sluice ");
        assertThat(home.resolve(".sluice")).isDirectoryNotContaining("glob:**.{aot,jdk}");
    }

    private Serving serve() throws IOException {
        return Serving.byScript(home, variables());
    }

    /// Returns what `./sluice --version` prints. It records no caches.
    private String version() throws IOException {
        var command = new ProcessBuilder(home.resolve("sluice").toString(), "--version");
        command.environment().putAll(variables());
        var process = command.redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private Map<String, String> variables() {
        return Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "PATH",
                home + ":" + System.getenv("PATH"),
                "SLUICE_AOT",
                "off");
    }

    private static void awaitFile(Path file) throws InterruptedException {
        var deadline = Instant.now().plus(PATIENCE);
        while (!Files.exists(file)) {
            assertThat(Instant.now()).as(file.toString()).isBefore(deadline);
            Thread.sleep(100);
        }
    }

    private Path resolver(String file) {
        return home.resolve("function/src/main/java").resolve(RESOLVERS).resolve(file);
    }

    /// Returns a script that prints what Maven prints and builds nothing.
    private String maven() {
        return """
        #!/bin/sh
        echo "$*" >> '%s'
        printf '\\033[0m\\033[0m[INFO] Scanning for projects...\\n'
        echo '[INFO] Building Sluice Engine 0.1.0                     [3/5]'
        n=0
        while [ $n -lt 200 ]; do
          n=$((n + 1))
          echo "[INFO] Downloading from central: https://localhost/$n.jar"
          echo "[INFO] Downloaded from central: https://localhost/$n.jar (1 kB at 1 kB/s)"
        done
        printf '[INFO] Compiling 377 source files with javac\\n\\033[0m\\033[0m'
        """
                .formatted(maven);
    }

    private static String next(Serving serving) {
        try {
            return serving.awaitLog("");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void change(Path file, String from, String to) throws IOException {
        var text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    }
}
