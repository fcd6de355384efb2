// SPDX-License-Identifier: Apache-2.0
package dev.sluice.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.telemetry.Drift;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Keys in lower case, as ElectroDB writes them, with the exact values in attributes of their own.
class LowerCaseKeysTest {
    private static final String BOOKS =
            """
            type Book
              @table(name: "electro", partitionKey: "$library#isbn_{isbn}", sortKey: "$detail#book_1#bookid_{bookId}",
                     escape: NONE, case: LOWER)
              @index(name: "gsi1pk-gsi1sk-index", partitionKey: "$library#memberid_{memberId}",
                     sortKey: "$account#book_1#loanenddate_{loanEndDate}", partitionKeyName: "gsi1pk", sortKeyName: "gsi1sk")
              @auth(rules: [{public: true}]) {
              isbn: ID!
              bookId: ID!
              memberId: ID
              loanEndDate: DateTime
              bookTitle: String!
            }
            type Query {
              book(isbn: ID!, bookId: ID!): Book @getItem(key: "isbn = $isbn AND bookId = $bookId") @auth(rules: [{public: true}])
              books(isbn: ID!, from: ID, first: Int! = 10, after: String): BookConnection!
                @query(keyCondition: "isbn = $isbn AND bookId >= $from") @auth(rules: [{public: true}])
              starting(isbn: ID!, with: ID!, first: Int! = 10, after: String): BookConnection!
                @query(keyCondition: "isbn = $isbn AND begins_with(bookId, $with)") @auth(rules: [{public: true}])
              loans(member: ID!, until: DateTime!, first: Int! = 10, after: String): BookConnection!
                @query(index: "gsi1pk-gsi1sk-index", keyCondition: "memberId = $member AND loanEndDate <= $until")
                @auth(rules: [{public: true}])
            }
            type Mutation {
              add(isbn: ID!, bookId: ID!, title: String!): Book
                @write(put: "Book", item: "isbn = $isbn, bookId = $bookId, bookTitle = $title") @auth(rules: [{public: true}])
              lend(isbn: ID!, bookId: ID!, memberId: ID!, until: DateTime!): Book
                @write(update: "Book", key: "isbn = $isbn AND bookId = $bookId",
                       expression: "SET memberId = $memberId, loanEndDate = $until") @auth(rules: [{public: true}])
              have(isbn: ID!, bookId: ID!, title: String!): Book
                @write(update: "Book", key: "isbn = $isbn AND bookId = $bookId", expression: "SET bookTitle = $title", upsert: true)
                @auth(rules: [{public: true}])
              drop(isbn: ID!, bookId: ID!): Book
                @write(delete: "Book", key: "isbn = $isbn AND bookId = $bookId") @auth(rules: [{public: true}])
            }
            """;

    private static final Map<String, Object> KEY =
            Map.of("pk", "$library#isbn_978-x", "sk", "$detail#book_1#bookid_b1");

    @Test
    void items_are_read_and_listed_with_any_case_and_answer_their_own_values() {
        try (var api = Api.of(BOOKS)) {
            book(api);
            for (var isbn : List.of("978-X", "978-x")) {
                assertThat(
                                ask(
                                                api,
                                                "{ book(isbn: \"%s\", bookId: \"B1\") { isbn bookId memberId bookTitle } }"
                                                        .formatted(isbn))
                                        .data("/book")
                                        .toString())
                        .isEqualTo(
                                "{\"isbn\":\"978-X\",\"bookId\":\"B1\",\"memberId\":\"M1\",\"bookTitle\":\"Tides\"}");
                assertThat(found(api, "books(isbn: \"%s\", from: \"B0\")".formatted(isbn)))
                        .containsExactly("B1");
            }
            assertThat(found(api, "books(isbn: \"978-X\", from: \"B2\")")).isEmpty();
            assertThat(found(api, "starting(isbn: \"978-X\", with: \"B\")")).containsExactly("B1");
            assertThat(found(api, "loans(member: \"m1\", until: \"2026-01-01T00:00:00Z\")"))
                    .containsExactly("B1");
            assertThat(found(api, "loans(member: \"M1\", until: \"2025-12-31T23:59:59Z\")"))
                    .isEmpty();
            assertThat(
                            ask(api, "{ book(isbn: \"978-X\", bookId: \"B1\") { bookTitle } }")
                                    .data("/book/bookTitle")
                                    .asText())
                    .isEqualTo("Tides");
            assertThat(api.drifts()).isEmpty();
        }
    }

