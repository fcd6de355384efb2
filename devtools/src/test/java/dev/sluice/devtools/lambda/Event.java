// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// An HTTP API event, made from a file of `events/`.
final class Event {
    private static final JsonMapper JSON = new JsonMapper();

    private final ObjectNode event;

    private Event(ObjectNode event) {
        this.event = event;
    }

    /// Makes a request of the signed-in customer `c1`.
    static Event signedIn(String requestId) {
        return of("http-api-canonical-query.json", requestId);
    }

    /// Makes a request without a token.
    static Event anonymous(String requestId) {
        return of("http-api-public-query.json", requestId);
    }

    private static Event of(String file, String requestId) {
        try {
            var event = (ObjectNode) JSON.readTree(Files.readString(Path.of("../events", file)));
            event.withObject("/requestContext").put("requestId", requestId);
            return new Event(event);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String requestId() {
        return event.at("/requestContext/requestId").asText();
    }

    Event body(String body) {
        event.put("body", body);
        return this;
    }

    Event query(String query, Map<String, ?> variables) {
        try {
            return body(JSON.writeValueAsString(Map.of("query", query, "variables", variables)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Event header(String name, String value) {
        event.withObject("/headers").put(name, value);
        return this;
    }

    Event claim(String name, String value) {
        event.withObject("/requestContext/authorizer/jwt/claims").put(name, value);
        return this;
    }

    /// Makes it a GET with these parameters.
    Event get(String rawQueryString) {
        event.put("rawQueryString", rawQueryString).remove("body");
        event.withObject("/requestContext/http").put("method", "GET");
        return this;
    }

    String json() {
        return event.toString();
    }
}
