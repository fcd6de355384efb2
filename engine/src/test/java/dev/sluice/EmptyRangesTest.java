// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

/// A range whose lower end is above its upper end matches nothing; DynamoDB would refuse it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmptyRangesTest {
    private static final Who ANN = Who.user("ann");
    private static final String SCHEMA =
            """
            type Part @table(name: "Parts", partitionKey: "{shop}", sortKey: "{number}", itemSize: 1)
              @index(name: "byName", partitionKey: "{shop}", sortKey: "N#{name}")
              @auth(rules: [{public: true}]) {
              shop: ID!
              number: Int!
              id: ID!
              name: String!
              size: Decimal!
              madeAt: DateTime @attribute(as: N)
              note: String
            }
            type Query {
              byNumber(low: Int!, high: Int!, first: Int! = 10, after: String): PartConnection!
                @query(keyCondition: "shop = 'a' AND number BETWEEN $low AND $high") @auth(rules: [{public: true}])
              byName(low: String!, high: String!, first: Int! = 10, after: String): PartConnection!
                @query(index: "byName", keyCondition: "shop = 'a' AND name BETWEEN $low AND $high") @auth(rules: [{public: true}])
              bySize(low: Decimal!, high: Decimal!, first: Int! = 10, after: String): PartConnection!
                @query(keyCondition: "shop = 'a'", filter: "size BETWEEN $low AND $high", maxRead: 60) @auth(rules: [{public: true}])
              byText(low: String!, high: String!, first: Int! = 10, after: String): PartConnection!
                @query(keyCondition: "shop = 'a'", filter: "name BETWEEN $low AND $high AND size > 0", maxRead: 60) @auth(rules: [{public: true}])
              byTime(low: DateTime!, high: DateTime!, first: Int! = 10, after: String): PartConnection!
                @query(keyCondition: "shop = 'a'", filter: "NOT (NOT (madeAt BETWEEN $low AND $high))", maxRead: 60) @auth(rules: [{public: true}])
              byLength(low: Int!, high: Int!, first: Int! = 10, after: String): PartConnection!
                @query(keyCondition: "shop = 'a'", filter: "size(name) BETWEEN $low AND $high OR size(note) BETWEEN $low AND $high", maxRead: 60) @auth(rules: [{public: true}])
              outside(low: Decimal!, high: Decimal!, first: Int! = 10, after: String): PartConnection!
                @query(keyCondition: "shop = 'a'", filter: "NOT (size BETWEEN $low AND $high)", maxRead: 60) @auth(rules: [{public: true}])
              either(low: Decimal!, high: Decimal!, first: Int! = 10, after: String): PartConnection!
                @query(keyCondition: "shop = 'a'", filter: "size BETWEEN $low AND $high OR name = 'bolt'", maxRead: 60) @auth(rules: [{public: true}])
            }
            type Mutation {
              rename(number: Int!, low: Decimal!, high: Decimal!): Part @auth(rules: [{signedIn: true}])
                @write(update: "Part", key: "shop = 'a' AND number = $number", expression: "SET note = 'seen'",
                       condition: "size BETWEEN $low AND $high", onFail: "OUT_OF_RANGE")
              spare(number: Int!, low: Decimal!, high: Decimal!): Part @auth(rules: [{signedIn: true}])
                @write(update: "Part", key: "shop = 'a' AND number = $number", expression: "SET note = 'spared'",
                       condition: "NOT (size BETWEEN $low AND $high)", onFail: "IN_RANGE")
            }
            """;

    private Api api;

    @BeforeAll
    void open() {
        api = Api.of(SCHEMA);
    }

    @AfterAll
    void close() {
        api.close();
    }

    @BeforeEach
    void fill() {
        part(3, "bolt", "1.5");
        part(4, "nut", "2.5");
    }

    private void part(int number, String name, String size) {
        api.with(
                "Part",
                Map.of(
                        "shop",
                        "a",
                        "number",
                        number,
                        "id",
                        name,
                        "name",
                        name,
                        "size",
                        size,
                        "madeAt",
                        "2026-01-0%dT00:00:00Z".formatted(number)));
    }

    private int found(String field, String low, String high) {
        var answer =
                api.ask(
                        ANN,
                        "{ %s(low: %s, high: %s) { edges { node { id } } } }"
                                .formatted(field, low, high));
        assertThat(answer.errors()).isEmpty();
        return answer.data("/" + field + "/edges").size();
    }

    @ParameterizedTest
    @CsvSource({
        "byNumber, 3, 4",
        "byName, '\"bolt\"', '\"nut\"'",
        "bySize, '\"1.5\"', '\"2.5\"'",
        "byText, '\"bolt\"', '\"nut\"'",
        "byTime, '\"2026-01-03T00:00:00Z\"', '\"2026-01-04T00:00:00Z\"'",
        "byLength, 3, 4"
    })
    void a_page_of_an_empty_range_is_empty_without_a_request(
            String field, String low, String high) {
        assertThat(found(field, low, high)).isEqualTo(2);
        assertThat(api.wire().operations()).containsExactly("Query");
        assertThat(found(field, low, low)).isEqualTo(1);
        assertThat(api.wire().operations()).containsExactly("Query");
        assertThat(found(field, high, low)).isZero();
        assertThat(api.wire().operations()).isEmpty();
    }

    @Test
    void what_is_not_in_an_empty_range_is_everything() {
        assertThat(found("outside", "\"2.5\"", "\"1.5\"")).isEqualTo(2);
        assertThat(found("outside", "\"1.5\"", "\"2.5\"")).isZero();
    }

    @Test
    void an_empty_range_decides_only_its_own_term() {
        assertThat(found("either", "\"2.5\"", "\"1.5\"")).isEqualTo(1);
        assertThat(found("either", "\"1.5\"", "\"2.5\"")).isEqualTo(2);
    }

    private Answer change(String field) {
        return api.ask(ANN, "mutation { f: " + field + " { note } }");
    }

    @ParameterizedTest
    @ValueSource(strings = {"low: \"2\", high: \"1\"", "low: \"1.51\", high: \"1.50\""})
    void a_write_on_condition_of_an_empty_range_is_refused_as_by_any_other(String range) {
        assertThat(change("rename(number: 3, " + range + ")").errors())
                .containsExactly("/f OUT_OF_RANGE");
        assertThat(change("rename(number: 99, " + range + ")").errors())
                .containsExactly("/f NOT_FOUND");
        assertThat(change("spare(number: 3, " + range + ")").data("/f/note").asText())
                .isEqualTo("spared");
        assertThat(change("spare(number: 3, low: \"1\", high: \"2\")").errors())
                .containsExactly("/f IN_RANGE");
    }
}
