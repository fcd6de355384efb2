// SPDX-License-Identifier: Apache-2.0
package dev.sluice.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Map;

/// Keys of another application that start or end with the separator.
class EmptySegmentsTest {
    private static final String SHOP =
            """
            union Entry = Profile | Order | Address
            type Profile @table(name: "Shop", partitionKey: "CUST#{cust}", sortKey: "#PROFILE", escape: NONE)
              @auth(rules: [{public: true}]) { cust: ID! name: String }
            type Order @table(name: "Shop", partitionKey: "CUST#{cust}", sortKey: "#ORDER#{id}", escape: NONE)
              @auth(rules: [{public: true}]) { cust: ID! id: ID! }
            type Address @table(name: "Shop", partitionKey: "CUST#{cust}", sortKey: "address#", escape: NONE)
              @auth(rules: [{public: true}]) { cust: ID! street: String }
            type Query {
              profile(cust: ID!): Profile @getItem(key: "cust = $cust") @auth(rules: [{public: true}])
              orders(cust: ID!, from: ID, first: Int! = 10, after: String): OrderConnection!
                @query(keyCondition: "cust = $cust AND id >= $from") @auth(rules: [{public: true}])
              all(cust: ID!, first: Int! = 10, after: String): EntryConnection!
                @query(keyCondition: "cust = $cust") @auth(rules: [{public: true}])
            }
            type Mutation {
              move(cust: ID!, street: String!): Address
                @write(update: "Address", key: "cust = $cust", expression: "SET street = $street", upsert: true)
                @auth(rules: [{public: true}])
              order(cust: ID!, id: ID!): Order @write(put: "Order", item: "cust = $cust, id = $id") @auth(rules: [{public: true}])
            }
            """;

    @Test
    void items_are_read_listed_told_apart_and_written() {
        try (var api = Api.of(SHOP)) {
            var other =
                    new OtherWriter(api, "Shop")
                            .put(Map.of("pk", "CUST#c", "sk", "#PROFILE", "name", "Ruth"))
                            .put(Map.of("pk", "CUST#c", "sk", "#ORDER#1"))
                            .put(Map.of("pk", "CUST#c", "sk", "#ORDER#2"))
                            .put(Map.of("pk", "CUST#c", "sk", "address#"));

            assertThat(ask(api, "{ profile(cust: \"c\") { name } }").data("/profile/name").asText())
                    .isEqualTo("Ruth");
            assertThat(
                            ask(api, "{ orders(cust: \"c\") { edges { node { id } } } }")
                                    .body()
                                    .findValuesAsText("id"))
                    .containsExactly("1", "2");
            assertThat(
                            ask(
                                            api,
                                            "{ orders(cust: \"c\", from: \"2\") { edges { node { id } } } }")
                                    .body()
                                    .findValuesAsText("id"))
                    .containsExactly("2");
            assertThat(
                            ask(api, "{ all(cust: \"c\") { edges { node { __typename } } } }")
                                    .body()
                                    .findValuesAsText("__typename"))
                    .containsExactly("Order", "Order", "Profile", "Address");

            ask(
                    api,
                    "mutation { move(cust: \"c\", street: \"Main\") { street } order(cust: \"c\", id: \"3\") { id } }");
            assertThat(other.get(Map.of("pk", "CUST#c", "sk", "address#")))
                    .containsEntry("street", AttributeValue.fromS("Main"));
            assertThat(other.get(Map.of("pk", "CUST#c", "sk", "#ORDER#3"))).isNotEmpty();
            assertThat(api.drifts()).isEmpty();
        }
    }

    private static Answer ask(Api api, String document) {
        var answer = api.ask(Who.NOBODY, document);
        assertThat(answer.codes()).isEmpty();
        return answer;
    }
}
