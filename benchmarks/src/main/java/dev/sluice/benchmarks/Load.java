// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.identity.Identity;
import dev.sluice.devtools.identity.SigningKey;
import dev.sluice.devtools.identity.TokenMinter;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A number of connections, each of which sends the next request when it has its answer, or as late
/// as `Retry-After` says. The request is the one of the other benchmarks: the first screen of the
/// shop's app.
final class Load implements AutoCloseable {
    private static final Path EVENT = Path.of("events/http-api-canonical-query.json");
    private static final int SUCCESS = 2;
    private static final int CLASS = 100;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Outcomes outcomes = new Outcomes();
    private volatile boolean ended;

    /// Begins at once, and goes on until it is closed.
    Load(URI url, int connections) throws IOException {
        var token =
                new TokenMinter(SigningKey.in(Path.of(".sluice")), Clock.systemUTC())
                        .mint(new Identity("c1", List.of(), List.of()));
        JsonNode event = new JsonMapper().readTree(EVENT.toFile());
        var request =
                HttpRequest.newBuilder(url)
                        .header("content-type", "application/json")
                        .header("accept", "application/graphql-response+json")
                        .header("authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofString(event.path("body").asText()))
                        .build();
        for (var i = 0; i < connections; i++) {
            threads.execute(() -> send(request));
        }
    }

    Outcomes outcomes() {
        return outcomes;
    }

    private void send(HttpRequest request) {
        while (!ended) {
            try {
                var response = client.send(request, BodyHandlers.ofString());
                count(response.statusCode(), response.body());
                var pause = response.headers().firstValueAsLong("retry-after").orElse(0);
                Thread.sleep(Duration.ofSeconds(pause));
            } catch (IOException e) {
                outcomes.failed("no answer: " + e.getClass().getSimpleName());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /// Data with errors is a failure, too, although its status is 200.
    private void count(int status, String body) throws JsonProcessingException {
        var code = ClientAnswer.of(status, body).code();
        if (status / CLASS == SUCCESS && code.isEmpty()) {
            outcomes.good(System.nanoTime());
        } else {
            outcomes.failed("%d %s".formatted(status, code).strip());
        }
    }

    @Override
    public void close() {
        ended = true;
        threads.close();
        client.close();
    }
}
