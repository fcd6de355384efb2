// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sluice.devtools.testing.ShopProject;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// The artifact, configured for tests, and events for it.
final class Stand {
    static final Artifact ARTIFACT = new Artifact(ShopProject.artifact());
    static final Path RUNTIME_CLIENT = Path.of("target/runtime").toAbsolutePath();
    static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final ObjectReader JSON = new JsonMapper().reader();

    private final Store store;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    Stand(Store store) {
        this.store = store;
    }

    FunctionConfiguration configuration(
            boolean snapStart, Duration timeout, Map<String, String> more) {
        var variables =
                new HashMap<>(
                        Map.of(
                                "SLUICE_CURSOR_KEYS",
                                "k1:AAAAAAAAAAAAAAAAAAAAAA==",
                                "AWS_ENDPOINT_URL_DYNAMODB",
                                store.endpoint().toString(),
                                FunctionConfiguration.JVM_OPTIONS.getKey(),
                                FunctionConfiguration.JVM_OPTIONS.getValue()));
        variables.putAll(more);
        return new FunctionConfiguration(
                "dev.sluice.function.GraphQLFunction::handleRequest",
                1769,
                timeout,
                snapStart,
                Credentials.LOCAL,
                variables);
    }

    LambdaFunction deploy(boolean snapStart, Duration timeout, Map<String, String> more) {
        return LambdaFunction.deploy(
                ARTIFACT, RUNTIME_CLIENT, configuration(snapStart, timeout, more), log());
    }

    LambdaFunction deploy() {
        return deploy(false, TIMEOUT, Map.of());
    }

    PrintStream log() {
        return new PrintStream(printed, true, StandardCharsets.UTF_8);
    }

    /// Returns what the function has printed until now.
    String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    /// Makes a request of the customer `c1`.
    static String event(String document, Map<String, ?> variables) throws IOException {
        return event("http-api-canonical-query.json", document, variables);
    }

    /// Makes a request without a token.
    static String publicEvent(String document) throws IOException {
        return event("http-api-public-query.json", document, Map.of());
    }

    private static String event(String file, String document, Map<String, ?> variables)
            throws IOException {
        var event = (ObjectNode) new JsonMapper().readTree(Path.of("../events", file).toFile());
        var body = Map.of("query", document, "variables", variables);
        return event.put("body", new JsonMapper().writeValueAsString(body)).toString();
    }

    /// Returns the body of a response.
    static JsonNode body(String response) throws IOException {
        return JSON.readTree(JSON.readTree(response).path("body").asText());
    }

    static int status(String response) throws IOException {
        return JSON.readTree(response).path("statusCode").asInt();
    }
}
