// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.client;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

import java.time.Duration;

/// Sends the SDK's requests, and lets a `Transmission` check the time before the first byte.
final class WatchedHttpClient implements SdkHttpClient {
    static {
        // `RetryPolicy` decides whether a read is sent again, and not the JDK.
        System.setProperty("sun.net.http.retryPost", "false");
    }

    private static final Duration CONNECT = Duration.ofSeconds(1);

    /// Longer than any request lasts. The timeout of each attempt bounds the attempt as a whole; a
    /// socket's timeout would begin anew with each byte.
    private static final Duration SOCKET = Duration.ofMinutes(1);

    private final SdkHttpClient client;

    private WatchedHttpClient(SdkHttpClient client) {
        this.client = client;
    }

    /// Returns a builder with the timeouts of every client of the engine.
    static SdkHttpClient.Builder<?> builder() {
        return new Builder();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new Transmission.Closing(client.prepareRequest(Transmission.watched(request)));
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }

    private static final class Builder implements SdkHttpClient.Builder<Builder> {
        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
            return new WatchedHttpClient(
                    UrlConnectionHttpClient.builder()
                            .connectionTimeout(CONNECT)
                            .socketTimeout(SOCKET)
                            .buildWithDefaults(defaults));
        }
    }
}