    @Test
    void writes_keep_the_exact_values_and_spell_keys_in_lower_case() {
        try (var api = Api.of(BOOKS)) {
            var other = book(api);
            ask(
                    api,
                    "mutation { lend(isbn: \"978-x\", bookId: \"B1\", memberId: \"M2\", until: \"2027-01-01T00:00:00Z\") { bookTitle } }");
            assertThat(other.get(KEY))
                    .containsEntry("isbn", AttributeValue.fromS("978-X"))
                    .containsEntry("memberId", AttributeValue.fromS("M2"))
                    .containsEntry("gsi1pk", AttributeValue.fromS("$library#memberid_m2"))
                    .containsEntry(
                            "gsi1sk",
                            AttributeValue.fromS(
                                    "$account#book_1#loanenddate_2027-01-01t00:00:00.000z"));

            assertThat(
                            api.ask(
                                            Who.NOBODY,
                                            "mutation { add(isbn: \"978-X\", bookId: \"b1\", title: \"x\") { isbn } }")
                                    .codes())
                    .containsExactly("CONDITION_FAILED");
            assertThat(
                            ask(
                                            api,
                                            "mutation { add(isbn: \"978-Y\", bookId: \"Æ\", title: \"x\") { isbn bookId } }")
                                    .data("/add")
                                    .toString())
                    .isEqualTo("{\"isbn\":\"978-Y\",\"bookId\":\"Æ\"}");
            assertThat(
                            ask(
                                            api,
                                            "mutation { have(isbn: \"978-Z\", bookId: \"C\", title: \"z\") { isbn bookId } }")
                                    .data("/have")
                                    .toString())
                    .isEqualTo("{\"isbn\":\"978-Z\",\"bookId\":\"C\"}");
            assertThat(
                            other.get(
                                    Map.of(
                                            "pk",
                                            "$library#isbn_978-z",
                                            "sk",
                                            "$detail#book_1#bookid_c")))
                    .containsEntry("isbn", AttributeValue.fromS("978-Z"));
            ask(api, "mutation { drop(isbn: \"978-X\", bookId: \"b1\") { isbn } }");
            assertThat(other.get(KEY)).isEmpty();
        }
    }

    @Test
    void an_item_whose_attribute_does_not_agree_with_its_key_is_reported() {
        try (var api = Api.of(BOOKS)) {
            var item = new HashMap<String, Object>(KEY);
            item.put("isbn", "979-X");
            item.put("bookTitle", "Tides");
            new OtherWriter(api, "electro").put(item);

            assertThat(found(api, "books(isbn: \"978-x\")")).isEmpty();
            assertThat(api.drifts())
                    .containsExactly(
                            new Drift.Unread("", "electro", Drift.Unread.Reason.KEY_DIFFERS, 1));
        }
    }

    @Test
    void a_key_in_upper_case_is_reported_and_a_field_without_an_attribute_is_in_lower_case() {
        try (var api = Api.of(BOOKS)) {
            new OtherWriter(api, "electro")
                    .put(
                            Map.of(
                                    "pk",
                                    "$library#isbn_1-x",
                                    "sk",
                                    "$detail#book_1#bookid_b1",
                                    "bookTitle",
                                    "a"))
                    .put(
                            Map.of(
                                    "pk",
                                    "$library#isbn_1-x",
                                    "sk",
                                    "$detail#book_1#bookid_B2",
                                    "bookTitle",
                                    "b"));

            assertThat(found(api, "books(isbn: \"1-X\")")).containsExactly("b1");
            assertThat(api.drifts())
                    .containsExactly(
                            new Drift.Unread(
                                    "", "electro", Drift.Unread.Reason.KEY_NOT_LOWER_CASE, 1));
        }
    }

    @Test
    void an_item_that_moved_after_the_index_found_it_is_left_out_and_reported() {
        try (var api = Api.of(BOOKS)) {
            var item = new HashMap<String, Object>(KEY);
            item.put("isbn", "978-X");
            item.put("bookId", "B1");
            item.put("memberId", "M9");
            item.put("loanEndDate", "2026-01-01T00:00:00.000Z");
            item.put("bookTitle", "Tides");
            item.put("gsi1pk", "$library#memberid_m1");
            item.put("gsi1sk", "$account#book_1#loanenddate_2026-01-01t00:00:00.000z");
            new OtherWriter(api, "electro").put(item);

            assertThat(
                            ask(
                                            api,
                                            "{ loans(member: \"M1\", until: \"2027-01-01T00:00:00Z\") { edges { node { memberId } } } }")
                                    .body()
                                    .findValuesAsText("memberId"))
                    .isEmpty();
            assertThat(api.drifts())
                    .contains(
                            new Drift.Unread(
                                    "", "electro", Drift.Unread.Reason.INDEX_KEY_DIFFERS, 1));
        }
    }

    private static OtherWriter book(Api api) {
        var item = new HashMap<String, Object>(KEY);
        item.put("gsi1pk", "$library#memberid_m1");
        item.put("gsi1sk", "$account#book_1#loanenddate_2026-01-01t00:00:00.000z");
        item.put("isbn", "978-X");
        item.put("bookId", "B1");
        item.put("memberId", "M1");
        item.put("loanEndDate", "2026-01-01T00:00:00.000Z");
        item.put("bookTitle", "Tides");
        item.put("__edb_e__", "book");
        return new OtherWriter(api, "electro").put(item);
    }

    private static List<String> found(Api api, String field) {
        return ask(api, "{ %s { edges { node { bookId } } } }".formatted(field))
                .body()
                .findValuesAsText("bookId");
    }

    private static Answer ask(Api api, String query) {
        var answer = api.ask(Who.NOBODY, query);
        assertThat(answer.codes()).as(answer.text()).isEmpty();
        return answer;
    }
}
