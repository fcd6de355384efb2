// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sluice.devtools.testing.PackagedFunction;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// A request of the caller `c1`, and its reply.
///
/// @param body the GraphQL response
record Call(JsonNode body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// The time that a deployed function has, in milliseconds.
    private static final int TIMEOUT = 10_000;

    static Call send(PackagedFunction function, String document)
            throws ReflectiveOperationException, JsonProcessingException {
        var response = JSON.readTree(function.invoke(event(document), TIMEOUT));
        return new Call(JSON.readTree(response.path("body").asText()));
    }

    private static String event(String document) throws JsonProcessingException {
        var event = JSON.createObjectNode().put("version", "2.0").put("rawPath", "/graphql");
        event.putObject("headers")
                .put("accept", "application/graphql-response+json")
                .put("content-type", "application/json");
        var context = event.putObject("requestContext").put("requestId", "request-1");
        context.putObject("http").put("method", "POST").put("path", "/graphql");
        context.putObject("authorizer").putObject("jwt").putObject("claims").put("sub", "c1");
        event.put("body", JSON.writeValueAsString(Map.of("query", document)));
        return event.toString();
    }

    /// Returns the answer as the table of failures has it.
    String answer() {
        var answers = new LinkedHashSet<String>();
        var fields = new LinkedHashSet<String>();
        for (var error : body.path("errors")) {
            var extensions = error.path("extensions");
            var applied = extensions.path("applied");
            answers.add(
                    extensions.path("code").asText()
                            + (applied.isTextual() ? " " + applied.asText() : ""));
            fields.add(error.path("path").path(0).asText("request"));
        }
        if (answers.isEmpty()) {
            return "ok";
        }
        return String.join(" and ", answers) + fields(fields);
    }

    private static String fields(Set<String> fields) {
        if (fields.equals(Set.of("broken"))) {
            return "";
        }
        return fields.equals(Set.of("broken", "near"))
                ? " both"
                : " at " + String.join(" ", fields);
    }

    /// Returns whether a field has its data: an object, or a list without null.
    boolean has(String field) {
        var data = body.path("data").path(field);
        if (data.isArray()) {
            for (var element : data) {
                if (!element.isObject()) {
                    return false;
                }
            }
        }
        return data.isContainerNode();
    }
}
