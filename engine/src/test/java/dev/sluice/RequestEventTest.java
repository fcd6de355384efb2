// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.telemetry.AdmittedOperation;
import dev.sluice.telemetry.DynamoDbCall;
import dev.sluice.telemetry.RequestEvent;
import dev.sluice.telemetry.RequestPhase;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.WireProxy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What telemetry receives for a request.
class RequestEventTest {
    private static final String SCHEMA =
            """
            type Query {
              page(id: ID!): Page @getItem(key: "id = $id") @auth(rules: [{public: true}])
              pages(ids: [ID!]! @constraint(maxItems: 3)): [Page]! @getItem(key: "id IN $ids")
                @auth(rules: [{public: true}])
            }
            type Page @table(name: "Pages", partitionKey: "{id}") @auth(rules: [{public: true}]) {
              id: ID!
              text: String!
              next: ID
              after: Page @getItem(key: "id = $parent.next")
            }
            """;

    private static final List<RequestEvent> EVENTS = new ArrayList<>();
    private static Api api;

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA, Map.of(), builder -> builder.listener(EVENTS::add));
        api.with("Page", Map.of("id", "p1", "text", "Hello", "next", "p2"));
        api.with("Page", Map.of("id", "p2", "text", "World"));
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static RequestEvent event(String query) {
        EVENTS.clear();
        api.ask(Who.NOBODY, query);
        assertThat(EVENTS).hasSize(1);
        return EVENTS.getFirst();
    }

    private static AdmittedOperation operation(RequestEvent event) {
        return Objects.requireNonNull(event.operation());
    }

    @Test
    void an_operation_has_its_name_its_kind_its_hash_and_its_bound() {
        var operation = operation(event("query Two { pages(ids: [\"p1\", \"p2\"]) { text } }"));

        assertThat(operation.name()).isEqualTo("Two");
        assertThat(operation.kind()).isEqualTo(AdmittedOperation.Kind.QUERY);
        assertThat(operation.trust()).isEqualTo(AdmittedOperation.Trust.ANY);
        assertThat(operation.documentHash()).hasSize(64);
        assertThat(operation.bound()).isEqualTo(new AdmittedOperation.Bound(1, 1, 1, 0));
    }

    @Test
    void a_name_longer_than_64_characters_is_cut() {
        var name = "Long".repeat(20);

        assertThat(operation(event("query %s { __typename }".formatted(name))).name())
                .isEqualTo(name.substring(0, 64));
    }

    @Test
    void each_request_to_DynamoDB_has_its_operation_its_table_and_its_items() {
        var event = event("{ pages(ids: [\"p1\", \"p2\"]) { text after { text } } }");

        assertThat(event.calls())
                .extracting(DynamoDbCall::operation, DynamoDbCall::items, DynamoDbCall::answered)
                .containsExactly(tuple("BatchGetItem", 2, true));
        assertThat(event.calls().getFirst().tables()).singleElement().asString().startsWith("Page");
        assertThat(event.consumption().requests()).isEqualTo(1);
        assertThat(event.consumption().cacheHits()).isEqualTo(1);
    }

    @Test
    void each_phase_and_each_field_that_waits_has_its_time() {
        var event = event("{ page(id: \"p1\") { text after { text } } }");

        assertThat(event.phases()).containsOnlyKeys(RequestPhase.values());
        assertThat(event.fields()).containsOnlyKeys("Query.page", "Page.after");
        assertThat(event.phases().get(RequestPhase.EXECUTE)).isLessThan(event.took());
        assertThat(event.fields().get("Query.page"))
                .isLessThan(event.phases().get(RequestPhase.EXECUTE));
    }

    @Test
    void a_refused_document_has_no_operation_and_reaches_no_further_phase() {
        var event = event("{ nope }");

        assertThat(event.operation()).isNull();
        assertThat(event.phases())
                .containsOnlyKeys(RequestPhase.READ, RequestPhase.ADMIT, RequestPhase.REPLY);
        assertThat(event.codes()).containsExactly("GRAPHQL_VALIDATION_FAILED");
        assertThat(event.fault()).isFalse();
    }

    @Test
    void a_request_that_DynamoDB_fails_is_a_fault() {
        EVENTS.clear();
        api.wire().hook((_, _) -> WireProxy.Reply.error(500, "InternalServerError"));
        api.send(Who.NOBODY, Map.of("query", "{ page(id: \"p9\") { text } }"));

        var event = EVENTS.getFirst();
        assertThat(event.fault()).isTrue();
        assertThat(event.codes()).containsExactly("UNAVAILABLE");
        assertThat(event.calls())
                .singleElement()
                .extracting(DynamoDbCall::answered)
                .isEqualTo(false);
        assertThat(event.consumption().requests()).isEqualTo(3);
    }
}
