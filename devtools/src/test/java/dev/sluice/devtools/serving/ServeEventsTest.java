// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// `sluice serve --events` posts what mutations tell.
class ServeEventsTest {
    private static final String SCHEMA =
            """
            schema @events(table: "Events", source: "notes") { query: Query mutation: Mutation }
            type Note @table(name: "Notes", partitionKey: "{id}") @auth(rules: [{public: true}]) { id: ID! text: String }
            type Query { note(id: ID!): Note @getItem(key: "id = $id") @auth(rules: [{public: true}]) }
            type Mutation {
              write(id: ID!, text: String!): Note @auth(rules: [{public: true}])
                @event(name: "NoteWritten", detail: "text = $text")
                @write(put: "Note", item: "id = $id, text = $text", upsert: true)
            }
            """;

    @TempDir Path directory;

    @Test
    void events_arrive_in_order_and_again_until_they_are_taken() throws Exception {
        BlockingQueue<String> taken = new LinkedBlockingQueue<>();
        Queue<Integer> answers = new ArrayDeque<>(List.of(200, 503, 200));
        var receiver =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext(
                "/events",
                exchange -> {
                    try (exchange) {
                        var text =
                                new String(
                                        exchange.getRequestBody().readAllBytes(),
                                        StandardCharsets.UTF_8);
                        var status = Objects.requireNonNullElse(answers.poll(), 200);
                        exchange.sendResponseHeaders(status, -1);
                        taken.add(
                                status
                                        + " "
                                        + exchange.getRequestHeaders().getFirst("Content-Type")
                                        + " "
                                        + text.replaceAll(".*\"data\":(.*)}", "$1"));
                    }
                });
        receiver.start();
        var url = "http://localhost:%d/events".formatted(receiver.getAddress().getPort());
        var schema = Files.writeString(directory.resolve("notes.graphqls"), SCHEMA);
        try (var serving = new Serving(directory, "--schema", schema.toString(), "--events", url)) {
            serving.awaitReady();
            for (var text : List.of("one", "two", "three")) {
                serving.publicQuery(
                        "mutation { write(id: \"n\", text: \"%s\") { id } }".formatted(text));
            }

            var type = " application/cloudevents+json ";
            for (var expected :
                    List.of(
                            "200" + type + "{\"text\":\"one\"}",
                            "503" + type + "{\"text\":\"two\"}",
                            "200" + type + "{\"text\":\"two\"}",
                            "200" + type + "{\"text\":\"three\"}")) {
                assertThat(taken.poll(30, TimeUnit.SECONDS)).isEqualTo(expected);
            }
        } finally {
            receiver.stop(0);
        }
    }
}
