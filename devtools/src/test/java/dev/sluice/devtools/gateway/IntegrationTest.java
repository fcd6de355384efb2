// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.sluice.internal.http.Cors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Requests to a function that answers only when the test lets it.
class IntegrationTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /// One that runs, and those that wait for it.
    private static final int PLACES = 16;

    private final HttpClient client = HttpClient.newHttpClient();
    private final LocalServer server = LocalServer.bind("127.0.0.1", 0);
    private final Semaphore answers = new Semaphore(0);
    private final Semaphore arrived = new Semaphore(0);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();
    private final List<String> answered = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        answers.release(PLACES);
        server.close();
        client.close();
    }

    private void serve(Duration timeout) {
        serve(new Integration(this::answer, timeout, 1, 1));
    }

    private void serve(Integration integration) {
        server.start(
                Map.of(
                        "/graphql",
                        new ApiRoute(
                                "/graphql",
                                null,
                                new Cors(Set.of()),
                                integration,
                                (status, took, fault) -> answered.add(status + " " + fault))));
    }

    private APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event, Context context) {
        mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
        arrived.release();
        answers.acquireUninterruptibly();
        running.decrementAndGet();
        return APIGatewayV2HTTPResponse.builder().withStatusCode(200).build();
    }

    private CompletableFuture<HttpResponse<String>> post() {
        var url = URI.create("http://127.0.0.1:%d/graphql".formatted(server.port()));
        return client.sendAsync(
                HttpRequest.newBuilder(url).POST(BodyPublishers.ofString("{}")).build(),
                BodyHandlers.ofString());
    }

    @Test
    void a_request_beyond_those_that_run_and_wait_gets_503_at_once_and_the_others_are_answered()
            throws Exception {
        serve(TIMEOUT);
        var requests = Stream.generate(this::post).limit(PLACES + 1).toList();

        var shed =
                (HttpResponse<?>)
                        CompletableFuture.anyOf(requests.toArray(CompletableFuture[]::new)).join();
        assertThat(shed.statusCode()).isEqualTo(503);
        assertThat(shed.headers().firstValue("retry-after")).hasValue("1");
        assertThat(shed.body()).isEqualTo("{\"message\":\"Service Unavailable\"}");
        assertThat(answered).containsExactly("503 null");

        answers.release(PLACES);
        assertThat(requests)
                .extracting(each -> each.join().statusCode())
                .containsOnly(200, 503)
                .filteredOn(status -> status == 503)
                .hasSize(1);
        assertThat(mostRunning).hasValue(1);
        answers.release();
        assertThat(post().join().statusCode()).isEqualTo(200);
    }

    @Test
    void a_function_without_a_response_at_its_timeout_is_a_500_and_is_no_longer_waited_for()
            throws Exception {
        serve(Duration.ofSeconds(1));
        var late = post().join();

        assertThat(late.statusCode()).isEqualTo(500);
        assertThat(late.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
        assertThat(answered).singleElement().asString().contains("no response after 1000 ms");
        answers.release();
        assertThat(arrived.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        answers.release();
        assertThat(post().join().statusCode()).isEqualTo(200);
    }

    @Test
    void a_function_that_may_run_longer_than_the_gateway_waits_is_a_503() {
        serve(new Integration(this::answer, Duration.ofSeconds(60), Duration.ofSeconds(1), 1, 1));
        var late = post().join();

        assertThat(Integration.LONGEST).isEqualTo(Duration.ofSeconds(30));
        assertThat(late.statusCode()).isEqualTo(503);
        assertThat(late.body()).isEqualTo("{\"message\":\"Service Unavailable\"}");
        assertThat(answered).singleElement().asString().contains("no response after 1000 ms");
    }

    @Test
    void a_request_that_waits_as_long_as_the_gateway_waits_is_a_503_and_never_runs()
            throws Exception {
        serve(new Integration(this::answer, Duration.ofSeconds(60), Duration.ofSeconds(2), 1, 1));
        var running = post();
        assertThat(arrived.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        var waiting = post();

        assertThat(running.join().statusCode()).isEqualTo(503);
        assertThat(waiting.join().statusCode()).isEqualTo(503);
        assertThat(arrived.tryAcquire()).isFalse();
    }
}
