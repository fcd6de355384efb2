// SPDX-License-Identifier: Apache-2.0
package dev.sluice.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.telemetry.Drift;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;

/// Keys that another application spells: with text beside a field, another separator, and values as
/// they are.
class SpelledKeysTest {
    private static final String BOOKS =
            """
            type Book
              @table(name: "Library", partitionKey: "$library#isbn_{isbn}", sortKey: "$detail#book_1#bookid_{bookId}")
              @index(name: "gsi1pk-gsi1sk-index", partitionKey: "$library#memberid_{memberId}",
                     sortKey: "$account#book_1#loanenddate_{loanEndDate}", partitionKeyName: "gsi1pk", sortKeyName: "gsi1sk")
              @auth(rules: [{public: true}]) {
              isbn: ID!
              bookId: ID!
              memberId: ID
              loanEndDate: String
              bookTitle: String!
            }
            type Query {
              book(isbn: ID!, bookId: ID!): Book @getItem(key: "isbn = $isbn AND bookId = $bookId") @auth(rules: [{public: true}])
              books(isbn: ID!, from: ID, first: Int! = 10, after: String): BookConnection!
                @query(keyCondition: "isbn = $isbn AND bookId >= $from") @auth(rules: [{public: true}])
              loans(member: ID!, from: String!, to: String!, first: Int! = 10, after: String): BookConnection!
                @query(index: "gsi1pk-gsi1sk-index", keyCondition: "memberId = $member AND loanEndDate BETWEEN $from AND $to")
                @auth(rules: [{public: true}])
              ofYear(member: ID!, year: String!, first: Int! = 10, after: String): BookConnection!
                @query(index: "gsi1pk-gsi1sk-index", keyCondition: "memberId = $member AND begins_with(loanEndDate, $year)")
                @auth(rules: [{public: true}])
            }
            type Mutation {
              lend(isbn: ID!, bookId: ID!, memberId: ID, loanEndDate: String): Book
                @write(update: "Book", key: "isbn = $isbn AND bookId = $bookId",
                       expression: "SET memberId = $memberId, loanEndDate = $loanEndDate") @auth(rules: [{public: true}])
            }
            """;

    @Test
    void keys_with_text_beside_a_field_are_read_and_written() {
        try (var api = Api.of(BOOKS)) {
            var other = new OtherWriter(api, "Library");
            for (var id : List.of("a1", "b1", "b2")) {
                other.put(
                        Map.of(
                                "pk",
                                "$library#isbn_978",
                                "sk",
                                "$detail#book_1#bookid_" + id,
                                "gsi1pk",
                                "$library#memberid_m1",
                                "gsi1sk",
                                "$account#book_1#loanenddate_202%s-01-01".formatted(id.charAt(1)),
                                "memberId",
                                "m1",
                                "loanEndDate",
                                "202%s-01-01".formatted(id.charAt(1)),
                                "bookTitle",
                                "Tides " + id));
            }
            other.put(Map.of("pk", "$library#isbn_978", "sk", "$detail#book_1#other_b9"));

            assertThat(
                            ask(api, "{ book(isbn: \"978\", bookId: \"b1\") { isbn bookTitle } }")
                                    .data()
                                    .toString())
                    .isEqualTo("{\"book\":{\"isbn\":\"978\",\"bookTitle\":\"Tides b1\"}}");
            assertThat(found(api, "books(isbn: \"978\", from: \"b\")", "bookId"))
                    .containsExactly("b1", "b2");
            assertThat(
                            found(
                                    api,
                                    "loans(member: \"m1\", from: \"2021\", to: \"2021-12\")",
                                    "bookId"))
                    .containsExactlyInAnyOrder("a1", "b1");
            assertThat(found(api, "ofYear(member: \"m1\", year: \"2022\")", "bookId"))
                    .containsExactly("b2");

            ask(
                    api,
                    "mutation { lend(isbn: \"978\", bookId: \"b1\", memberId: \"m2\", loanEndDate: \"2027\") { isbn } }");
            assertThat(
                            other.get(
                                    Map.of(
                                            "pk",
                                            "$library#isbn_978",
                                            "sk",
                                            "$detail#book_1#bookid_b1")))
                    .containsEntry("gsi1pk", AttributeValue.fromS("$library#memberid_m2"))
                    .containsEntry(
                            "gsi1sk", AttributeValue.fromS("$account#book_1#loanenddate_2027"));
        }
    }

