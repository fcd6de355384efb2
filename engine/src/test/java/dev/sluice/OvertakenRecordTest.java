// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.WireProxy.Reply;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/// If a request was applied, its record gives the answer before anything else can refuse the
/// request, however late the record is seen.
class OvertakenRecordTest {
    private static final Who ANN = Who.user("ann");
    private static final String SCHEMA =
            """
            schema @idempotency(table: "Requests") { query: Query mutation: Mutation }
            type Query { thing(id: ID!): Thing @getItem(key: "id = $id") @auth(rules: [{signedIn: true}]) }
            type Thing @table(name: "Things", partitionKey: "{id}", version: "version", itemSize: 1)
              @auth(rules: [{signedIn: true}]) { id: ID! name: String! state: String! version: Int! }
            type Mutation {
              rename(id: ID!, name: String!, version: Int!, clientRequestToken: ID!): Thing
                @auth(rules: [{signedIn: true}])
                @write(update: "Thing", key: "id = $id", expression: "SET name = $name")
              advance(id: ID!, name: String!, version: Int!, clientRequestToken: ID!): Thing
                @auth(rules: [{signedIn: true}])
                @getItem(as: "old", type: "Thing", key: "id = $id", consistent: true)
                @write(update: "Thing", key: "id = $id", expression: "SET name = $name",
                       condition: "state = $old.state")
            }
            """;
    private static final String DONE = "{\"name\":\"new\",\"version\":4}";

    private final AtomicInteger requests = new AtomicInteger();
    private Api api;

    @BeforeEach
    void open() {
        api = Api.of(SCHEMA);
        api.with("Thing", Map.of("id", "t", "name", "old", "state", "s", "version", 3));
    }

    @AfterEach
    void close() {
        api.close();
    }

    private static String mutation(String field) {
        return "mutation { %s(id: \"t\", name: \"new\", version: 3, clientRequestToken: \"k\") { name version } }"
                .formatted(field);
    }

    private Api.Answer send(String query) {
        return api.send(ANN, Map.of("query", query));
    }

    @Test
    void a_record_that_was_throttled_is_asked_for_again() {
        assertThat(send(mutation("rename")).data("/rename").toString()).isEqualTo(DONE);
        api.wire()
                .hook((request, next) -> {
                    var reply = next.forward(request.body());
                    if (request.operation().equals("TransactWriteItems")
                            && requests.incrementAndGet() == 1) {
                        var reasons = (ArrayNode) reply.body().path("CancellationReasons");
                        reasons.set(1, reasons.objectNode().put("Code", "ThrottlingError"));
                    }
                    return reply;
                });

        assertThat(send(mutation("rename")).data("/rename").toString()).isEqualTo(DONE);
    }

    @Test
    void a_record_that_was_read_before_its_writes_were_applied_is_read_again() {
        api.wire()
                .hook((request, next) -> {
                    var before = next.forward(request.body());
                    if (!request.operation().equals("BatchGetItem")
                            || requests.incrementAndGet() > 1) {
                        return before;
                    }
                    CompletableFuture.runAsync(() -> send(mutation("advance"))).join();
                    var things = api.physicalName("Things");
                    var after = next.forward(request.body()).body().path("Responses").path(things);
                    var between = (ObjectNode) before.body().deepCopy();
                    ((ObjectNode) between.path("Responses")).set(things, after);
                    return new Reply(200, between);
                });

        assertThat(send(mutation("advance")).data("/advance").toString()).isEqualTo(DONE);
    }
}
