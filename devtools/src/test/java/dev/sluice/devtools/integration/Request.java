// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A request of the shop's client, as API Gateway sends it to the function.
///
/// @param event JSON
record Request(String event) {
    private static final ObjectMapper JSON = new JsonMapper();

    /// Reads a file of the project's `events`.
    static Request recorded(String file) throws IOException {
        return new Request(Files.readString(Path.of("../events", file)));
    }

    /// Makes a request to the public route.
    static Request of(String document, Map<String, ?> variables) throws IOException {
        return recorded("http-api-public-query.json").asking(document, variables);
    }

    /// Makes a request with a token.
    ///
    /// @param subject the claim `sub`
    static Request by(String subject, String document, Map<String, ?> variables)
            throws IOException {
        return recorded("http-api-canonical-query.json")
                .asking(document, variables)
                .claiming("sub", subject);
    }

    /// Adds a group to the caller.
    Request in(String group) throws JsonProcessingException {
        return claiming("cognito:groups", "[" + group + "]");
    }

    private Request asking(String document, Map<String, ?> variables)
            throws JsonProcessingException {
        var body = JSON.writeValueAsString(Map.of("query", document, "variables", variables));
        var changed = read();
        changed.put("body", body);
        return new Request(JSON.writeValueAsString(changed));
    }

    private Request claiming(String claim, String value) throws JsonProcessingException {
        var changed = read();
        changed.withObject("/requestContext/authorizer/jwt/claims").put(claim, value);
        return new Request(JSON.writeValueAsString(changed));
    }

    private ObjectNode read() throws JsonProcessingException {
        return (ObjectNode) JSON.readTree(event);
    }
}
