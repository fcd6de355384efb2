// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import static dev.sluice.internal.http.Exchange.QUERY;
import static dev.sluice.internal.http.Exchange.post;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.sluice.internal.http.lambda.HttpApiHandler;
import dev.sluice.testing.Invocation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// Which responses are compressed.
class CompressionTest {
    private static final String LONG = "é🏃".repeat(1_000);
    private static final String BODY = "{\"data\":\"%s\"}".formatted(LONG);

    private final Server server = new Server();

    @ParameterizedTest
    @ValueSource(
            strings = {"gzip", "GZIP", "br, gzip;q=0.1", "*", "deflate;q=1, *;q=0.5", "br,gzip"})
    void a_long_response_is_compressed_if_the_client_accepts_it(String accepted)
            throws IOException {
        APIGatewayV2HTTPResponse response = answer(LONG, accepted);

        assertThat(response.getIsBase64Encoded()).isTrue();
        assertThat(response.getHeaders())
                .containsEntry("content-encoding", "gzip")
                .containsEntry("content-type", "application/graphql-response+json; charset=utf-8")
                .containsEntry("vary", "accept, accept-encoding, authorization");
        assertThat(unzipped(response)).isEqualTo(BODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "br", "gzip;q=0", "*;q=0", "*, gzip;q=0", "gzip;q=none", "x-gzip"})
    void a_response_is_plain_if_the_client_accepts_nothing_else(String accepted) {
        APIGatewayV2HTTPResponse response = answer(LONG, accepted);

        assertThat(response.getIsBase64Encoded()).isFalse();
        assertThat(response.getHeaders()).doesNotContainKey("content-encoding");
        assertThat(response.getBody()).isEqualTo(BODY);
    }

    @Test
    void a_short_response_is_plain() {
        String rest = "{\"data\":\"\"}";

        assertThat(answer("a".repeat(1_023 - rest.length()), "gzip").getIsBase64Encoded())
                .isFalse();
        assertThat(answer("a".repeat(1_024 - rest.length()), "gzip").getIsBase64Encoded()).isTrue();
    }

    @Test
    void a_REST_API_gets_text() {
        server.executor.answer = () -> FakeExecutor.executed(Map.of("data", LONG));

        HttpResponse response =
                server.send(EventKind.REST_API, post(QUERY).header("accept-encoding", "gzip"));

        assertThat(response.headers()).doesNotContainKey("content-encoding");
        assertThat(response.body()).isEqualTo(BODY);
    }

    private APIGatewayV2HTTPResponse answer(String data, String accepted) {
        server.executor.answer = () -> FakeExecutor.executed(Map.of("data", data));
        return new HttpApiHandler(server.service)
                .handleRequest(
                        post(QUERY).header("accept-encoding", accepted).httpApi(),
                        new Invocation(10_000));
    }

    private static String unzipped(APIGatewayV2HTTPResponse response) throws IOException {
        byte[] bytes = Base64.getDecoder().decode(response.getBody());
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
