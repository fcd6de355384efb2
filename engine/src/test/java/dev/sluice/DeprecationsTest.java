// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.telemetry.DeprecatedField;
import dev.sluice.telemetry.RequestEvent;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Clients and operators learn that a deprecated field is used.
class DeprecationsTest {
    private static final String SCHEMA =
            """
            type Book @table(name: "Books", partitionKey: "{id}") @auth(rules: [{public: true}]) {
              id: ID!
              name: String @deprecated(reason: "Use title.") @sunset(on: "2027-03-01", since: "2026-11-01")
              title: String
              shelf: String @deprecated @sunset(on: "2027-01-31", since: "2026-12-01")
              size: Size
              isbn: ID @deprecated(reason: "Use id.")
              kinds: [Kind!] @constraint(maxItems: 5)
            }
            enum Kind { PRINT TAPE @deprecated(reason: "Use PRINT.") @sunset(on: "2029-01-01") }
            input BookInput {
              id: ID!
              title: String
              isbn: ID @deprecated(reason: "Use id.") @sunset(on: "2029-02-01")
              kinds: [Kind!] @constraint(maxItems: 5)
            }
            type Size { pages: Int grams: Int @deprecated @sunset(on: "2028-02-29") }
            type Query {
              book(id: ID!): Book @getItem(key: "id = $id") @auth(rules: [{public: true}])
            }
            type Mutation {
              put(input: BookInput!, shelf: String = "A" @deprecated @sunset(on: "2029-03-01", since: "2026-10-01")): Book
                @write(put: "Book", item: "...$input, shelf = $shelf", upsert: true) @auth(rules: [{public: true}])
            }
            """;
    private static final List<RequestEvent> HEARD = new ArrayList<>();
    private static Api api;

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA, Map.of(), builder -> builder.listener(HEARD::add));
        api.with("Book", Map.of("id", "b1", "name", "Waves", "title", "Waves"));
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @BeforeEach
    void forget() {
        HEARD.clear();
    }

    /// Source: RFC 9745, 2.1, and RFC 8594, 3.
    @Test
    void an_operation_that_selects_a_deprecated_field_is_told_since_when_and_until_when() {
        var headers = headers("{ book(id: \"b1\") { name } }");

        assertThat(headers)
                .containsEntry(
                        "deprecation", "@" + Instant.parse("2026-11-01T00:00:00Z").getEpochSecond())
                .containsEntry("sunset", "Mon, 01 Mar 2027 00:00:00 GMT");
        assertThat(fields())
                .containsExactly(
                        new DeprecatedField(
                                "Book.name",
                                LocalDate.parse("2026-11-01"),
                                LocalDate.parse("2027-03-01")));
    }

    @Test
    void of_several_fields_the_earliest_dates_count() {
        assertThat(headers("{ book(id: \"b1\") { name shelf size { grams } } }"))
                .containsEntry(
                        "deprecation", "@" + Instant.parse("2026-11-01T00:00:00Z").getEpochSecond())
                .containsEntry("sunset", "Sun, 31 Jan 2027 00:00:00 GMT");
        assertThat(fields())
                .extracting(DeprecatedField::field)
                .containsExactly("Book.name", "Book.shelf", "Size.grams");
    }

    @Test
    void without_dates_the_field_is_deprecated_since_today_and_has_no_sunset() {
        var before = LocalDate.now(ZoneOffset.UTC);
        var headers = headers("{ book(id: \"b1\") { isbn } }");

        var told =
                Instant.ofEpochSecond(
                        Long.parseLong(
                                Objects.requireNonNull(headers.get("deprecation")).substring(1)));
        assertThat(told.atOffset(ZoneOffset.UTC).toLocalDate())
                .isBetween(before, LocalDate.now(ZoneOffset.UTC));
        assertThat(headers).doesNotContainKey("sunset");
    }

    @Test
    void other_operations_and_refused_ones_are_told_nothing() {
        for (var query :
                List.of(
                        "{ book(id: \"b1\") { title size { pages } } }",
                        "{ book(id: \"b1\") { title name @include(if: false) } }",
                        "{ book(id: \"b1\") { nothing name } }")) {
            assertThat(headers(query)).doesNotContainKeys("deprecation", "sunset");
        }
    }

    @Test
    void arguments_input_fields_and_values_of_enums_are_found_in_documents_and_variables() {
        assertThat(headers("mutation { put(input: {id: \"b2\", kinds: [PRINT, TAPE]}) { id } }"))
                .containsEntry("sunset", "Mon, 01 Jan 2029 00:00:00 GMT");
        assertThat(fields()).extracting(DeprecatedField::field).containsExactly("Kind.TAPE");

        var variables = Map.of("input", Map.of("id", "b2", "isbn", "1", "kinds", List.of("TAPE")));
        var document = "mutation ($input: BookInput!) { put(input: $input, shelf: \"B\") { id } }";
        assertThat(api.ask(Who.NOBODY, document, variables).errors()).isEmpty();
        assertThat(fields())
                .extracting(DeprecatedField::field)
                .containsExactly("BookInput.isbn", "Kind.TAPE", "Mutation.put(shelf:)");
    }

    @Test
    void what_is_not_given_is_not_used() {
        assertThat(headers("mutation { put(input: {id: \"b2\", kinds: [PRINT]}) { kinds } }"))
                .doesNotContainKeys("deprecation", "sunset");
    }

    @Test
    void a_required_input_cannot_be_deprecated() {
        assertThatThrownBy(() ->
                        SchemaCompiler.compile(
                                "s.graphqls",
                                SCHEMA.replace(
                                        "shelf: String = \"A\" @dep", "shelf: String! @dep")))
                .hasMessageContaining(
                        "Required argument 'shelf' on field 'put' cannot be deprecated.");
    }

    @Test
    void introspection_shows_the_sunset_with_the_reason() {
        var reasons =
                api.ask(
                                Who.NOBODY,
                                "{ __type(name: \"Book\") { fields(includeDeprecated: true) { name deprecationReason } } }")
                        .data()
                        .findValuesAsText("deprecationReason");

        assertThat(reasons)
                .contains(
                        "Use title. Sunset: 2027-03-01.",
                        "No longer supported. Sunset: 2027-01-31.",
                        "Use id.");
    }

    private static Map<String, String> headers(String query) {
        return api.plain(Who.NOBODY, query).headers();
    }

    private static List<DeprecatedField> fields() {
        return Objects.requireNonNull(HEARD.getLast().operation()).deprecatedFields();
    }
}
