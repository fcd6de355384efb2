// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// A BatchGetItem of which only the first keys of each table are sent. The others are reported as
/// unprocessed.
final class PartialBatch {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String KEYS = "Keys";
    private static final String ITEMS = "RequestItems";
    private static final String UNPROCESSED = "UnprocessedKeys";

    private final ObjectNode sent;
    private final ObjectNode kept = JSON.createObjectNode();

    private PartialBatch(ObjectNode request) {
        this.sent = request.deepCopy();
    }

    /// Sends half of the keys of each table, rounded up.
    static PartialBatch half(JsonNode request) {
        var batch = new PartialBatch((ObjectNode) request);
        request.path(ITEMS)
                .properties()
                .forEach(table -> batch.split(table.getKey(), table.getValue()));
        return batch;
    }

    private void split(String table, JsonNode request) {
        var keys = request.path(KEYS);
        var half = (keys.size() + 1) / 2;
        var first = JSON.createArrayNode();
        var rest = JSON.createArrayNode();
        for (int i = 0; i < keys.size(); i++) {
            (i < half ? first : rest).add(keys.get(i));
        }
        sent.withObjectProperty(ITEMS).withObjectProperty(table).set(KEYS, first);
        if (!rest.isEmpty()) {
            kept.set(table, with(request, rest));
        }
    }

    private static JsonNode with(JsonNode request, ArrayNode keys) {
        ObjectNode copy = request.deepCopy();
        copy.set(KEYS, keys);
        return copy;
    }

    byte[] body() {
        return sent.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Adds the unprocessed keys to the reply to [#body].
    WireReply completed(WireReply reply) {
        if (reply.status() != 200) {
            return reply;
        }
        try {
            var body = (ObjectNode) JSON.readTree(reply.body());
            body.withObjectProperty(UNPROCESSED).setAll(kept);
            return reply.withBody(body.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns a reply that leaves all keys unprocessed.
    static WireReply none(JsonNode request) {
        var body = JSON.createObjectNode();
        body.putObject("Responses");
        body.set(UNPROCESSED, request.path(ITEMS));
        return WireReply.json(200, body.toString());
    }
}