    private static final String CHAT =
            """
            union Row = Message | Joined
            type Message @table(name: "Chat", partitionKey: "User:{user}", sortKey: "{at}", partitionKeyName: "PK", sortKeyName: "SK")
              @index(name: "GSI", partitionKey: "{room}", sortKey: "{created}", partitionKeyName: "RoomID", sortKeyName: "CreatedAt")
              @auth(rules: [{owner: "user"}]) {
              user: ID!
              at: DateTime!
              room: ID @attribute(name: "RoomID")
              created: DateTime @attribute(name: "CreatedAt")
              comment: String @attribute(name: "Comment")
            }
            type Joined @table(name: "Chat", partitionKey: "User:{user}", sortKey: "Join:{room}", partitionKeyName: "PK", sortKeyName: "SK")
              @auth(rules: [{owner: "user"}]) {
              user: ID!
              room: ID!
            }
            type Query {
              mine(first: Int! = 10, after: String): RowConnection!
                @query(keyCondition: "user = $claims.sub") @auth(rules: [{signedIn: true}])
              at(at: DateTime!): Message @getItem(key: "user = $claims.sub AND at = $at") @auth(rules: [{signedIn: true}])
              joined(room: ID!): Joined @getItem(key: "user = $claims.sub AND room = $room") @auth(rules: [{signedIn: true}])
            }
            type Mutation {
              say(at: DateTime!, room: ID!, text: String!): Message @auth(rules: [{signedIn: true}])
                @write(put: "Message", item: "user = $claims.sub, at = $at, room = $room, created = $at, comment = $text")
              join(room: ID!): Joined @auth(rules: [{signedIn: true}])
                @write(put: "Joined", item: "user = $claims.sub, room = $room")
            }
            """;

    @Test
    void two_types_are_told_apart_by_a_time_and_by_text_beside_a_field() {
        try (var api = Api.of(CHAT)) {
            var ann = Who.user("ann");
            var other =
                    new OtherWriter(api, "Chat")
                            .put(Map.of("PK", "User:ann", "SK", "Join:Art"))
                            .put(
                                    Map.of(
                                            "PK",
                                            "User:ann",
                                            "SK",
                                            "2023-04-01T14:00:00.001Z",
                                            "Comment",
                                            "hi",
                                            "RoomID",
                                            "Art",
                                            "CreatedAt",
                                            "2023-04-01T14:00:00.001Z"))
                            .put(Map.of("PK", "User:ann", "SK", "profile"));
            assertThat(
                            ask(
                                            api,
                                            ann,
                                            "{ mine { edges { node { ... on Message { comment at } ... on Joined { room } } } } }")
                                    .data("/mine/edges")
                                    .toString())
                    .isEqualTo(
                            "[{\"node\":{\"comment\":\"hi\",\"at\":\"2023-04-01T14:00:00.001Z\"}},{\"node\":{\"room\":\"Art\"}}]");
            assertThat(api.drifts())
                    .containsExactly(
                            new Drift.Unread("", "Chat", Drift.Unread.Reason.KEY_OF_NO_TYPE, 1));
            ask(api, ann, "mutation { join(room: \"Sea\") { room } }");
            ask(
                    api,
                    ann,
                    "mutation { say(at: \"2023-04-02T00:00:00Z\", room: \"Art\", text: \"yes\") { at } }");

            assertThat(other.get(Map.of("PK", "User:ann", "SK", "Join:Sea"))).isNotEmpty();
            assertThat(other.get(Map.of("PK", "User:ann", "SK", "2023-04-02T00:00:00.000Z")))
                    .containsEntry("CreatedAt", AttributeValue.fromS("2023-04-02T00:00:00.000Z"));
            assertThat(
                            ask(
                                            api,
                                            ann,
                                            "{ at(at: \"2023-04-02T00:00:00Z\") { comment } joined(room: \"Art\") { user } }")
                                    .data()
                                    .toString())
                    .isEqualTo("{\"at\":{\"comment\":\"yes\"},\"joined\":{\"user\":\"ann\"}}");
        }
    }

