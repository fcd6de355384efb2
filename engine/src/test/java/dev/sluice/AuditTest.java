// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.telemetry.WriteEvent;
import dev.sluice.telemetry.WriteEvent.Change;
import dev.sluice.telemetry.WriteEvent.Outcome;
import dev.sluice.telemetry.WriteEvent.Verb;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Schemas;
import dev.sluice.testing.Shop;
import dev.sluice.testing.WireProxy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// The outcome of writes is reported once for each field, with the caller, the field and the types,
/// but no value.
class AuditTest {
    private static final Who ANN = Who.user("ann");
    private static final String FILL = "mutation { fill(id: \"canary\", coins: 1) { coins } }";

    private Api api;

    @BeforeEach
    void open() {
        api = Api.of(Schemas.read("writes.graphqls"));
    }

    @AfterEach
    void close() {
        api.close();
    }

    private static WriteEvent event(
            String field, List<Change> changes, Outcome outcome, @Nullable String code) {
        return new WriteEvent(
                "https://issuer.test", "ann", "Mutation." + field, changes, outcome, code);
    }

    @Test
    void applied_writes_are_reported_by_type_and_number_and_replays_as_such() {
        try (var shop = Shop.open("shop.graphqls", "ann")) {
            var changes =
                    List.of(
                            new Change(Verb.PUT, "Order", 1),
                            new Change(Verb.UPDATE, "Product", 3),
                            new Change(Verb.UPDATE, "Loyalty", 1));
            var variables = Map.of("lines", Shop.lines(3), "token", "canary");
            shop.ask(ANN, Shop.PLACE, variables);
            shop.ask(ANN, Shop.PLACE, variables);
            assertThat(shop.writes())
                    .containsExactly(
                            event("placeOrder", changes, Outcome.APPLIED, null),
                            event("placeOrder", changes, Outcome.REPLAYED, null));
            assertThat(shop.writes().toString()).doesNotContain("canary", "p0", "9.99");
        }
    }

    @Test
    void what_was_refused_has_its_code_and_what_was_not_sent_no_changes() {
        api.ask(ANN, "mutation { spend(id: \"none\", coins: 1) { coins } }");
        api.ask(ANN, "mutation { openAs(id: \"x\", owner: \"bob\") { id } }");
        assertThat(api.writes())
                .containsExactly(
                        event(
                                "spend",
                                List.of(new Change(Verb.UPDATE, "Purse", 1)),
                                Outcome.REFUSED,
                                "NOT_FOUND"),
                        event("openAs", List.of(), Outcome.REFUSED, "FORBIDDEN"));
    }

    @Test
    void a_write_whose_reply_is_lost_is_unknown_and_not_sent_again() {
        api.wire().reset();
        api.wire()
                .hook((request, next) -> {
                    next.forward(request.body());
                    throw new IOException("the reply is lost");
                });
        var answer = api.send(ANN, Map.of("query", FILL));
        assertThat(answer.errors()).containsExactly("/fill UNAVAILABLE");
        assertThat(api.writes())
                .containsExactly(
                        event(
                                "fill",
                                List.of(new Change(Verb.UPDATE, "Purse", 1)),
                                Outcome.UNKNOWN,
                                "UNAVAILABLE"));
        assertThat(api.ask(ANN, "{ purse(id: \"canary\") { coins } }").data("/purse/coins").asInt())
                .isEqualTo(1);
    }

    @Test
    void a_throttled_write_was_not_applied() {
        api.wire().reset();
        api.wire().hook((request, next) -> WireProxy.Reply.error(400, "ThrottlingException"));
        var answer = api.send(ANN, Map.of("query", FILL));
        assertThat(answer.errors()).containsExactly("/fill THROTTLED");
        assertThat(api.writes()).extracting(WriteEvent::outcome).containsExactly(Outcome.REFUSED);
    }

    @Test
    void queries_and_fields_that_were_not_admitted_are_not_reported_as_writes() {
        api.ask(ANN, "{ purse(id: \"p1\") { coins } }");
        api.ask(Who.NOBODY, FILL);
        assertThat(api.writes()).isEmpty();
        assertThat(api.denials()).hasSize(1);
    }
}
