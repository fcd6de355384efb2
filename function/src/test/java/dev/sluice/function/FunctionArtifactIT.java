// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The deployed zip, unpacked as Lambda does it.
class FunctionArtifactIT {
    private static final Path ARTIFACT = Path.of("target/function.zip");

    /// The Maven property `project.build.outputTimestamp`.
    private static final LocalDateTime OUTPUT_TIMESTAMP = LocalDateTime.parse("2026-01-01T00:00");

    @TempDir private Path directory;

    @BeforeEach
    void unpack() throws IOException {
        try (var zip = new ZipFile(ARTIFACT.toFile())) {
            for (var entry : zip.stream().filter(file -> !file.isDirectory()).toList()) {
                var file = directory.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                try (var in = zip.getInputStream(entry)) {
                    Files.copy(in, file);
                }
            }
        }
    }

    @AfterEach
    void restoreLoader() {
        Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
    }

    @Test
    void it_has_the_schema_the_operations_and_the_function_at_its_root_and_jars_in_lib()
            throws IOException {
        assertThat(directory.resolve("schema.graphqls")).exists();
        assertThat(directory.resolve("operations.json")).exists();
        assertThat(directory.resolve("dev/sluice/function/GraphQLFunction.class")).exists();
        assertThat(jars()).anyMatch(name -> name.startsWith("sluice-engine-"));
    }

    @Test
    void it_holds_no_tool_no_test_and_no_second_http_client() throws IOException {
        assertThat(jars())
                .noneMatch(name ->
                        name.matches(
                                "(sluice-(devtools|embedded|function)|DynamoDBLocal|junit|assertj"
                                        + "|picocli|nimbus|netty|apache|httpclient|aws-crt).*"));
    }

    @Test
    void nothing_in_it_shows_when_or_where_it_was_built() throws IOException {
        var engine = jars().stream().filter(name -> name.startsWith("sluice-engine-")).findFirst();
        var jar = directory.resolve("lib").resolve(engine.orElseThrow());

        for (var file : List.of(ARTIFACT, jar)) {
            try (var zip = new ZipFile(file.toFile())) {
                assertThat(zip.stream())
                        .extracting(ZipEntry::getTimeLocal)
                        .containsOnly(OUTPUT_TIMESTAMP);
            }
        }
        try (var opened = new JarFile(jar.toFile())) {
            assertThat(opened.getManifest().getMainAttributes().keySet())
                    .extracting(String::valueOf)
                    .doesNotContain("Build-Tool-Jdk-Spec", "Build-Jdk-Spec", "Built-By");
        }
    }

    @Test
    void it_starts_and_answers_with_no_class_but_its_own() throws Exception {
        try (var loader = loader()) {
            var type = loader.loadClass(GraphQLFunction.class.getName());

            var response = answer(type.getConstructor().newInstance(), "{}");

            assertThat(response).startsWith("{\"statusCode\":4");
        }
    }

    @Test
    void it_finds_each_of_its_trusted_documents_and_no_other() throws Exception {
        var manifest = new ObjectMapper().readTree(directory.resolve("operations.json").toFile());
        try (var loader = loader()) {
            var function = loader.loadClass(GraphQLFunction.class.getName());
            var handler = function.getConstructor().newInstance();

            for (var operation : manifest.path("operations")) {
                assertThat(validated(handler, operation.path("id").asText()))
                        .doesNotContain("PersistedQuery");
            }
            assertThat(validated(handler, "0".repeat(64))).contains("PersistedQueryNot");
        }
    }

    /// Returns the handler's answer, without a DynamoDB, for a trusted document with this id.
    private static String validated(Object handler, String id) throws Exception {
        return answer(
                handler,
                """
                {"rawPath": "/graphql", "rawQueryString": "documentId=sha256:%s",
                 "headers": {"graphql-cost": "validate"},
                 "requestContext": {"http": {"method": "GET"}}}
                """
                        .formatted(id));
    }

    private static String answer(Object handler, String event) throws Exception {
        var context =
                handler.getClass()
                        .getClassLoader()
                        .loadClass("com.amazonaws.services.lambda.runtime.Context");
        var response = new ByteArrayOutputStream();
        handler.getClass()
                .getMethod("handleRequest", InputStream.class, OutputStream.class, context)
                .invoke(
                        handler,
                        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                        response,
                        null);
        return response.toString(StandardCharsets.UTF_8);
    }

    private List<String> jars() throws IOException {
        try (var files = Files.list(directory.resolve("lib"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /// Also sets the thread's class loader, as Lambda's runtime does: the service loader uses it.
    private URLClassLoader loader() throws IOException {
        var loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        return loader;
    }

    private URL[] classPath() throws IOException {
        try (var files = Files.list(directory.resolve("lib"))) {
            return Stream.concat(Stream.of(directory), files)
                    .map(FunctionArtifactIT::url)
                    .toArray(URL[]::new);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
