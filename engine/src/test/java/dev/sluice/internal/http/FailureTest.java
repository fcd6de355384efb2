// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import static dev.sluice.internal.http.Exchange.QUERY;
import static dev.sluice.internal.http.Exchange.post;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.policy.Limit;
import dev.sluice.internal.policy.RequestLimits;
import dev.sluice.internal.policy.RequestPolicy;
import dev.sluice.internal.recording.Redacted;
import dev.sluice.telemetry.Tracer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// After any failure, the client receives one sentence and the request id, and the next request is
/// served.
class FailureTest {
    private static final String CANARY = "canary7f3";

    private final Server server = new Server();

    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException("table " + CANARY),
                new IllegalStateException("outer", new RuntimeException(CANARY)),
                new StackOverflowError(CANARY),
                new OutOfMemoryError(CANARY),
                new AssertionError(CANARY),
                new NoClassDefFoundError(CANARY));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_failure_is_INTERNAL_with_the_request_id_and_nothing_else(Throwable failure) {
        for (EventKind kind : EventKind.values()) {
            server.executor.answer = failing(failure);

            HttpResponse response = server.send(kind, post(QUERY));

            assertThat(response.status()).isEqualTo(500);
            assertThat(Server.code(response)).isEqualTo("INTERNAL");
            assertThat(Server.json(response).at("/errors/0/extensions/requestId").asText())
                    .isEqualTo("request-1=");
            assertThat(response.body())
                    .doesNotContain(CANARY, failure.getClass().getSimpleName(), "dev.sluice");
            assertThat(server.events.getLast().codes()).containsExactly("INTERNAL");

            server.executor.answer = () -> FakeExecutor.OK;
            assertThat(server.send(kind, post(QUERY)).status()).isEqualTo(200);
        }
    }

    @Test
    void the_log_has_the_stack_and_the_request_id_but_no_message() {
        server.executor.answer = failing(new IllegalStateException(CANARY));

        String log = logOf(() -> server.send(post(QUERY)));

        assertThat(log)
                .contains("request-1=", "java.lang.IllegalStateException", "FailureTest")
                .doesNotContain(CANARY);
    }

    @Test
    void causes_are_logged_without_messages_even_in_a_circle() {
        Exception outer = new Exception(CANARY);
        outer.initCause(new RuntimeException(CANARY, outer));
        StringWriter log = new StringWriter();

        Redacted.of(outer).printStackTrace(new PrintWriter(log));

        assertThat(log.toString()).contains("Caused by").doesNotContain(CANARY);
    }

    @Test
    void a_refusal_thrown_by_the_executor_is_reported_as_a_refusal() {
        server.executor.answer = failing(RequestLimits.standard().exceeded(Limit.DEPTH));

        HttpResponse response = server.send(post(QUERY));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body())
                .isEqualTo(
                        "{\"errors\":[{\"message\":"
                                + "\"The request is over a limit: depth may be at most 12.\","
                                + "\"extensions\":{\"code\":\"LIMIT_EXCEEDED\","
                                + "\"limit\":\"depth\",\"maximum\":12}}]}");
    }

    @Test
    void an_interrupt_does_not_outlive_its_request() {
        server.executor.answer =
                () -> {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted");
                };

        assertThat(Server.code(server.send(post(QUERY)))).isEqualTo("INTERNAL");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void a_listener_that_fails_changes_no_reply() {
        GraphQLOverHttp service =
                new GraphQLOverHttp(
                        server.executor,
                        _ -> RequestPolicy.standard(),
                        HttpSettings.defaults(),
                        event -> {
                            throw new IllegalStateException(CANARY);
                        },
                        Tracer.NONE);

        String log =
                logOf(() ->
                        assertThat(EventKind.HTTP_API.send(service, post(QUERY)).status())
                                .isEqualTo(200));

        assertThat(log).doesNotContain(CANARY);
    }

    private static <T> Supplier<T> failing(Throwable failure) {
        return () -> {
            switch (failure) {
                case Error error -> throw error;
                case RuntimeException exception -> throw exception;
                default -> throw new AssertionError(failure);
            }
        };
    }

    private static String logOf(Runnable action) {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setErr(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
