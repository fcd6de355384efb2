// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// The lines that a function printed.
record FunctionLines(List<String> all) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

    /// @param log of a [LambdaFunction], which adds a line of its own for each invocation; the JVM
    ///   adds one about its options
    static FunctionLines of(String log) {
        return new FunctionLines(
                log.lines()
                        .filter(line -> !line.startsWith("REPORT RequestId: "))
                        .filter(line -> !line.startsWith("Picked up JAVA_TOOL_OPTIONS: "))
                        .toList());
    }

    /// Returns the log events of requests.
    List<JsonNode> requests() {
        return json().stream()
                .filter(line -> line.path("message").asText().equals("request"))
                .toList();
    }

    /// Returns the log event of one request.
    JsonNode request(String requestId) {
        return requests().stream()
                .filter(line -> line.path("correlation_id").asText().equals(requestId))
                .findFirst()
                .orElseThrow();
    }

    List<JsonNode> metrics() {
        return json().stream().filter(line -> line.has("_aws")).toList();
    }

    /// @throws UncheckedIOException if a line is not one JSON value
    List<JsonNode> json() {
        return all.stream().map(FunctionLines::parsed).toList();
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }
}
