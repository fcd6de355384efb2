// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.LargeReads;
import dev.sluice.testing.SharedDynamoDb;
import dev.sluice.testing.SmallProcess;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// One operation holds only so much in memory.
class HeldItemsTest {
    private static final String SCHEMA =
            """
            type File @table(name: "Files", partitionKey: "{folder}", sortKey: "{id}", itemSize: 400)
              @auth(rules: [{public: true}]) {
              folder: ID!
              id: ID!
              text: String
              numbers: [Int!]
              nextFolder: ID
              next: File @getItem(key: "folder = $parent.nextFolder AND id = $parent.id")
            }
            type Query {
              file(folder: ID!, id: ID!): File @getItem(key: "folder = $folder AND id = $id")
                @auth(rules: [{public: true}])
              files(folder: ID!, first: Int! = 10, after: String): FileConnection
                @query(keyCondition: "folder = $folder", maxItems: 20) @auth(rules: [{public: true}])
            }
            """;

    private static final int FOLDERS = 4;
    private static final int FILES_OF_A_FOLDER = 3;
    private static final int PAGES = 48;
    private static final int CHAIN = 3;
    private static final String SMALL = "{ small: file(folder: \"s\", id: \"s\") { text } }";

    private static Api api;

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA, Map.of("SLUICE_MAX_READ_BYTES", "1000000"));
        for (int i = 0; i < FOLDERS; i++) {
            for (int part = 0; part < FILES_OF_A_FOLDER; part++) {
                put(Map.of("folder", "t" + i, "id", "p" + part, "text", "x".repeat(300_000)));
            }
        }
        var numbers = Collections.nCopies(60_000, 1);
        for (int i = 0; i < CHAIN; i++) {
            put(
                    Map.of(
                            "folder",
                            "n" + i,
                            "id",
                            "n",
                            "numbers",
                            numbers,
                            "nextFolder",
                            "n" + (i + 1)));
        }
        put(Map.of("folder", "s", "id", "s", "text", "small", "nextFolder", "t0"));
    }

    private static void put(Map<String, Object> file) {
        api.with("File", file);
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @Test
    void the_field_that_reads_too_much_fails_and_others_have_their_data() {
        var answer =
                api.ask(
                        Who.NOBODY,
                        "{ files(folder: \"t0\") { edges { node { text } } }"
                                + " file(folder: \"n0\", id: \"n\") { numbers } }");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.codes()).contains("RESPONSE_TOO_LARGE");
        var error = answer.body().at("/errors/0");
        assertThat(error.at("/extensions/limit").asText()).isEqualTo("readBytes");
        assertThat(error.at("/extensions/maximum").asInt()).isEqualTo(1_000_000);
    }

    /// The small item can arrive after the large ones. Then it is refused, too.
    @Test
    void nothing_more_is_read_when_an_operation_holds_too_much() {
        var answer =
                api.ask(
                        Who.NOBODY,
                        "{ %s small: file(folder: \"s\", id: \"s\") { text next { id } } }"
                                .formatted(folders(2, "edges { node { text next { text } } }")));

        assertThat(answer.codes()).containsOnly("RESPONSE_TOO_LARGE");
        assertThat(answer.data("/small/text").asText())
                .isEqualTo(isRefused(answer.body(), "small") ? "" : "small");
        assertThat(api.wire().calls()).hasSize(3);
    }

    @Test
    void many_large_values_do_not_use_up_the_memory(@TempDir Path directory) throws Exception {
        var document = "{ " + folders(PAGES, "edges { node { text } }") + " }";

        assertThat(codes(run(directory, 8_000_000, document))).containsOnly("RESPONSE_TOO_LARGE");
    }

    @Test
    void many_small_values_count_with_the_memory_that_they_take_up(@TempDir Path directory)
            throws Exception {
        var document =
                "{ file(folder: \"n0\", id: \"n\") "
                        + "{ numbers next ".repeat(CHAIN - 1)
                        + "{ numbers }"
                        + " }".repeat(CHAIN);

        assertThat(codes(run(directory, 30_000_000, document)))
                .containsExactly("RESPONSE_TOO_LARGE");
    }

    /// Returns fields that each read almost one megabyte, with a request of its own.
    private static String folders(int count, String selection) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        "f%d: files(folder: \"t%d\", first: %d) { %s }"
                                .formatted(
                                        i, i % FOLDERS, FILES_OF_A_FOLDER + i / FOLDERS, selection))
                .collect(Collectors.joining(" "));
    }

    /// Sends the document and then another one to a process with little memory. Returns the body of
    /// the first reply.
    private static JsonNode run(Path directory, int bytes, String document) throws Exception {
        var schema = Files.writeString(directory.resolve("test.graphqls"), SCHEMA);
        var lines =
                SmallProcess.run(
                        LargeReads.class,
                        schema.toString(),
                        SharedDynamoDb.endpoint().toString(),
                        "Files=" + api.physicalName("Files"),
                        "SLUICE_MAX_READ_BYTES=" + bytes,
                        "1",
                        document,
                        SMALL);
        assertThat(lines).hasSize(2);
        assertThat(lines.getLast()).startsWith("200 {\"data\":{\"small\":{\"text\":\"small\"}}");
        return new ObjectMapper().readTree(lines.getFirst().substring("200 ".length()));
    }

    private static boolean isRefused(JsonNode body, String field) {
        return body.path("errors").findValues("path").stream()
                .anyMatch(path -> path.size() == 1 && path.get(0).asText().equals(field));
    }

    private static List<String> codes(JsonNode body) {
        return body.path("errors").findValuesAsText("code");
    }
}
