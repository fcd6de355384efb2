// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.identity.Identity;
import dev.sluice.devtools.identity.SigningKey;
import dev.sluice.devtools.identity.TokenMinter;
import dev.sluice.devtools.testing.SharedDynamoDb;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// `sluice serve` in its own process, on the embedded DynamoDB of this JVM if that is free. With
/// the scripts, it starts its own, as users have it.
final class Serving implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path home;
    private final @Nullable SharedDynamoDb dynamoDb;
    private final Process process;
    private final BlockingQueue<String> out;
    private final BlockingQueue<String> err;
    private final HttpClient client = HttpClient.newHttpClient();
    private String url = "";

    /// @param home the directory of the signing key
    Serving(Path home, String... options) throws IOException {
        this(home, Map.of(), options);
    }

    /// @param variables of the environment, besides those of this process
    Serving(Path home, Map<String, String> variables, String... options) throws IOException {
        this(home, dynamoDb(options), environment(variables), java(home), List.of(options));
    }

    private Serving(
            Path home,
            @Nullable SharedDynamoDb dynamoDb,
            Map<String, String> variables,
            List<String> command,
            List<String> options)
            throws IOException {
        this.home = home;
        this.dynamoDb = dynamoDb;
        var all = new ArrayList<>(command);
        all.addAll(List.of("serve", "--port", "0"));
        if (dynamoDb != null) {
            all.addAll(List.of("--dynamodb", dynamoDb.endpoint().toString()));
        }
        all.addAll(options);
        var builder = new ProcessBuilder(all);
        builder.environment().putAll(variables);
        process = builder.start();
        out = lines(process.inputReader(StandardCharsets.UTF_8));
        err = lines(process.errorReader(StandardCharsets.UTF_8));
    }

    private static @Nullable SharedDynamoDb dynamoDb(String... options) {
        return List.of(options).contains("--dynamodb")
                ? null
                : SharedDynamoDb.openIfFree().orElse(null);
    }

    /// Serves on an embedded DynamoDB that starts and ends with it.
    static Serving withItsOwnDynamoDb(Path home, String... options) throws IOException {
        return new Serving(home, null, environment(Map.of()), java(home), List.of(options));
    }

    /// Serves the project in a directory with the script of a distribution.
    static Serving byDistribution(Path script, Path project, Map<String, String> variables)
            throws IOException {
        return new Serving(
                project,
                null,
                variables,
                List.of("env", "-C", project.toString(), script.toString()),
                List.of());
    }

    /// Serves with the script of a project.
    static Serving byScript(Path home, Map<String, String> variables) throws IOException {
        return new Serving(
                home, null, variables, List.of(home.resolve("sluice").toString()), List.of());
    }

    private static List<String> java(Path home) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dsluice.home=" + home,
                "dev.sluice.devtools.SluiceCommand");
    }

    private static Map<String, String> environment(Map<String, String> variables) {
        var all = new HashMap<>(variables);
        all.put("CLASSPATH", System.getProperty("java.class.path"));
        return all;
    }

    private static BlockingQueue<String> lines(BufferedReader reader) {
        var lines = new LinkedBlockingQueue<String>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        reader.lines().forEach(lines::add);
                    } catch (UncheckedIOException e) {
                        lines.add(String.valueOf(e));
                    }
                });
        return lines;
    }

    /// Returns the ready line.
    String awaitReady() throws InterruptedException {
        var line = out.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("not ready; stderr: " + err);
        }
        url = line.replaceFirst(".* (http://\\S+)/graphql$", "$1");
        return line;
    }

    /// Returns the next line on stderr that contains the text, and drops the lines before it.
    String awaitLog(String text) throws InterruptedException {
        while (true) {
            var line = err.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("nothing with '%s' on stderr".formatted(text));
            }
            if (line.contains(text)) {
                return line;
            }
        }
    }

    Process process() {
        return process;
    }

    /// Returns the lines on stdout after the ready line.
    List<String> moreOutput() {
        return List.copyOf(out);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> query(String subject, String query, String... headers)
            throws IOException, InterruptedException {
        return post(
                "/graphql",
                Map.of("query", query),
                "authorization",
                "Bearer " + token(subject),
                headers);
    }

    /// Asks with the members of the request's body.
    HttpResponse<String> ask(String subject, Map<String, ?> members)
            throws IOException, InterruptedException {
        return post("/graphql", members, "authorization", "Bearer " + token(subject));
    }

    String token(String subject) {
        return token(subject, Clock.systemUTC());
    }

    String expiredToken(String subject) {
        return token(subject, Clock.offset(Clock.systemUTC(), Duration.ofDays(-2)));
    }

    private String token(String subject, Clock clock) {
        return new TokenMinter(SigningKey.in(home.resolve(".sluice")), clock)
                .mint(new Identity(subject, List.of(), List.of()));
    }

    String url(String path) {
        return url + path;
    }

    HttpResponse<String> publicQuery(String query) throws IOException, InterruptedException {
        return post("/graphql/public", Map.of("query", query), "accept", "application/json");
    }

    private HttpResponse<String> post(
            String path, Map<String, ?> members, String name, String value, String... more)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("content-type", "application/json")
                        .header(name, value)
                        .POST(
                                BodyPublishers.ofString(
                                        new JsonMapper().writeValueAsString(members)));
        if (more.length > 0) {
            request.headers(more);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.close();
        process.destroyForcibly().onExit().join();
        if (dynamoDb != null) {
            dynamoDb.close();
        }
    }
}
