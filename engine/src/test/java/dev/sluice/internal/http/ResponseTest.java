// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import static dev.sluice.internal.http.Exchange.QUERY;
import static dev.sluice.internal.http.Exchange.get;
import static dev.sluice.internal.http.Exchange.post;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.policy.Limit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Bodies and headers of executed requests.
class ResponseTest {
    private static final int MAX_BYTES = Limit.RESPONSE_BYTES.standard();

    private final Server server = new Server();

    @ParameterizedTest
    @EnumSource
    void the_response_map_is_written_in_its_order(EventKind kind) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("errors", List.of(Map.of("message", "m")));
        map.put("data", Arrays.asList(1, null, true));
        server.executor.answer = () -> FakeExecutor.executed(map);

        HttpResponse response = server.send(kind, post(QUERY));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"errors\":[{\"message\":\"m\"}],\"data\":[1,null,true]}");
    }

    @Test
    void numbers_are_plain_and_text_is_kept() {
        List<Object> values =
                List.of(
                        new BigDecimal("1E+5"),
                        new BigDecimal("0.00000001"),
                        new BigInteger("12345678901234567890"),
                        9007199254740993L,
                        1.5,
                        "é🏃\"\\\n\u2028");
        server.executor.answer = () -> FakeExecutor.executed(Map.of("data", values));

        assertThat(server.send(post(QUERY)).body())
                .isEqualTo(
                        "{\"data\":[100000,0.00000001,12345678901234567890,9007199254740993,1.5,"
                                + "\"é🏃\\\"\\\\\\n\u2028\"]}");
    }

    @Test
    void a_public_hint_is_sent_to_caches() {
        server.executor.answer = () -> FakeExecutor.cached(60, true);

        assertThat(server.send(get("query=%7Ba%7D")).headers())
                .containsEntry("cache-control", "public, max-age=60")
                .containsEntry("vary", "accept, accept-encoding, authorization");
    }

    @Test
    void everything_else_is_private_and_not_stored() {
        server.executor.answer = () -> FakeExecutor.cached(60, false);
        assertThat(server.send(post(QUERY)).headers())
                .containsEntry("cache-control", "private, no-store");

        server.executor.answer = () -> FakeExecutor.OK;
        assertThat(server.send(post(QUERY)).headers())
                .containsEntry("cache-control", "private, no-store");
    }

    @Test
    void a_response_with_a_cost_report_is_not_stored() {
        server.executor.answer = () -> FakeExecutor.cached(60, true);

        assertThat(server.send(get("query=%7Ba%7D").header("graphql-cost", "report")).headers())
                .containsEntry("cache-control", "private, no-store");
    }

    @ParameterizedTest
    @EnumSource
    void a_response_larger_than_lambda_returns_is_refused(EventKind kind) {
        server.executor.answer =
                () -> FakeExecutor.executed(Map.of("data", "é".repeat(MAX_BYTES / 2)));

        HttpResponse response = server.send(kind, post(QUERY));

        assertThat(response.status()).isEqualTo(500);
        assertThat(Server.code(response)).isEqualTo("RESPONSE_TOO_LARGE");
        assertThat(Server.json(response).has("data")).isFalse();
        assertThat(server.events.getLast().codes()).containsExactly("RESPONSE_TOO_LARGE");
    }

    @Test
    void the_largest_response_fits_lambdas_reply_with_every_quote_escaped() {
        List<String> names = new ArrayList<>();
        // Each element is two quotes and a comma: five bytes once escaped.
        for (int i = 0; i < MAX_BYTES / 5 - 10; i++) {
            names.add("");
        }
        server.executor.answer = () -> FakeExecutor.executed(Map.of("data", names));

        HttpResponse response = server.send(post(QUERY));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body().replace("\"", "\\\"").getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(MAX_BYTES);

        names.addAll(names.subList(0, 20));
        assertThat(Server.code(server.send(post(QUERY)))).isEqualTo("RESPONSE_TOO_LARGE");
    }

    @Test
    void a_value_that_JSON_cannot_hold_is_a_failure_of_the_server() {
        for (Object value : List.of(Double.NaN, Double.POSITIVE_INFINITY, new Object())) {
            server.executor.answer = () -> FakeExecutor.executed(Map.of("data", value));

            assertThat(Server.code(server.send(post(QUERY)))).isEqualTo("INTERNAL");
        }
    }
}
