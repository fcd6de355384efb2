// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.sluice.devtools.failure.ExitCode;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.internal.http.Cors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

class LocalServerTest {
    private static final Cors CORS = new Cors(Set.of("https://shop.example.com"));

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Integer> refused = new ArrayList<>();
    private final LocalServer server = LocalServer.bind("127.0.0.1", 0);

    @BeforeEach
    void start() {
        GatewayListener listener = (status, took, fault) -> refused.add(status);
        var echo = new Integration(LocalServerTest::echo, Duration.ofSeconds(10), 8, 8);
        server.start(
                Map.of(
                        "/graphql",
                        new ApiRoute("/graphql", authorizer(), CORS, echo, listener),
                        "/graphql/public",
                        new ApiRoute("/graphql/public", null, CORS, echo, listener)));
    }

    private static JwtAuthorizer authorizer() {
        return Tokens.authorizer();
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    private static APIGatewayV2HTTPResponse echo(APIGatewayV2HTTPEvent event, Context context) {
        if ("fail".equals(event.getBody())) {
            throw new StackOverflowError();
        }
        var authorizer = event.getRequestContext().getAuthorizer();
        var caller = authorizer == null ? "nobody" : authorizer.getJwt().getClaims().get("sub");
        var body = "%s %s %s".formatted(event.getRouteKey(), caller, event.getBody());
        var binary = "binary".equals(event.getBody());
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(isNearTenSeconds(context) ? 202 : 500)
                .withHeaders(Map.of("x-echo", "1"))
                .withCookies(List.of("a=1", "b=2"))
                .withBody(binary ? Base64.getEncoder().encodeToString(new byte[] {7}) : body)
                .withIsBase64Encoded(binary)
                .build();
    }

    private static boolean isNearTenSeconds(Context context) {
        var left = context.getRemainingTimeInMillis();
        return left > 9_000 && left <= 10_000;
    }

    @Test
    void a_response_comes_back_as_HTTP() throws Exception {
        var reply = post("/graphql/public", "hello");

        assertThat(reply.statusCode()).isEqualTo(202);
        assertThat(reply.body()).isEqualTo("ANY /graphql/public nobody hello");
        assertThat(reply.headers().firstValue("x-echo")).hasValue("1");
        assertThat(reply.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
    }

    @Test
    void a_binary_response_is_decoded() throws Exception {
        assertThat(post("/graphql/public", "binary").body()).isEqualTo("\u0007");
    }

    @Test
    void a_valid_token_brings_its_claims() throws Exception {
        var token = Tokens.token(UnaryOperator.identity());

        assertThat(post("/graphql", "hello", "authorization", "Bearer " + token).body())
                .isEqualTo("ANY /graphql c1 hello");
    }

    @Test
    void without_a_valid_token_the_function_is_not_asked() throws Exception {
        var reply = post("/graphql", "hello");
        var other = post("/graphql", "hello", "authorization", "Bearer x");

        assertThat(reply.statusCode()).isEqualTo(401);
        assertThat(reply.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
        assertThat(reply.headers().firstValue("www-authenticate")).hasValue("Bearer");
        assertThat(other.statusCode()).isEqualTo(401);
        assertThat(refused).containsExactly(401, 401);
    }

    @Test
    void a_page_of_an_allowed_origin_can_read_what_the_gateway_answers() throws Exception {
        var allowed = post("/graphql", "hello", "origin", "https://shop.example.com");
        var other = post("/graphql", "hello", "origin", "https://else.example.com");

        assertThat(allowed.statusCode()).isEqualTo(401);
        assertThat(allowed.headers().firstValue("access-control-allow-origin"))
                .hasValue("https://shop.example.com");
        assertThat(allowed.headers().firstValue("vary")).hasValue("origin");
        assertThat(other.statusCode()).isEqualTo(401);
        assertThat(other.headers().firstValue("access-control-allow-origin")).isEmpty();
    }

    @Test
    void a_first_line_and_headers_of_more_than_10240_bytes_are_refused() throws Exception {
        var line = "POST /graphql/public? HTTP/1.1".length();

        var fits = post("/graphql/public?" + "q".repeat(9_000 - line), "hello");
        var long1 = post("/graphql/public?" + "q".repeat(10_241 - line), "hello");
        var long2 =
                post(
                        "/graphql/public?" + "q".repeat(9_000 - line),
                        "hello",
                        "x",
                        "x".repeat(1_300));

        assertThat(fits.statusCode()).isEqualTo(202);
        assertThat(long1.statusCode()).isEqualTo(431);
        assertThat(long1.body()).isEqualTo("{\"message\":\"Request Header Fields Too Large\"}");
        assertThat(long2.statusCode()).isEqualTo(431);
    }

    @Test
    void another_path_is_not_found() throws Exception {
        var reply = post("/graphql/else", "hello");

        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(reply.body()).isEqualTo("{\"message\":\"Not Found\"}");
    }

    @Test
    void every_method_reaches_the_function() throws Exception {
        assertThat(send("DELETE", "/graphql/public").body())
                .isEqualTo("ANY /graphql/public nobody null");
    }

    @Test
    void what_a_browser_asks_first_needs_no_token() throws Exception {
        assertThat(send("OPTIONS", "/graphql").body()).isEqualTo("OPTIONS /graphql nobody null");
        assertThat(send("DELETE", "/graphql").statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        var url = URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path));
        var request = HttpRequest.newBuilder(url).method(method, BodyPublishers.noBody()).build();
        return client.send(request, BodyHandlers.ofString());
    }

    @Test
    void a_body_above_ten_megabytes_is_refused_and_the_next_request_is_answered() throws Exception {
        var reply = post("/graphql/public", "x".repeat(RequestBody.LIMIT + 1));

        assertThat(reply.statusCode()).isEqualTo(413);
        assertThat(reply.body()).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
        assertThat(post("/graphql/public", "hello").statusCode()).isEqualTo(202);
    }

    @Test
    void an_error_of_the_function_is_500_without_its_detail() throws Exception {
        var reply = post("/graphql/public", "fail");

        assertThat(reply.statusCode()).isEqualTo(500);
        assertThat(reply.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
        assertThat(refused).containsExactly(500);
    }

    @Test
    void a_port_in_use_is_reported_with_a_fix() {
        assertThatThrownBy(() -> LocalServer.bind("127.0.0.1", server.port()))
                .isInstanceOfSatisfying(
                        Failure.class,
                        e -> assertThat(e.exitCode()).isEqualTo(ExitCode.ENVIRONMENT))
                .hasMessageStartingWith("Port %d of 127.0.0.1 is in use".formatted(server.port()))
                .hasMessageEndingWith("Choose another with --port.");
    }

    private HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path)))
                        .header("content-type", "text/plain")
                        .POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
