// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Schemas;
import dev.sluice.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A mutation with `@event` leaves its event in the outbox, in the same transaction.
class OutboxTest {
    private static final Who ANN = Who.user("ann");
    private static final String PROFILE =
            "mutation($name: String!, $version: Int!) { updateProfile(input: {name: $name}, version: $version) { name version } }";

    private Api api;

    @BeforeEach
    void open() {
        api =
                Api.of(
                        Schemas.shopWithEvents(),
                        Map.of(),
                        builder -> builder.resolvers(Shop.RESOLVERS));
        api.with("Product", Shop.product("p0"));
        api.with(
                "User",
                Map.of("id", "ann", "name", "Ann", "email", "ann@example.com", "version", 1));
        api.with("Loyalty", Map.of("customerId", "ann", "points", 0));
    }

    @AfterEach
    void close() {
        api.close();
    }

    private Answer place(int quantity, String token) {
        var lines = List.of(Shop.line("p0", quantity, Shop.PRICE));
        return api.ask(ANN, Shop.PLACE, Map.of("lines", lines, "token", token));
    }

    private List<Map<String, AttributeValue>> outbox() {
        return api.dynamoDb()
                .scan(scan -> scan.tableName(api.physicalName("Events")).consistentRead(true))
                .items();
    }

    private JsonNode event() {
        return json(Objects.requireNonNull(outbox().getFirst().get("event")).s());
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void an_event_has_the_members_of_cloudevents_and_the_values_that_the_schema_names() {
        var order = place(2, "t1").data("/placeOrder/id").asText();

        assertThat(outbox())
                .singleElement()
                .satisfies(item ->
                        assertThat(item.get("expiresAt"))
                                .isEqualTo(
                                        AttributeValue.fromN(
                                                Long.toString(
                                                        Api.NOW.getEpochSecond() + 24 * 3600))));
        var event = event();
        assertThat(event.at("/specversion").asText()).isEqualTo("1.0");
        assertThat(event.at("/id").asText()).hasSize(36);
        assertThat(event.at("/source").asText()).isEqualTo("shop");
        assertThat(event.at("/type").asText()).isEqualTo("OrderPlaced");
        assertThat(event.at("/time").asText()).isEqualTo("2026-11-20T12:00:00.000Z");
        assertThat(event.at("/subject").asText()).isEqualTo("Order/ann/" + order);
        assertThat(event.at("/dataschema").asText()).isEqualTo("urn:event:OrderPlaced:2");
        assertThat(event.at("/correlationid").asText()).isNotEmpty();
        assertThat(event.at("/data").toString())
                .isEqualTo(
                        """
                        {"id":"%s","at":"2026-11-20T12:00:00.000Z","total":"19.98",\
                        "lines":[{"productId":"p0","quantity":2,"unitPrice":"9.99"}]}\
                        """
                                .formatted(order));
    }

    @Test
    void a_token_that_is_sent_again_tells_nothing_more() {
        place(1, "t1");
        var first = outbox();

        assertThat(place(1, "t1").codes()).isEmpty();

        assertThat(outbox()).isEqualTo(first);
    }

    @Test
    void what_did_not_happen_is_not_told() {
        assertThat(place(Shop.STOCK + 1, "t1").codes()).containsExactly("PRICE_OR_STOCK_CHANGED");

        assertThat(outbox()).isEmpty();
    }

    @Test
    void a_single_write_and_its_event_are_a_transaction_within_the_bound() {
        var answer = api.ask(ANN, PROFILE, Map.of("name", "Anna", "version", 1));

        assertThat(answer.data("/updateProfile").toString())
                .isEqualTo("{\"name\":\"Anna\",\"version\":2}");
        assertThat(api.wire().operations()).startsWith("TransactWriteItems");
        assertThat(event().at("/data").toString()).isEqualTo("{\"name\":\"Anna\"}");
        // A user and its entry in the index by e-mail have 4 KB, twice if the address changes, and
        // the event has 3. A transaction doubles that.
        assertThat(answer.body().at("/extensions/cost/bound/writeUnits").asInt())
                .isEqualTo(2 * (4 + 2 * 4 + 3));
    }

    @Test
    void the_outbox_has_the_last_event_of_each_item() {
        var order = place(1, "t1").data("/placeOrder/id").asText();
        var id = event().at("/id").asText();

        api.ask(ANN, "mutation { cancelOrder(id: \"%s\", version: 1) { id } }".formatted(order));

        assertThat(outbox()).hasSize(1);
        assertThat(event().at("/type").asText()).isEqualTo("OrderCancelled");
        assertThat(event().at("/subject").asText()).isEqualTo("Order/ann/" + order);
        assertThat(event().at("/data").toString())
                .isEqualTo("{\"id\":\"%s\",\"points\":9}".formatted(order));
        assertThat(event().at("/id").asText()).isNotEqualTo(id);
    }

    @Test
    void an_update_for_which_the_client_sends_nothing_tells_and_notes_nothing() {
        try (var notes =
                Api.of(
                        """
                        schema @events(table: "Events", source: "notes") { query: Query mutation: Mutation }
                        type Note @table(name: "Notes", partitionKey: "{id}") @audit(trail: "Change") @auth(rules: [{public: true}]) {
                          id: ID! body: String
                        }
                        type Change @table(name: "Changes", partitionKey: "{item}", sortKey: "{id}", ttl: "until") @auth(rules: [{public: true}]) {
                          item: ID! id: ID! until: DateTime
                        }
                        type Query { note(id: ID!): Note @getItem(key: "id = $id") @auth(rules: [{public: true}]) }
                        type Mutation {
                          edit(id: ID!, body: String @constraint(maxLength: 9)): Note @auth(rules: [{public: true}])
                            @event(name: "NoteEdited", detail: "id = $id")
                            @write(update: "Note", key: "id = $id", expression: "SET body = $body")
                        }
                        """)) {
            notes.with("Note", Map.of("id", "n1", "body", "old"));

            var same = notes.ask(ANN, "mutation { edit(id: \"n1\") { body } }");
            assertThat(same.data("/edit/body").asText()).isEqualTo("old");
            assertThat(notes.wire().operations()).containsExactly("UpdateItem");
            assertThat(notes.ask(ANN, "mutation { edit(id: \"none\") { body } }").errors())
                    .containsExactly("/edit NOT_FOUND");

            notes.ask(ANN, "mutation { edit(id: \"n1\", body: null) { body } }");
            assertThat(notes.wire().calls().getFirst().body().path("TransactItems")).hasSize(3);
        }
    }

    @Test
    void an_event_that_is_larger_than_its_bound_is_refused_with_its_mutation() {
        try (var notes =
                Api.of(
                        """
                        schema @events(table: "Events", source: "notes", itemSize: 1) { query: Query mutation: Mutation }
                        type Note @table(name: "Notes", partitionKey: "{id}", itemSize: 8) @auth(rules: [{public: true}]) {
                          id: ID! body: String
                        }
                        type Query { note(id: ID!): Note @getItem(key: "id = $id") @auth(rules: [{public: true}]) }
                        type Mutation {
                          write(id: ID!, body: String!): Note @auth(rules: [{public: true}])
                            @event(name: "NoteWritten", detail: "body = $body")
                            @write(put: "Note", item: "id = $id, body = $body")
                        }
                        """)) {
            var write = "mutation($body: String!) { write(id: \"n1\", body: $body) { id } }";

            assertThat(notes.ask(ANN, write, Map.of("body", "x".repeat(2_000))).codes())
                    .containsExactly("BAD_USER_INPUT");
            assertThat(notes.ask(ANN, "{ note(id: \"n1\") { id } }").data("/note").isNull())
                    .isTrue();
            assertThat(notes.ask(ANN, write, Map.of("body", "x".repeat(100))).codes()).isEmpty();
        }
    }
}
