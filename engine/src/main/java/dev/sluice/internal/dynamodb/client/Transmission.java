// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.client;

import dev.sluice.internal.dynamodb.retry.Attempts;
import dev.sluice.internal.dynamodb.retry.UnsentException;

import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;

import java.io.IOException;
import java.util.function.Supplier;

/// One attempt on its way through the SDK. After the connection is open, and before the first byte
/// of the request is sent, it checks the time once more: credentials, name look-up and TLS may have
/// taken long.
final class Transmission {
    private static final ScopedValue<Transmission> CURRENT = ScopedValue.newInstance();

    private final Attempts attempts;
    private boolean watched;
    private boolean begun;

    private Transmission(Attempts attempts) {
        this.attempts = attempts;
    }

    /// Runs a call of the SDK's client, on this thread.
    ///
    /// @throws UnsentException if nothing was sent
    static <T> T run(Attempts attempts, Supplier<T> call) {
        if (!attempts.isInTime()) {
            throw new UnsentException(null);
        }
        var transmission = new Transmission(attempts);
        try {
            return ScopedValue.where(CURRENT, transmission).call(call::get);
        } catch (UnsentException late) {
            throw late;
        } catch (RuntimeException failure) {
            if (transmission.watched && !transmission.begun) {
                throw new UnsentException(failure);
            }
            throw failure;
        }
    }

    /// Returns a request that tells the current transmission when its body is about to be sent.
    static HttpExecuteRequest watched(HttpExecuteRequest request) {
        var body = request.contentStreamProvider();
        if (!CURRENT.isBound() || body.isEmpty()) {
            return request;
        }
        var transmission = CURRENT.get();
        transmission.watched = true;
        ContentStreamProvider content =
                () -> {
                    transmission.begin();
                    return body.get().newStream();
                };
        var watched =
                HttpExecuteRequest.builder()
                        .request(request.httpRequest())
                        .contentStreamProvider(content);
        request.metricCollector().ifPresent(watched::metricCollector);
        return watched.build();
    }

    private void begin() {
        if (!attempts.isInTime()) {
            throw new UnsentException(null);
        }
        begun = true;
    }

    /// Closes the connection of a request that is too late. Its headers may be on the wire, so
    /// nothing else may be sent on it.
    record Closing(ExecutableHttpRequest request) implements ExecutableHttpRequest {
        @Override
        public HttpExecuteResponse call() throws IOException {
            try {
                return request.call();
            } catch (UnsentException late) {
                request.abort();
                throw late;
            }
        }

        @Override
        public void abort() {
            request.abort();
        }
    }
}
