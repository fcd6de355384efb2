// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Events as API Gateway sends them, with documents for the shop.
final class ShopEvents {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path EVENTS = Path.of("events");
    private static final Path OPERATIONS = Path.of("function/operations");

    private final ObjectNode signedIn = read("http-api-canonical-query.json");
    private final ObjectNode open = read("http-api-public-query.json");

    /// A document and its variables.
    ///
    /// @param name of the operation
    record Document(String name, String text, Map<String, ?> variables) {
        /// Returns an operation of the shop's app.
        static Document ofApp(String file, String name, Map<String, ?> variables) {
            try {
                var text = Files.readString(OPERATIONS.resolve(file + ".graphql"));
                return new Document(name, text, variables);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static Document ofApp(String name, Map<String, ?> variables) {
            return ofApp(name, name, variables);
        }
    }

    private static ObjectNode read(String file) {
        try {
            return (ObjectNode) JSON.readTree(EVENTS.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param customer the claim `sub`
    String signedIn(String customer, Document document) {
        var event = signedIn.deepCopy();
        ((ObjectNode) event.at("/requestContext/authorizer/jwt/claims")).put("sub", customer);
        return with(event, document);
    }

    String open(Document document) {
        return with(open.deepCopy(), document);
    }

    private static String with(ObjectNode event, Document document) {
        var body =
                Map.of(
                        "query", document.text(),
                        "operationName", document.name(),
                        "variables", document.variables());
        try {
            return event.put("body", JSON.writeValueAsString(body)).toString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
