// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.gateway;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The function behind the gateway, with the bounds of both: how many requests run and wait at
/// once, and how long each may take. More requests at once would only make all of them slower.
public final class Integration {
    /// The longest that an HTTP API waits for a function.
    public static final Duration LONGEST = Duration.ofSeconds(30);

    /// How many requests may wait for each that runs.
    private static final int WAITING = 15;

    private final RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function;
    private final Duration timeout;
    private final Duration longest;
    private final Semaphore running;
    private final Semaphore places;

    /// @param timeout of the function, at most [#LONGEST]
    /// @param atOnce how many requests the function answers at once
    /// @param concurrency for how many requests, and those that wait for them, there is room
    public Integration(
            RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function,
            Duration timeout,
            int atOnce,
            int concurrency) {
        this(function, timeout, LONGEST, atOnce, concurrency);
    }

    /// @param longest that the gateway waits for the function
    Integration(
            RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function,
            Duration timeout,
            Duration longest,
            int atOnce,
            int concurrency) {
        this.function = function;
        this.timeout = timeout;
        this.longest = longest;
        this.running = new Semaphore(atOnce, true);
        this.places = new Semaphore(concurrency * (1 + WAITING));
    }

    /// Room for one request, until it is closed.
    final class Place implements AutoCloseable {
        private final long arrival = System.nanoTime();

        private Place() {}

        /// Returns the reply of the function.
        ///
        /// @throws GatewayTimeout if the request took too long
        /// @throws ExecutionException if the function threw
        Reply reply(APIGatewayV2HTTPEvent event) throws InterruptedException, ExecutionException {
            if (!running.tryAcquire(left(), TimeUnit.NANOSECONDS)) {
                throw new GatewayTimeout(503, "Service Unavailable", longest);
            }
            var answer = new CompletableFuture<Reply>();
            Thread.startVirtualThread(() -> run(event, answer));
            var limit = Math.min(left(), timeout.toNanos());
            try {
                return answer.get(limit, TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                throw timeout.compareTo(longest) < 0 && limit == timeout.toNanos()
                        ? new GatewayTimeout(500, "Internal Server Error", timeout)
                        : new GatewayTimeout(503, "Service Unavailable", longest);
            }
        }

        private void run(APIGatewayV2HTTPEvent event, CompletableFuture<Reply> answer) {
            try {
                answer.complete(Reply.of(function.handleRequest(event, new LocalContext(timeout))));
            } catch (Throwable fault) {
                answer.completeExceptionally(fault);
            } finally {
                // Also if nobody waits for the answer any more.
                running.release();
            }
        }

        private long left() {
            return Math.max(0, longest.toNanos() - took().toNanos());
        }

        /// Returns the time since the request's arrival.
        Duration took() {
            return Duration.ofNanos(System.nanoTime() - arrival);
        }

        @Override
        public void close() {
            places.release();
        }
    }

    /// Returns null if there is no room for another request. This takes no time.
    @Nullable Place enter() {
        return places.tryAcquire() ? new Place() : null;
    }
}
