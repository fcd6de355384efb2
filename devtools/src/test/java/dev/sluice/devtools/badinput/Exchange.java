// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.testing.RecordingProxy;

import java.util.ArrayList;
import java.util.List;

/// A request and its effects.
///
/// @param response the HTTP response as the function returned it
/// @param seen the requests to DynamoDB
/// @param log what the function wrote to its streams
record Exchange(Sent sent, JsonNode response, RecordingProxy.Seen seen, String log) {
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .build();

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("it is not JSON: " + text, e);
        }
    }

    /// Returns the operations sent to DynamoDB, such as `Query`.
    List<String> operations() {
        return seen.operations();
    }

    int status() {
        return response.path("statusCode").asInt();
    }

    String header(String name) {
        return response.path("headers").path(name).asText();
    }

    String text() {
        return response.path("body").asText();
    }

    JsonNode body() {
        return json(text());
    }

    List<String> codes() {
        return body().path("errors").findValuesAsText("code");
    }

    /// Returns each error as its path and its code.
    List<String> errors() {
        var errors = new ArrayList<String>();
        for (var error : body().path("errors")) {
            var path = new StringBuilder();
            error.path("path").forEach(step -> path.append('/').append(step.asText()));
            errors.add(path + " " + error.at("/extensions/code").asText());
        }
        return errors;
    }
}
