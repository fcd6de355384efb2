// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

import dev.sluice.devtools.gateway.JwtAuthorizer;
import dev.sluice.devtools.gateway.LocalServer;
import dev.sluice.devtools.identity.LocalIssuer;
import dev.sluice.devtools.identity.TokenMinter;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.stream.Collectors;

class ConsoleTest {
    private static RSAKey key;
    private final LocalServer server = LocalServer.bind("127.0.0.1", 0);

    @BeforeAll
    static void generateKey() throws Exception {
        key = new RSAKeyGenerator(2048).keyID("k1").generate();
    }

    @BeforeEach
    void start() {
        server.start(
                Console.routes(
                        new TokenMinter(key, Clock.systemUTC()),
                        () -> {
                            throw new UnsupportedOperationException();
                        },
                        new RequestPictures()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/console/console.js",
                "/console/console.css",
                "/console/callers.js",
                "/console/document.js",
                "/console/picture.js",
                "/console/graphiql.js",
                "/console/editor.worker.js",
                "/console/json.worker.js",
                "/console/graphql.worker.js",
                "/console/graphiql.css"
            })
    void the_page_and_all_it_needs_come_from_here(String path) throws IOException {
        assertThat(get(path))
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("content-security-policy: default-src 'self'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/",
                "/console/../console.html",
                "/console/package.json",
                "/console/bundle/LICENSES.txt"
            })
    void no_other_file_is_served(String path) throws IOException {
        assertThat(get(path)).startsWith("HTTP/1.1 404");
    }

    @Test
    void the_page_gets_a_token_for_whom_it_names() throws IOException {
        var reply =
                get("/dev/token?sub=sue&group=support&group=staff&scope=read&claim=tenant%3Dt1");
        var token = reply.substring(reply.indexOf("\r\n\r\n") + 4);
        var authorizer =
                new JwtAuthorizer(
                        new JWKSet(key),
                        LocalIssuer.ISSUER,
                        LocalIssuer.AUDIENCE,
                        Clock.systemUTC());

        assertThat(authorizer.claims(token).orElseThrow())
                .containsEntry("sub", "sue")
                .containsEntry("cognito:groups", "[support staff]")
                .containsEntry("scope", "read")
                .containsEntry("tenant", "t1");
        assertThat(reply).containsIgnoringCase("cache-control: no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?group=a", "?sub=", "?sub=a&group=b%20c", "?sub=a&claim=x"})
    void a_token_for_nobody_is_a_bad_request(String query) throws IOException {
        assertThat(get("/dev/token" + query)).startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sec-fetch-site: cross-site",
                "sec-fetch-site: same-site",
                "origin: http://evil.example",
                "origin: null"
            })
    void another_site_gets_no_token(String header) throws IOException {
        assertThat(send("GET /dev/token?sub=a", "localhost:" + server.port(), header))
                .startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8080", "localhost.evil.example", "a b"})
    void a_strangers_name_for_this_machine_gets_no_token(String host) throws IOException {
        assertThat(send("GET /dev/token?sub=a", host, "accept: */*")).startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /console/request?id=1", "POST /console/cost"})
    void another_site_learns_nothing_about_requests(String line) throws IOException {
        assertThat(send(line, "localhost:" + server.port(), "sec-fetch-site: cross-site"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void a_request_that_is_not_known_has_no_picture() throws IOException {
        assertThat(get("/console/request?id=1")).startsWith("HTTP/1.1 404");
    }

    @Test
    void a_token_is_only_for_the_asking() throws IOException {
        assertThat(send("POST /dev/token?sub=a", "localhost", "content-length: 0"))
                .startsWith("HTTP/1.1 403");
    }

    private String get(String path) throws IOException {
        return send("GET " + path, "localhost:" + server.port(), "accept: */*");
    }

    /// Writes the request by hand, because HTTP clients send neither another host nor fetch
    /// metadata.
    private String send(String line, String host, String header) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            var request =
                    "%s HTTP/1.1\r\nhost: %s\r\n%s\r\nconnection: close\r\n\r\n"
                            .formatted(line, host, header);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .lines()
                    .collect(Collectors.joining("\r\n"));
        }
    }
}
