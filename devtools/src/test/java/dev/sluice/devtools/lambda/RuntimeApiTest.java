// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

class RuntimeApiTest {
    private static final String INVOCATION = "/2018-06-01/runtime/invocation/";

    @Test
    void an_invocation_has_one_response() throws Exception {
        try (var api = RuntimeApi.open(0, Credentials.LOCAL);
                var client = HttpClient.newHttpClient()) {
            var response = api.invoke(Invocation.of("{}", Duration.ofSeconds(10)));
            var next = send(client, request(api, "next").GET());
            var id = next.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
            var post = request(api, id + "/response").POST(BodyPublishers.ofString("1"));

            assertThat(send(client, post).statusCode()).isEqualTo(202);
            assertThat(response.join()).isEqualTo("1");
            assertThat(send(client, post).statusCode()).isEqualTo(400);
        }
    }

    private static HttpRequest.Builder request(RuntimeApi api, String path) {
        return HttpRequest.newBuilder(URI.create("http://" + api.address() + INVOCATION + path));
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
