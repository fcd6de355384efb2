// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.client;

import dev.sluice.internal.dynamodb.retry.Attempts;
import dev.sluice.internal.dynamodb.retry.UnsentException;
import dev.sluice.internal.policy.Refusal;

import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

import java.io.IOException;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// One attempt on its way through the SDK. After the connection is open, and before the first byte
/// of the request is sent, it checks the time once more: credentials, name look-up and TLS may have
/// taken long. Before the reply is read, it reports its length.
final class Transmission {
    private static final ScopedValue<Transmission> CURRENT = ScopedValue.newInstance();

    private static final String LENGTH = "Content-Length";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final Attempts attempts;
    private final LongConsumer length;
    private boolean watched;
    private boolean begun;

    private Transmission(Attempts attempts, LongConsumer length) {
        this.attempts = attempts;
        this.length = length;
    }

    /// Runs a call of the SDK's client, on this thread.
    ///
    /// @param length receives the length of the reply, and may refuse it
    /// @throws UnsentException if nothing was sent
    static <T> T run(Attempts attempts, LongConsumer length, Supplier<T> call) {
        if (!attempts.isInTime()) {
            throw new UnsentException(null);
        }
        var transmission = new Transmission(attempts, length);
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
                        .request(transmission.prepared(request.httpRequest()))
                        .contentStreamProvider(content);
        request.metricCollector().ifPresent(watched::metricCollector);
        return watched.build();
    }

    /// Returns a read without the length of its body, so that the JDK collects the body before it
    /// sends it. A body of a known length is streamed, and before the JDK streams one on an open
    /// connection, it waits a millisecond to see whether the other end has closed it. A write is
    /// streamed, because the JDK never sends a streamed body again.
    private SdkHttpRequest prepared(SdkHttpRequest request) {
        return attempts.isWrite() ? request : request.toBuilder().removeHeader(LENGTH).build();
    }

    private static void arrives(HttpExecuteResponse reply) {
        if (CURRENT.isBound()) {
            reply.httpResponse()
                    .firstMatchingHeader(LENGTH)
                    .filter(value -> NUMBER.matcher(value).matches())
                    .ifPresent(value -> CURRENT.get().length.accept(Long.parseLong(value)));
        }
    }

    private void begin() {
        if (!attempts.isInTime()) {
            throw new UnsentException(null);
        }
        begun = true;
    }

    /// Closes the connection of a request that is too late, and of a reply that is refused. A part
    /// of the request may be on the wire, or of the reply, so nothing else may be sent on it.
    record Closing(ExecutableHttpRequest request) implements ExecutableHttpRequest {
        @Override
        public HttpExecuteResponse call() throws IOException {
            try {
                var reply = request.call();
                arrives(reply);
                return reply;
            } catch (UnsentException | Refusal refused) {
                request.abort();
                throw refused;
            }
        }

        @Override
        public void abort() {
            request.abort();
        }
    }
}
