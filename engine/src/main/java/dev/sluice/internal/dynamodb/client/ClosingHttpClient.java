// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.client;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;

/// An HTTP client for priming. On close, it also closes the connections that the requests left
/// open. The SDK's own client leaves them to the JVM, which reuses them for some seconds. After a
/// snapshot is restored, their other end no longer exists.
public final class ClosingHttpClient implements SdkHttpClient {
    /// More connections than the JVM keeps open to one host, which is 5.
    private static final int KEPT = 16;

    private final SdkHttpClient client;

    /// The latest requests.
    private final BlockingDeque<ExecutableHttpRequest> sent = new LinkedBlockingDeque<>(KEPT);

    private ClosingHttpClient(SdkHttpClient client) {
        this.client = client;
    }

    /// Returns a builder with the timeouts of every client of the engine.
    public static SdkHttpClient.Builder<?> builder() {
        return new Builder();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        var prepared = client.prepareRequest(request);
        while (!sent.offer(prepared)) {
            var _ = sent.poll();
        }
        return prepared;
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    /// Aborting a request that was answered closes an idle connection to its host, if there is one.
    @Override
    public void close() {
        sent.forEach(ExecutableHttpRequest::abort);
        client.close();
    }

    private static final class Builder implements SdkHttpClient.Builder<Builder> {
        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
            return new ClosingHttpClient(WatchedHttpClient.builder().buildWithDefaults(defaults));
        }
    }
}
