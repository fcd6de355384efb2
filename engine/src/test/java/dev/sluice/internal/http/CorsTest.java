// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import static dev.sluice.internal.http.Exchange.QUERY;
import static dev.sluice.internal.http.Exchange.post;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Set;

/// Source: Fetch, "CORS protocol", https://fetch.spec.whatwg.org/#http-cors-protocol
class CorsTest {
    private static final String SHOP = "https://shop.example.com";
    private static final String ADMIN = "https://admin.example.com";

    @ParameterizedTest
    @EnumSource
    void the_page_of_a_configured_origin_may_read_a_reply(EventKind kind) {
        HttpResponse response = server(SHOP, ADMIN).send(kind, post(QUERY).header("Origin", ADMIN));

        assertThat(response.headers())
                .containsEntry("access-control-allow-origin", ADMIN)
                .containsEntry("vary", "accept, accept-encoding, authorization, origin")
                .containsEntry("access-control-expose-headers", "deprecation, retry-after, sunset")
                .doesNotContainKeys(
                        "access-control-allow-credentials", "access-control-allow-methods");
    }

    @ParameterizedTest
    @EnumSource
    void a_preflight_request_gets_methods_and_headers(EventKind kind) {
        HttpResponse response =
                server(SHOP)
                        .send(
                                kind,
                                new Exchange()
                                        .method("OPTIONS")
                                        .header("origin", SHOP)
                                        .header("access-control-request-method", "POST")
                                        .header("access-control-request-headers", "x-canary"));

        assertThat(response.status()).isEqualTo(204);
        assertThat(response.headers())
                .containsEntry("access-control-allow-origin", SHOP)
                .containsEntry("access-control-allow-methods", "GET, POST")
                .containsEntry("access-control-allow-headers", "*, authorization")
                .containsEntry("access-control-max-age", "7200")
                .doesNotContainKey("access-control-allow-credentials");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://other.example.com",
                "http://shop.example.com",
                "https://shop.example.com:8443",
                "https://shop.example.com.evil.example",
                "https://evil.example?https://shop.example.com",
                "HTTPS://SHOP.EXAMPLE.COM",
                "https://shop.example.com,https://evil.example",
                "null",
                "*",
                ""
            })
    void another_origin_gets_no_headers(String origin) {
        HttpResponse response = server(SHOP).send(post(QUERY).header("origin", origin));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers())
                .containsEntry("vary", "accept, accept-encoding, authorization, origin")
                .doesNotContainKey("access-control-allow-origin");
    }

    @ParameterizedTest
    @EnumSource
    void a_refusal_can_be_read_too(EventKind kind) {
        HttpResponse response = server(SHOP).send(kind, post("{").header("origin", SHOP));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.headers()).containsEntry("access-control-allow-origin", SHOP);
    }

    @ParameterizedTest
    @EnumSource
    void a_star_lets_every_origin_read_and_repeats_none(EventKind kind) {
        HttpResponse response = server("*").send(kind, post(QUERY).header("origin", SHOP));

        assertThat(response.headers()).containsEntry("access-control-allow-origin", "*");
    }

    private static Server server(String... origins) {
        HttpSettings defaults = HttpSettings.defaults();
        return new Server(
                new HttpSettings(
                        defaults.groupClaim(),
                        Set.of(origins),
                        defaults.statuses(),
                        Duration.ZERO));
    }
}
