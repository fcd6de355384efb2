// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import static dev.sluice.internal.http.Exchange.QUERY;
import static dev.sluice.internal.http.Exchange.post;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.execution.GraphQLResult;
import dev.sluice.internal.policy.ErrorCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The statuses of the edition of July 2026. NegotiationTest and TransportTest cover the
/// established ones.
///
/// Source: GraphQL over HTTP, "Status Codes".
class HttpStatusesTest {
    private static final GraphQLResult PARTIAL =
            new GraphQLResult(
                    Map.of("data", Map.of(), "errors", List.of()),
                    true,
                    List.of(ErrorCode.FORBIDDEN),
                    null,
                    false,
                    Map.of());

    private final Server server =
            new Server(
                    new HttpSettings("groups", Set.of(), HttpStatuses.EDITION_2026, Duration.ZERO));

    @ParameterizedTest
    @EnumSource
    void data_beside_errors_is_a_partial_success(EventKind kind) {
        server.executor.answer = () -> PARTIAL;

        assertThat(server.send(kind, post(QUERY)).status()).isEqualTo(294);
    }

    @Test
    void data_without_errors_is_200() {
        assertThat(server.send(post(QUERY)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GRAPHQL_PARSE_FAILED, 400",
        "GRAPHQL_VALIDATION_FAILED, 422",
        "BAD_USER_INPUT, 422",
        "LIMIT_EXCEEDED, 400",
        "METHOD_NOT_ALLOWED, 405",
        "UNAVAILABLE, 503"
    })
    void what_can_be_read_but_makes_no_sense_is_unprocessable(ErrorCode code, int status) {
        server.executor.answer = () -> FakeExecutor.refused(code);

        assertThat(server.send(post(QUERY)).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{}",
                "{\"query\":1}",
                "{\"query\":\"{a}\",\"variables\":[]}",
                "{\"query\":\"{a}\",\"extensions\":0}"
            })
    void JSON_that_is_no_request_is_unprocessable(String body) {
        assertThat(server.send(post(body)).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"query\":\"\\ud800\"}", ""})
    void what_is_no_JSON_is_a_bad_request(String body) {
        assertThat(server.send(post(body)).status()).isEqualTo(400);
    }

    @Test
    void as_application_json_the_statuses_are_the_established_ones() {
        assertThat(server.send(json("{}")).status()).isEqualTo(400);
        server.executor.answer = () -> PARTIAL;
        assertThat(server.send(json(QUERY)).status()).isEqualTo(200);
        server.executor.answer = () -> FakeExecutor.refused(ErrorCode.GRAPHQL_VALIDATION_FAILED);
        assertThat(server.send(json(QUERY)).status()).isEqualTo(200);
    }

    private static Exchange json(String body) {
        return post(body).header("accept", "application/json");
    }
}