    private static final String PAYMENTS =
            """
            type Subscription1 @table(name: "Payments", partitionKey: "ACC#{account}", sortKey: "SUB#{id}#SKU#{sku}", escape: NONE)
              @index(name: "bySku", partitionKey: "SKU#{sku}", sortKey: "{id}#{note}", partitionKeyName: "gpk", sortKeyName: "gsk")
              @auth(rules: [{public: true}]) {
              account: ID!
              id: ID!
              sku: String!
              note: String
              amount: Int
            }
            type Receipt @table(name: "Payments", partitionKey: "ACC#{account}", sortKey: "REC#{at}#SKU#{sku}", escape: NONE)
              @auth(rules: [{public: true}]) {
              account: ID!
              at: DateTime!
              sku: String!
            }
            type Mine @table(name: "Own", partitionKey: "T|{tenant}", sortKey: "{id}|x", separator: "|", escape: NONE)
              @auth(rules: [{owner: "tenant"}]) {
              tenant: ID! @attribute(pin: "$claims.sub")
              id: ID!
            }
            type Query {
              subscription(account: ID!, id: ID!, sku: String!): Subscription1
                @getItem(key: "account = $account AND id = $id AND sku = $sku") @auth(rules: [{public: true}])
              subscriptions(account: ID!, first: Int! = 10, after: String): Subscription1Connection!
                @query(keyCondition: "account = $account") @auth(rules: [{public: true}])
              one(account: ID!, id: ID!, from: String!, to: String!, first: Int! = 10, after: String): Subscription1Connection!
                @query(keyCondition: "account = $account AND id = $id AND sku BETWEEN $from AND $to") @auth(rules: [{public: true}])
              above(account: ID!, id: ID!, sku: String!, first: Int! = 10, after: String): Subscription1Connection!
                @query(keyCondition: "account = $account AND id = $id AND sku > $sku") @auth(rules: [{public: true}])
              starting(account: ID!, id: ID!, first: Int! = 10, after: String): Subscription1Connection!
                @query(keyCondition: "account = $account AND begins_with(id, $id)") @auth(rules: [{public: true}])
              receipts(account: ID!, since: DateTime!, first: Int! = 10, after: String): ReceiptConnection!
                @query(keyCondition: "account = $account AND at >= $since") @auth(rules: [{public: true}])
              until(account: ID!, to: DateTime!, first: Int! = 10, after: String): ReceiptConnection!
                @query(keyCondition: "account = $account AND at <= $to") @auth(rules: [{public: true}])
              mine(id: ID!): Mine @getItem(key: "id = $id") @auth(rules: [{signedIn: true}])
            }
            type Mutation {
              subscribe(account: ID!, id: ID!, sku: String!, note: String): Subscription1
                @write(put: "Subscription1", item: "account = $account, id = $id, sku = $sku, note = $note") @auth(rules: [{public: true}])
              pay(account: ID!, id: ID!, sku: String!): Subscription1
                @write(update: "Subscription1", key: "account = $account AND id = $id AND sku = $sku", expression: "SET amount = 1")
                @auth(rules: [{public: true}])
              annotate(account: ID!, id: ID!, sku: String!, note: String!): Subscription1
                @write(update: "Subscription1", key: "account = $account AND id = $id AND sku = $sku", expression: "SET note = $note")
                @auth(rules: [{public: true}])
              own(id: ID!): Mine @write(put: "Mine", item: "id = $id") @auth(rules: [{signedIn: true}])
            }
            """;

    @Test
    void values_that_are_not_escaped_are_read_listed_and_compared_as_they_are() {
        try (var api = Api.of(PAYMENTS)) {
            payments(api);

            assertThat(found(api, "subscriptions(account: \"123\")", "sku"))
                    .containsExactly("999", "Gold Plan+/A", "!", "a");
            assertThat(
                            ask(
                                            api,
                                            "{ subscription(account: \"123\", id: \"s2\", sku: \"Gold Plan+/A\") { sku amount } }")
                                    .data("/subscription/amount")
                                    .asInt())
                    .isEqualTo(3);
            assertThat(
                            found(
                                    api,
                                    "one(account: \"123\", id: \"s3\", from: \" \", to: \"Z\")",
                                    "sku"))
                    .containsExactly("!");
            assertThat(found(api, "above(account: \"123\", id: \"s3\", sku: \"!\")", "sku"))
                    .containsExactly("a");
            assertThat(found(api, "starting(account: \"123\", id: \"s\")", "sku")).hasSize(4);
            assertThat(
                            found(
                                    api,
                                    "receipts(account: \"123\", since: \"2023-06-28T14:30:00Z\")",
                                    "at"))
                    .containsExactly("2023-06-28T14:30:00.000Z", "2023-07-28T14:30:00.000Z");
            assertThat(found(api, "until(account: \"123\", to: \"2023-06-28T14:30:00Z\")", "at"))
                    .containsExactly("2023-06-28T14:30:00.000Z");
            assertThat(api.drifts()).isEmpty();
        }
    }

