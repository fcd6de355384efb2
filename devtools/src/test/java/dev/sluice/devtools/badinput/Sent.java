// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/// The input of the function: an HTTP API event. By default, the customer `c1` of the shop sends a
/// POST. Every place that Sluice ignores and a client can fill has a secret.
final class Sent {
    /// Occurs in inputs, and must never occur in a reply or in the log.
    static final String SECRET = "zqsecretqz";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode event = JSON.createObjectNode();
    private @Nullable String raw;
    private boolean atDesk;
    private int remainingMillis = 30_000;

    private Sent(String method) {
        event.put("version", "2.0").put("rawPath", "/graphql");
        event.putArray("cookies").add("session=" + SECRET);
        event.putObject("headers")
                .put("accept", "application/graphql-response+json")
                .put("authorization", "Bearer " + SECRET)
                .put("user-agent", SECRET)
                .put("x-remark", SECRET);
        event.putObject("requestContext")
                .put("requestId", "request-1")
                .putObject("http")
                .put("method", method)
                .put("path", "/graphql")
                .put("userAgent", SECRET);
        by("c1");
    }

    static Sent query(String document) {
        return query(document, Map.of());
    }

    static Sent query(String document, Map<String, ?> variables) {
        return members(Map.of("query", document, "variables", variables));
    }

    static Sent members(Map<String, ? extends @Nullable Object> members) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(members);
        all.put("remark", SECRET);
        return body(json(all));
    }

    static Sent body(String body) {
        var sent = new Sent("POST").header("content-type", "application/json");
        sent.event.put("body", body);
        return sent;
    }

    /// A body that the gateway passes on in base64.
    static Sent body(byte[] body) {
        var sent = body(Base64.getEncoder().encodeToString(body));
        sent.event.put("isBase64Encoded", true);
        return sent;
    }

    static Sent get(String queryString) {
        var sent = new Sent("GET");
        sent.event.put("rawQueryString", queryString);
        return sent;
    }

    /// An event that does not come from an HTTP API.
    static Sent event(String json) {
        var sent = new Sent("POST");
        sent.raw = json;
        return sent;
    }

    static Sent desk(String document) {
        return desk(document, Map.of());
    }

    /// A POST by `ann` to the schema in `desk.graphqls`.
    static Sent desk(String document, Map<String, ?> variables) {
        return query(document, variables).by("ann").toDesk();
    }

    Sent by(String subject, String... groups) {
        return claims(
                Map.of(
                        "sub",
                        subject,
                        "iss",
                        "https://issuer.test",
                        "cognito:groups",
                        "[" + String.join(" ", groups) + "]",
                        "email",
                        SECRET));
    }

    Sent claims(Map<String, String> claims) {
        return set("/requestContext/authorizer/jwt", "claims", JSON.valueToTree(claims));
    }

    Sent byNobody() {
        ((ObjectNode) event.get("requestContext")).remove("authorizer");
        return this;
    }

    Sent method(String method) {
        return set("/requestContext/http", "method", JSON.valueToTree(method));
    }

    Sent header(String name, @Nullable String value) {
        return set("/headers", name, JSON.valueToTree(value));
    }

    Sent without(String header) {
        ((ObjectNode) event.get("headers")).remove(header);
        return this;
    }

    Sent acceptingJson() {
        return header("accept", "application/json");
    }

    /// @param pointer an object of the event, which is created if it is missing
    Sent set(String pointer, String name, JsonNode value) {
        var object = pointer.isEmpty() ? event : event.withObject(pointer);
        object.set(name, value);
        return this;
    }

    /// Removes a member of the event.
    Sent drop(String name) {
        event.remove(name);
        return this;
    }

    /// Sets the time that is left of the invocation.
    Sent within(int millis) {
        remainingMillis = millis;
        return this;
    }

    int remainingMillis() {
        return remainingMillis;
    }

    /// Sends the same request to the desk.
    Sent toDesk() {
        atDesk = true;
        return this;
    }

    boolean atDesk() {
        return atDesk;
    }

    String text() {
        return raw == null ? json(event) : raw;
    }

    /// Returns the number of bytes that the client chose: the body, or the query string.
    int size() {
        var body = event.path("body").asText();
        var content =
                event.path("isBase64Encoded").asBoolean()
                        ? body.length() / 4 * 3
                        : body.getBytes(StandardCharsets.UTF_8).length;
        return content + event.path("rawQueryString").asText().length();
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
