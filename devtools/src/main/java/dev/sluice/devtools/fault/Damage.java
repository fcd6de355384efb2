// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.fault;

import com.fasterxml.jackson.databind.json.JsonMapper;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How a reply with the status 200 is damaged.
public enum Damage {
    /// There is no body.
    EMPTY,
    /// The body is `{}`.
    BLANK,
    /// The body is `null`.
    NULL,
    /// The body is an array.
    ARRAY,
    /// The body ends in the middle, and is announced with this length.
    CUT,
    /// The body is a page of HTML.
    HTML,
    /// Each value lacks its type.
    UNTYPED,
    /// The checksum does not match the body.
    CHECKSUM;

    private static final JsonMapper JSON = new JsonMapper();

    WireReply of(WireReply reply) {
        return switch (this) {
            case EMPTY -> reply.withBody("");
            case BLANK -> reply.withBody("{}");
            case NULL -> reply.withBody("null");
            case ARRAY -> reply.withBody("[]");
            case CUT -> reply.withBody(Arrays.copyOf(reply.body(), reply.body().length / 2));
            case HTML -> reply.withBody("<html><body>Service unavailable</body></html>");
            case UNTYPED -> reply.withBody(untyped());
            case CHECKSUM -> reply.withHeaders(wrongChecksum(reply.headers()));
        };
    }

    /// Has a member for the values of each operation.
    private static String untyped() {
        var item = Map.of("id", Map.of("M", 5));
        var items = List.of(item);
        var body =
                Map.of(
                        "Item", item,
                        "Items", items,
                        "Attributes", item,
                        "Responses", Map.of("Table", items),
                        "ConsumedCapacity", "none");
        return JSON.valueToTree(body).toString();
    }

    private static Map<String, String> wrongChecksum(Map<String, String> headers) {
        var all = new TreeMap<>(headers);
        all.put(WireReply.CHECKSUM, "1");
        return all;
    }
}
