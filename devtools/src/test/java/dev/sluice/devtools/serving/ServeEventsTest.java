// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
        var schema = Files.writeString(directory.resolve("notes.graphqls"), SCHEMA);
        try (var receiver = new Receiver(200, 503, 200);
                var serving =
                        new Serving(
                                directory,
                                "--schema",
                                schema.toString(),
                                "--events",
                                receiver.url())) {
            serving.awaitReady();
            for (var text : List.of("one", "two", "three")) {
                serving.publicQuery(
                        "mutation { write(id: \"n\", text: \"%s\") { id } }".formatted(text));
            }

            for (var expected : List.of("200 one", "503 two", "200 two", "200 three")) {
                assertThat(receiver.next())
                        .startsWith(expected.substring(0, 3) + " application/cloudevents+json {")
                        .endsWith("\"data\":{\"text\":\"%s\"}}".formatted(expected.substring(4)));
            }
        }
    }
}
