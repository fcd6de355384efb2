// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.client;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// An HTTP client of few requests, which closes the connections that they left open. The SDK's own
/// leaves them to the JVM, which would hand them to others for some seconds: in a snapshot, for
/// some seconds after it is restored, when there is nobody at the other end.
public final class ClosingHttpClient implements SdkHttpClient {
    private final SdkHttpClient client;
    private final Queue<ExecutableHttpRequest> sent = new ConcurrentLinkedQueue<>();

    private ClosingHttpClient(SdkHttpClient client) {
        this.client = client;
    }

    /// With the timeouts of every client of the engine.
    public static SdkHttpClient.Builder<?> builder() {
        return new Builder();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        var prepared = client.prepareRequest(request);
        sent.add(prepared);
        return prepared;
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    /// An answered request that is aborted closes an idle connection to its host, if there is one.
    @Override
    public void close() {
        sent.forEach(ExecutableHttpRequest::abort);
        client.close();
    }

    private static final class Builder implements SdkHttpClient.Builder<Builder> {
        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
            return new ClosingHttpClient(DynamoDbClients.http().buildWithDefaults(defaults));
        }
    }
}
