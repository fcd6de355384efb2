// SPDX-License-Identifier: Apache-2.0
package dev.sluice.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// Filters on fields that only a composed key holds, in the table and in an index.
class KeyFiltersTest {
    private static final String PAYMENTS =
            """
            type Subscription1 @table(name: "Payments", partitionKey: "ACC#{account}", sortKey: "SUB#{id}#SKU#{sku}", itemSize: 1)
              @index(name: "due", partitionKey: "{next}", sortKey: "STATE#{state}#{id}", project: ["email"])
              @auth(rules: [{public: true}]) {
              account: ID!
              id: ID!
              sku: String!
              state: String
              email: String
              next: String
            }
            type Query {
              subscriptions(account: ID!, sku: String!, first: Int! = 10, after: String): Subscription1Connection!
                @query(keyCondition: "account = $account", filter: "sku = $sku AND NOT email = 'x'", maxRead: 50) @auth(rules: [{public: true}])
              due(day: String!, sku: String, state: String, email: String, first: Int! = 1, after: String): Subscription1Connection!
                @query(index: "due", keyCondition: "next = $day", filter: "sku = $sku AND state <> $state AND email = $email", maxRead: 50)
                @auth(rules: [{public: true}])
            }
            """;

    @Test
    void the_function_filters_by_what_only_a_key_holds() {
        try (var api = Api.of(PAYMENTS)) {
            var other = new OtherWriter(api, "Payments");
            for (var id : List.of("1", "2", "3", "4")) {
                var sku = id.equals("2") ? "b" : "a";
                var state = id.equals("3") ? "OFF" : "ON";
                other.put(
                        Map.of(
                                "pk",
                                "ACC#7",
                                "sk",
                                "SUB#%s#SKU#%s".formatted(id, sku),
                                "email",
                                "e" + id,
                                "next",
                                "d",
                                "dueSk",
                                "STATE#%s#%s".formatted(state, id)));
            }
            assertThat(found(api, "subscriptions(account: \"7\", sku: \"a\")"))
                    .containsExactly("1", "3", "4");
            assertThat(found(api, "due(day: \"d\", sku: \"a\", first: 9)"))
                    .containsExactly("3", "1", "4");
            assertThat(found(api, "due(day: \"d\", sku: \"a\", state: \"OFF\", first: 9)"))
                    .containsExactly("1", "4");
            assertThat(found(api, "due(day: \"d\", state: \"ON\", first: 9)")).containsExactly("3");
            assertThat(found(api, "due(day: \"d\", sku: \"a\", email: \"e4\")"))
                    .containsExactly("4");
            var sent = api.wire().calls().getLast().body();
            assertThat(sent.path("Limit").asInt()).isEqualTo(50);
            assertThat(sent.path("FilterExpression").asText()).doesNotContain("AND");
            assertThat(api.wire().calls())
                    .allSatisfy(call -> assertThat(call.operation()).isEqualTo("Query"));
        }
    }

    private static List<String> found(Api api, String field) {
        var answer =
                api.ask(Who.NOBODY, "{ %s { edges { node { id sku email } } } }".formatted(field));
        assertThat(answer.codes()).as(answer.text()).isEmpty();
        return answer.body().findValuesAsText("id");
    }
}