    @Test
    void a_put_writes_values_as_they_are() {
        try (var api = Api.of(PAYMENTS)) {
            ask(
                    api,
                    "mutation { subscribe(account: \"1 2\", id: \"s%\", sku: \"Gold $+/A\", note: \"n\") { id } }");

            assertThat(
                            new OtherWriter(api, "Payments")
                                    .get(Map.of("pk", "ACC#1 2", "sk", "SUB#s%#SKU#Gold $+/A")))
                    .containsEntry("gpk", AttributeValue.fromS("SKU#Gold $+/A"))
                    .containsEntry("gsk", AttributeValue.fromS("s%#n"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'subscribe(account: \"a#b\", id: \"1\", sku: \"x\")'",
        "'subscribe(account: \"a\", id: \"1#\", sku: \"x\")'",
        "'subscribe(account: \"a\", id: \"1\", sku: \"x\", note: \"#\")'",
        "'annotate(account: \"123\", id: \"s1\", sku: \"999\", note: \"a#\")'",
    })
    void a_value_with_the_separator_is_bad_input_on_a_write(String mutation) {
        try (var api = Api.of(PAYMENTS)) {
            payments(api);
            var answer = api.ask(Who.NOBODY, "mutation { %s { id } }".formatted(mutation));

            assertThat(answer.codes()).containsExactly("BAD_USER_INPUT");
            assertThat(api.wire().operations()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'subscription(account: \"123\", id: \"s1\", sku: \"999#\")', ' { id }'",
        "'subscription(account: \"123#\", id: \"s1\", sku: \"999\")', ' { id }'",
        "'subscriptions(account: \"12#3\")', ' { edges { node { id } } }'",
        "'starting(account: \"123\", id: \"s1#\")', ' { edges { node { id } } }'",
    })
    void a_value_with_the_separator_matches_nothing_on_a_read(String field, String selection) {
        try (var api = Api.of(PAYMENTS)) {
            payments(api);
            var answer = ask(api, "{ %s%s }".formatted(field, selection));

            assertThat(answer.body().findValues("id")).isEmpty();
            assertThat(api.wire().operations()).isEmpty();
        }
    }

    @Test
    void an_update_of_a_key_that_no_item_can_have_finds_nothing() {
        try (var api = Api.of(PAYMENTS)) {
            var answer =
                    api.ask(
                            Who.NOBODY,
                            "mutation { pay(account: \"123\", id: \"s1#SKU\", sku: \"999\") { id } }");

            assertThat(answer.codes()).containsExactly("NOT_FOUND");
        }
    }

    @Test
    void a_pinned_claim_with_the_separator_reaches_no_item_of_another_tenant() {
        try (var api = Api.of(PAYMENTS)) {
            new OtherWriter(api, "Own").put(Map.of("pk", "T|a|b", "sk", "1|x"));
            ask(api, Who.user("a"), "mutation { own(id: \"1\") { id } }");

            assertThat(
                            ask(api, Who.user("a"), "{ mine(id: \"1\") { id } }")
                                    .data("/mine/id")
                                    .asText())
                    .isEqualTo("1");
            assertThat(
                            ask(api, Who.user("a|b"), "{ mine(id: \"1\") { id } }")
                                    .data("/mine")
                                    .isNull())
                    .isTrue();
            assertThat(api.ask(Who.user("a|b"), "mutation { own(id: \"1\") { id } }").codes())
                    .containsExactly("BAD_USER_INPUT");
        }
    }

    private static void payments(Api api) {
        new OtherWriter(api, "Payments")
                .put(Map.of("pk", "ACC#123", "sk", "SUB#s1#SKU#999", "amount", 12))
                .put(Map.of("pk", "ACC#123", "sk", "SUB#s2#SKU#Gold Plan+/A", "amount", 3))
                .put(Map.of("pk", "ACC#123", "sk", "SUB#s3#SKU#!"))
                .put(Map.of("pk", "ACC#123", "sk", "SUB#s3#SKU#a"))
                .put(Map.of("pk", "ACC#123", "sk", "REC#2023-06-28T14:30:00.000Z#SKU#999"))
                .put(Map.of("pk", "ACC#123", "sk", "REC#2023-07-28T14:30:00.000Z#SKU#999"))
                .put(Map.of("pk", "ACC#123", "sk", "NOTE#1"));
    }

    private static List<String> found(Api api, String field, String selected) {
        return ask(api, "{ %s { edges { node { %s } } } }".formatted(field, selected))
                .body()
                .findValuesAsText(selected);
    }

    private static Answer ask(Api api, String query) {
        return ask(api, Who.NOBODY, query);
    }

    private static Answer ask(Api api, Who who, String query) {
        var answer = api.ask(who, query);
        assertThat(answer.codes()).isEmpty();
        return answer;
    }
}
