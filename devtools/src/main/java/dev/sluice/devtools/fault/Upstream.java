// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.fault;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.TreeMap;

/// The DynamoDB behind the proxy.
final class Upstream implements AutoCloseable {
    private static final List<String> SENT =
            List.of(
                    "x-amz-target",
                    "authorization",
                    "x-amz-date",
                    "x-amz-security-token",
                    WireReply.CONTENT_TYPE);

    private static final List<String> RETURNED =
            List.of(WireReply.CONTENT_TYPE, WireReply.CHECKSUM, "x-amzn-requestid");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI dynamoDb;

    Upstream(URI dynamoDb) {
        this.dynamoDb = dynamoDb;
    }

    WireReply send(WireRequest request, byte[] body) throws IOException, InterruptedException {
        var sent = HttpRequest.newBuilder(dynamoDb).POST(BodyPublishers.ofByteArray(body));
        SENT.forEach(name -> {
            var value = request.headers().get(name);
            if (value != null) {
                sent.header(name, value);
            }
        });
        var response = client.send(sent.build(), BodyHandlers.ofByteArray());
        var headers = new TreeMap<String, String>();
        RETURNED.forEach(name ->
                response.headers().firstValue(name).ifPresent(value -> headers.put(name, value)));
        return new WireReply(response.statusCode(), headers, response.body());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
