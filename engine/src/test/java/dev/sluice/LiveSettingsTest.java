// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static dev.sluice.testing.Api.Who.NOBODY;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What clients see of settings that change while the API runs.
class LiveSettingsTest {
    private static final String SCHEMA =
            """
            type Query {
              book(id: ID!): Book @getItem(key: "id = $id") @auth(rules: [{public: true}])
              books(shelf: ID!, first: Int!, after: String): BookConnection!
                @query(index: "byShelf", keyCondition: "shelf = $shelf", maxItems: 100)
                @auth(rules: [{public: true}])
            }
            type Book @table(name: "Books", partitionKey: "{id}") @auth(rules: [{public: true}])
              @index(name: "byShelf", partitionKey: "{shelf}") {
              id: ID!
              shelf: ID!
              next: Book @getItem(key: "id = $parent.shelf")
            }
            """;
    private static final String DEEP = "{ book(id: \"1\") { next { next { id } } } }";
    private static final String READS_THE_SCHEMA = "{ __schema { queryType { name } } }";
    private static final String PAGE =
            "{ books(shelf: \"1\", first: 50) { edges { node { id } } } }";

    @TempDir private static Path directory;
    private static Path file;
    private static Api api;

    @BeforeAll
    static void open() throws IOException {
        file = directory.resolve("settings.json");
        set("{}");
        api = Api.unseen(SCHEMA, Map.of("SLUICE_LIVE_SETTINGS", "file:" + file));
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @BeforeEach
    void set() throws IOException {
        set("{}");
    }

    private static void set(String text) throws IOException {
        Files.writeString(file, text);
    }

    @Test
    void a_document_that_ran_is_refused_once_only_trusted_documents_run() throws IOException {
        assertThat(api.ask(NOBODY, DEEP).codes()).isEmpty();
        set("{\"trustedDocuments\": \"only\"}");
        assertThat(api.ask(NOBODY, DEEP).codes()).containsExactly("OPERATION_NOT_TRUSTED");
        set("{}");
        assertThat(api.ask(NOBODY, DEEP).codes()).isEmpty();
    }

    @Test
    void a_document_that_read_the_schema_no_longer_does() throws IOException {
        assertThat(api.ask(NOBODY, READS_THE_SCHEMA).codes()).isEmpty();
        set("{\"introspection\": \"off\"}");
        assertThat(api.ask(NOBODY, READS_THE_SCHEMA).codes())
                .containsExactly("GRAPHQL_VALIDATION_FAILED");
    }

    @Test
    void a_document_that_is_known_must_keep_a_new_limit() throws IOException {
        assertThat(api.ask(NOBODY, DEEP).codes()).isEmpty();
        set("{\"limits\": {\"depth\": 3}}");
        assertThat(api.ask(NOBODY, DEEP).codes()).containsExactly("LIMIT_EXCEEDED");
    }

    @Test
    void limits_hold_for_the_body_for_pages_and_for_the_answer() throws IOException {
        assertThat(api.ask(NOBODY, PAGE).codes()).isEmpty();
        set("{\"limits\": {\"bodyBytes\": 20}}");
        assertThat(api.ask(NOBODY, PAGE).codes()).containsExactly("PAYLOAD_TOO_LARGE");
        set("{\"limits\": {\"pageItems\": 49}}");
        assertThat(api.ask(NOBODY, PAGE).codes()).containsExactly("LIMIT_EXCEEDED");
        set("{\"limits\": {\"responseBytes\": 10000}}");
        assertThat(api.ask(NOBODY, PAGE).codes()).isEmpty();
    }

    @Test
    void bad_settings_change_nothing() throws IOException {
        set("{\"limits\": {\"depth\": 3}}");
        assertThat(api.ask(NOBODY, DEEP).codes()).containsExactly("LIMIT_EXCEEDED");
        set("{\"limits\": {\"depth\": 3");
        assertThat(api.ask(NOBODY, DEEP).codes()).containsExactly("LIMIT_EXCEEDED");
        set("{\"limits\": {\"depth\": 64}}");
        assertThat(api.ask(NOBODY, DEEP).codes()).containsExactly("LIMIT_EXCEEDED");
    }

    @Test
    void a_file_that_went_away_changes_nothing() throws IOException {
        set("{\"limits\": {\"depth\": 3}}");
        assertThat(api.ask(NOBODY, DEEP).codes()).containsExactly("LIMIT_EXCEEDED");
        Files.delete(file);
        assertThat(api.ask(NOBODY, DEEP).codes()).containsExactly("LIMIT_EXCEEDED");
    }
}
