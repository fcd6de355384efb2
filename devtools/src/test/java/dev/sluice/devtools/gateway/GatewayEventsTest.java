// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Source: API Gateway Developer Guide, "Create AWS Lambda proxy integrations for HTTP APIs".
class GatewayEventsTest {

    @Test
    void an_event_says_all_that_an_HTTP_API_says() {
        var event =
                event(Map.of("User-agent", List.of("app/1"), "Host", List.of("localhost:8080")));
        var context = event.getRequestContext();

        assertThat(event.getVersion()).isEqualTo("2.0");
        assertThat(event.getRouteKey()).isEqualTo("POST /graphql");
        assertThat(event.getRawPath()).isEqualTo("/graphql");
        assertThat(context.getStage()).isEqualTo("$default");
        assertThat(context.getRequestId()).isEqualTo("request-1");
        assertThat(context.getDomainName()).isEqualTo("localhost");
        assertThat(context.getTime()).isEqualTo("31/Jan/2026:12:00:00 +0000");
        assertThat(context.getTimeEpoch()).isEqualTo(1_769_860_800_000L);
        assertThat(context.getHttp().getMethod()).isEqualTo("POST");
        assertThat(context.getHttp().getPath()).isEqualTo("/graphql");
        assertThat(context.getHttp().getProtocol()).isEqualTo("HTTP/1.1");
        assertThat(context.getHttp().getSourceIp()).isEqualTo("127.0.0.1");
        assertThat(context.getHttp().getUserAgent()).isEqualTo("app/1");
    }

    /// "All header names are lowercased. […] Duplicate headers are combined with commas."
    @Test
    void header_names_are_in_lower_case_and_repeated_headers_are_joined() {
        var headers =
                event(Map.of("X-One", List.of("a", "b"), "Connection", List.of("close")))
                        .getHeaders();

        assertThat(headers)
                .containsEntry("x-one", "a,b")
                .containsEntry("content-length", "2")
                .containsEntry("x-forwarded-for", "127.0.0.1")
                .containsEntry("x-forwarded-port", "8080")
                .containsEntry("x-forwarded-proto", "http")
                .doesNotContainKey("connection");
        assertThat(headers.get("x-amzn-trace-id")).matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24}");
    }

    /// "All cookie headers in the request are combined with commas and added to the cookies field."
    @Test
    void cookies_have_a_field_of_their_own() {
        var event = event(Map.of("Cookie", List.of("a=1; b=2", "c=3")));

        assertThat(event.getCookies()).containsExactly("a=1", "b=2", "c=3");
        assertThat(event.getHeaders()).doesNotContainKey("cookie");
    }

    /// "Duplicate query strings are combined with commas."
    @Test
    void query_parameters_are_decoded_and_joined() {
        var event = event("a=1&b=x%20y%2Bz+w&a=2&c", Map.of(), "");

        assertThat(event.getRawQueryString()).isEqualTo("a=1&b=x%20y%2Bz+w&a=2&c");
        assertThat(event.getQueryStringParameters())
                .isEqualTo(Map.of("a", "1,2", "b", "x y+z w", "c", ""));
    }

    @Test
    void what_is_absent_is_null() {
        var event = event(null, Map.of(), "");

        assertThat(event.getRawQueryString()).isEmpty();
        assertThat(event.getQueryStringParameters()).isNull();
        assertThat(event.getCookies()).isNull();
        assertThat(event.getBody()).isNull();
        assertThat(event.getIsBase64Encoded()).isFalse();
        assertThat(event.getRequestContext().getAuthorizer()).isNull();
    }

    /// Measured on a deployed HTTP API, because the documentation does not list the binary types.
    @ParameterizedTest
    @CsvSource({
        "application/json, false",
        "Application/JSON; charset=utf-8, false",
        "text/plain, false",
        "application/xml, false",
        "application/javascript, false",
        "application/graphql, true",
        "application/graphql-response+json, true",
        "application/x-www-form-urlencoded, true",
        "application/octet-stream, true",
        ", true",
    })
    void a_body_is_text_only_for_these_content_types(@Nullable String type, boolean encoded) {
        Map<String, List<String>> headers =
                type == null ? Map.of() : Map.of("Content-type", List.of(type));
        var event = event(null, headers, "é}");

        assertThat(event.getIsBase64Encoded()).isEqualTo(encoded);
        assertThat(event.getBody()).isEqualTo(encoded ? "w6l9" : "é}");
    }

    @Test
    void claims_are_where_the_JWT_authorizer_puts_them() {
        var request = request(null, Map.of(), "{}");
        var event = GatewayEvents.of(request, "POST /graphql", "r", Map.of("sub", "c1"));
        var jwt = event.getRequestContext().getAuthorizer().getJwt();

        assertThat(jwt.getClaims()).isEqualTo(Map.of("sub", "c1"));
        assertThat(jwt.getScopes()).isNull();
    }

    private static APIGatewayV2HTTPEvent event(Map<String, List<String>> headers) {
        return event(null, headers, "{}");
    }

    private static APIGatewayV2HTTPEvent event(
            @Nullable String query, Map<String, List<String>> headers, String body) {
        return GatewayEvents.of(request(query, headers, body), "POST /graphql", "request-1", null);
    }

    private static ClientRequest request(
            @Nullable String query, Map<String, List<String>> headers, String body) {
        return new ClientRequest(
                "POST",
                "/graphql",
                query,
                "HTTP/1.1",
                headers,
                body.getBytes(UTF_8),
                "127.0.0.1",
                8080,
                Instant.parse("2026-01-31T12:00:00Z"));
    }
}
