// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/// What a client got.
///
/// @param code that of the first error, or `""` if there is none
record ClientAnswer(int status, String code, JsonNode data) {
    private static final JsonMapper JSON = new JsonMapper();

    /// @param response the function's, JSON
    static ClientAnswer of(String response) {
        try {
            var read = JSON.readTree(response);
            var body = read.path("body");
            return of(
                    read.path("statusCode").asInt(),
                    read.path("isBase64Encoded").asBoolean()
                            ? unzipped(body.binaryValue())
                            : body.asText());
        } catch (IOException e) {
            throw new IllegalArgumentException(response, e);
        }
    }

    private static String unzipped(byte[] body) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// @param body JSON
    static ClientAnswer of(int status, String body) throws JsonProcessingException {
        var read = JSON.readTree(body);
        var code = read.at("/errors/0/extensions/code");
        return new ClientAnswer(
                status,
                code.asText(read.has("errors") ? "an error without a code" : ""),
                read.path("data"));
    }

    String text(String pointer) {
        return data.at(pointer).asText();
    }

    boolean is(String pointer) {
        return data.at(pointer).asBoolean();
    }

    int number(String pointer) {
        return data.at(pointer).asInt();
    }
}
