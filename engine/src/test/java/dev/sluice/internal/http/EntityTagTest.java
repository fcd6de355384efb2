// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import static dev.sluice.internal.http.Exchange.QUERY;
import static dev.sluice.internal.http.Exchange.get;
import static dev.sluice.internal.http.Exchange.post;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.execution.GraphQLResult;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

/// A cache that has a response need not get it again.
class EntityTagTest {
    private static final String READ = "query=%7Ba%7D";

    private final Server server = new Server();

    @BeforeEach
    void answer() {
        server.executor.answer = () -> FakeExecutor.cached(60, true);
    }

    @ParameterizedTest
    @EnumSource
    void a_response_that_the_cache_has_is_not_sent_again(EventKind kind) {
        HttpResponse first = server.send(kind, get(READ));
        HttpResponse second = server.send(kind, get(READ).header("if-none-match", tag(first)));

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(second.headers())
                .containsEntry("etag", tag(first))
                .containsEntry("cache-control", "public, max-age=60")
                .containsEntry("vary", "accept, accept-encoding, authorization")
                .doesNotContainKey("content-type");
        assertThat(server.events.getLast().status()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"other\", %s", "*", "%s,\"other\""})
    void the_header_can_name_several_responses(String known) {
        String tag = tag(server.send(get(READ)));

        HttpResponse response =
                server.send(get(READ).header("if-none-match", known.formatted(tag)));

        assertThat(response.status()).isEqualTo(304);
    }

    @Test
    void the_comparison_is_weak() {
        String strong = tag(server.send(get(READ))).substring("W/".length());

        assertThat(server.send(get(READ).header("if-none-match", strong)).status()).isEqualTo(304);
    }

    @Test
    void another_response_has_another_tag_and_is_sent() {
        String tag = tag(server.send(get(READ)));
        server.executor.answer =
                () ->
                        new GraphQLResult(
                                Map.of("data", Map.of("a", 1)),
                                true,
                                List.of(),
                                60,
                                true,
                                Map.of());

        HttpResponse response = server.send(get(READ).header("if-none-match", tag));

        assertThat(response.status()).isEqualTo(200);
        assertThat(tag(response)).isNotEqualTo(tag);
    }

    @Test
    void a_post_is_answered_in_full() {
        String tag = tag(server.send(get(READ)));

        assertThat(server.send(post(QUERY).header("if-none-match", tag)).status()).isEqualTo(200);
    }

    @Test
    void a_private_response_has_no_tag() {
        server.executor.answer = () -> FakeExecutor.OK;

        HttpResponse response = server.send(get(READ).header("if-none-match", "*"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers()).doesNotContainKey("etag");
    }

    private static String tag(HttpResponse response) {
        return response.headers().getOrDefault("etag", "");
    }
}
