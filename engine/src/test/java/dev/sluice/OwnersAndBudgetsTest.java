// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.telemetry.RequestEvent;
import dev.sluice.telemetry.RootField;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;

/// Telemetry knows the teams and the budgets of the root fields.
class OwnersAndBudgetsTest {
    private static final String SCHEMA =
            """
            union Item = Book | Film
            type Book @table(name: "Media", partitionKey: "SHELF#{shelf}", sortKey: "BOOK#{id}")
              @owner(team: "books") @auth(rules: [{public: true}]) { shelf: ID! id: ID! }
            type Film @table(name: "Media", partitionKey: "SHELF#{shelf}", sortKey: "FILM#{id}")
              @owner(team: "films") @auth(rules: [{public: true}]) { shelf: ID! id: ID! }
            type Note @table(name: "Notes", partitionKey: "{id}") @auth(rules: [{public: true}]) { id: ID! }
            type Query @owner(team: "platform") {
              book(shelf: ID!, id: ID!): Book @budget(p99: 200)
                @getItem(key: "shelf = $shelf AND id = $id") @auth(rules: [{public: true}])
              films(shelf: ID!, first: Int! = 5, after: String): FilmConnection!
                @query(keyCondition: "shelf = $shelf") @auth(rules: [{public: true}])
              items(shelf: ID!, first: Int! = 5, after: String): ItemConnection!
                @query(keyCondition: "shelf = $shelf") @auth(rules: [{public: true}])
              note(id: ID!): Note @getItem(key: "id = $id") @auth(rules: [{public: true}])
            }
            """;

    @ParameterizedTest
    @CsvSource({
        "Book, books",
        "Book.id, books",
        "Note.id,",
        "Query.book, books",
        "Query.book(id:), books",
        "Query.films, films",
        "Query.items, platform",
        "Query.note, platform"
    })
    void a_root_field_belongs_to_the_team_of_the_type_that_it_returns(
            String coordinate, String team) {
        assertThat(SchemaCompiler.compile("api.graphqls", SCHEMA).owner(coordinate))
                .isEqualTo(team);
    }

    @Test
    void a_request_has_each_of_its_root_fields_once_with_team_and_budget() {
        var heard = new ArrayList<RequestEvent>();
        try (var api = Api.of(SCHEMA, Map.of(), builder -> builder.listener(heard::add))) {
            api.ask(
                    Who.NOBODY,
                    "{ note(id: 1) { id } a: book(shelf: 1, id: 1) { id }"
                            + " b: book(shelf: 1, id: 2) { id } __typename }");
        }

        assertThat(Objects.requireNonNull(heard.getLast().operation()).rootFields())
                .containsExactly(
                        new RootField("Query.book", "books", Duration.ofMillis(200)),
                        new RootField("Query.note", "platform", null));
    }
}
