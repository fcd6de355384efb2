// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.fault;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// An HTTP reply to a request of DynamoDB's protocol.
///
/// @param headers by name in lower case, without those of the connection
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record WireReply(int status, Map<String, String> headers, byte[] body) {
    static final String CHECKSUM = "x-amz-crc32";
    static final String CONTENT_TYPE = "content-type";
    private static final String JSON = "application/x-amz-json-1.0";

    public WireReply {
        headers = Map.copyOf(headers);
    }

    static WireReply json(int status, String body) {
        return new WireReply(
                status, Map.of(CONTENT_TYPE, JSON), body.getBytes(StandardCharsets.UTF_8));
    }

    /// Returns the page of a load balancer in front of DynamoDB.
    static WireReply page(int status) {
        var body = "<html><body><h1>%d</h1></body></html>".formatted(status);
        return new WireReply(
                status, Map.of(CONTENT_TYPE, "text/html"), body.getBytes(StandardCharsets.UTF_8));
    }

    WireReply withHeaders(Map<String, String> others) {
        return new WireReply(status, others, body);
    }

    WireReply withBody(String other) {
        return withBody(other.getBytes(StandardCharsets.UTF_8));
    }

    /// Returns the same reply with another body, and without a checksum.
    WireReply withBody(byte[] other) {
        return new WireReply(
                status, Map.of(CONTENT_TYPE, headers.getOrDefault(CONTENT_TYPE, JSON)), other);
    }
}
