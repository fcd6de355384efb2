// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.telemetry.Signal;
import dev.sluice.telemetry.Tracer;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.WireFault;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The numbers of waves in the spans of requests to DynamoDB. Requests that charge the caller are
/// sent one after the other, before the first wave of the operation.
class WaveNumberTest {
    private static final String SCHEMA =
            """
            schema @limits(requests: 10, readUnits: 100, writeUnits: 50, perCaller: {units: 500, seconds: 60}) {
              query: Query
            }
            type Note @table(name: "Notes", partitionKey: "{id}") @auth(rules: [{public: true}]) {
              id: ID!
              after: ID
              next: Note @getItem(key: "id = $parent.after")
            }
            type Query { note(id: ID!): Note @getItem(key: "id = $id") @auth(rules: [{public: true}]) }
            """;
    private static final Who ANN = Who.user("ann");
    private static final String TWO_WAVES = "{ note(id: \"1\") { next { id } } }";

    private final Spans spans = new Spans();

    @Test
    void a_request_that_charges_the_caller_is_a_wave() {
        try (var api = api()) {
            assertThat(sent(api)).containsExactly("1 UpdateItem", "2 GetItem", "3 GetItem");
        }
    }

    @Test
    void each_request_that_charges_the_caller_is_a_wave_of_its_own() {
        try (var api = api();
                var competing =
                        Api.unseen(
                                SCHEMA,
                                Map.of(
                                        "SLUICE_TABLES",
                                        "Notes=%s,Callers=%s"
                                                .formatted(
                                                        api.physicalName("Notes"),
                                                        api.physicalName("Callers"))))) {
            competing.send(ANN, Map.of("query", TWO_WAVES));

            assertThat(sent(api))
                    .containsExactly("1 UpdateItem", "2 UpdateItem", "3 GetItem", "4 GetItem");
        }
    }

    @Test
    void an_operation_that_the_share_of_the_instance_pays_begins_with_its_first_wave() {
        try (var api = api()) {
            sent(api);

            assertThat(sent(api)).containsExactly("1 GetItem", "2 GetItem");
        }
    }

    @Test
    void a_request_that_could_not_charge_the_caller_is_a_wave_too() {
        try (var api = api()) {
            api.wire()
                    .hook((request, next) ->
                            request.operation().equals("UpdateItem")
                                    ? WireFault.DENIED.handle(request, next)
                                    : next.forward(request.body()));

            assertThat(sent(api)).containsExactly("1 UpdateItem", "2 GetItem", "3 GetItem");
        }
    }

    private Api api() {
        return Api.of(SCHEMA, Map.of(), builder -> builder.tracer(spans))
                .with("Note", Map.of("id", "1", "after", "2"))
                .with("Note", Map.of("id", "2"));
    }

    private List<String> sent(Api api) {
        spans.sent.clear();
        assertThat(api.send(ANN, Map.of("query", TWO_WAVES)).status()).isEqualTo(200);
        return List.copyOf(spans.sent);
    }

    /// Remembers the wave and the operation of each request to DynamoDB.
    private static final class Spans implements Tracer {
        private static final String REQUEST = Signal.Trace.DYNAMODB.key() + " ";

        private final Queue<String> sent = new ConcurrentLinkedQueue<>();

        @Override
        public <T extends @Nullable Object, X extends Exception> T trace(
                Span parent, String name, Traced<T, X> work) throws X {
            return work.in(
                    new Span() {
                        @Override
                        public void setAttribute(String attribute, Object value) {
                            if (name.startsWith(REQUEST) && attribute.equals("wave")) {
                                sent.add(value + " " + name.substring(REQUEST.length()));
                            }
                        }
                    });
        }
    }
}
