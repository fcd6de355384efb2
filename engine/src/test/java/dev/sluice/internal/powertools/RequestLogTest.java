// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.powertools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sluice.resolver.Answer;
import dev.sluice.resolver.Resolvers;
import dev.sluice.telemetry.AdmittedOperation;
import dev.sluice.telemetry.BreakerRefusal;
import dev.sluice.telemetry.CallerCharge;
import dev.sluice.telemetry.CallerCharge.Outcome;
import dev.sluice.telemetry.Consumption;
import dev.sluice.telemetry.Denial;
import dev.sluice.telemetry.DeprecatedField;
import dev.sluice.telemetry.Drift;
import dev.sluice.telemetry.DynamoDbCall;
import dev.sluice.telemetry.FieldFallback;
import dev.sluice.telemetry.RequestEvent;
import dev.sluice.telemetry.RequestPhase;
import dev.sluice.telemetry.RolloutRead;
import dev.sluice.telemetry.RootField;
import dev.sluice.telemetry.Signal.LogField;
import dev.sluice.telemetry.WriteEvent;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class RequestLogTest {
    private static final int CALLS_THAT_OPEN_A_BREAKER = 10;

    private static Map<LogField, Object> members(CallerCharge charge) {
        var event =
                new RequestEvent(
                        "request-1",
                        200,
                        List.of(),
                        false,
                        null,
                        null,
                        Consumption.NONE,
                        charge,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        Map.of(),
                        Duration.ofMillis(5));
        return new RequestLog(TelemetrySettings.defaults()).members(event, InstanceStart.WARM);
    }

    @Test
    void the_charge_of_a_signed_in_caller_has_the_callers_hash() {
        var members =
                members(
                        new CallerCharge(
                                "https://issuer.test", "ann", null, Outcome.PAID, 12, 1.5));

        assertThat(members)
                .containsEntry(
                        LogField.CHARGE, Map.of("outcome", "PAID", "units", 12.0, "used", 1.5))
                .containsEntry(LogField.CALLER, "e0fa673eb38e75e3e196e1a379518b1a")
                .doesNotContainKey(LogField.CLIENT);
    }

    @Test
    void the_charge_of_an_anonymous_caller_has_the_hash_of_the_address() {
        var members = members(new CallerCharge(null, null, "0a1b", Outcome.REFUSED, 12, 0));

        assertThat(members)
                .containsEntry(LogField.CLIENT, "0a1b")
                .doesNotContainKey(LogField.CALLER);
    }

    @Test
    void a_field_whose_resolver_is_not_called_is_logged_with_its_fallback_and_the_breaker()
            throws JsonProcessingException {
        var heard = new ArrayList<RequestEvent>();
        Answer weather =
                (_, _) -> {
                    throw new IOException("down");
                };
        try (var api =
                Api.of(
                        """
                        type Query {
                          weather: String @resolver(name: "weather", requests: 1, fallback: "fine")
                            @auth(rules: [{public: true}])
                        }
                        """,
                        Map.of(),
                        builder ->
                                builder.resolvers(Resolvers.none().answers("weather", weather))
                                        .listener(heard::add))) {
            for (int i = 0; i < CALLS_THAT_OPEN_A_BREAKER; i++) {
                api.ask(Who.NOBODY, "{ weather }");
            }
            assertThat(members(heard.getLast()).get(LogField.BREAKERS)).isNull();
            api.ask(Who.NOBODY, "{ weather other: weather }");
        }

        assertThat(json(members(heard.getLast()).get(LogField.FALLBACKS)))
                .isEqualTo("[{'field':'Query.weather','times':2}]");
        assertThat(json(members(heard.getLast()).get(LogField.BREAKERS)))
                .isEqualTo("[{'breaker':'resolver:weather','calls':2}]");
    }

    /// The shop has no fallbacks, drifts or charges, so the test of the artifact cannot see them.
    @Test
    void an_event_with_everything_has_every_member() throws JsonProcessingException {
        var members = members(everything());

        assertThat(members).containsOnlyKeys(LogField.values());
        var written = new StringBuilder();
        for (var field : LogField.values()) {
            written.append("%s %s%n".formatted(field.key(), json(members.get(field))));
        }
        assertThat(written)
                .hasToString(
                        """
                        start 'warm'
                        status 200
                        took 5.0
                        phases {'admit':1.5,'execute':3.0}
                        operation 'Screen'
                        clientName 'web'
                        kind 'query'
                        documentHash '0a1b'
                        trust 'unknown'
                        bound {'requests':8,'waves':2,'readUnits':20.0,'writeUnits':5.0}
                        boundUsed 40.0
                        owners ['people']
                        overBudget [{'field':'Query.me','budget':4,'owner':'people'}]
                        deprecatedFields ['User.email']
                        consumed {'requests':4,'waves':2,'readUnits':7.5,'writeUnits':2.5}
                        codes ['THROTTLED','UNAVAILABLE']
                        batches [25]
                        cacheHits 6
                        throttles 1
                        breakers [{'breaker':'table:Orders','calls':3}]
                        fallbacks [{'field':'Book.stars','times':2}]
                        slowFields [{'field':'Query.me','took':400.0}]
                        rollouts [{'field':'Query.orders','path':'new','comparison':'different','times':2,\
                        'oldItems':3,'oldReadUnits':1.5,'newItems':2,'newReadUnits':1.0}]
                        denials [{'coordinate':'User.email','outcome':'INVISIBLE','rules':['owner'],'count':9}]
                        writes [{'coordinate':'Mutation.buy','outcome':'REFUSED','code':'CONFLICT',\
                        'changes':[{'verb':'UPDATE','type':'Product','count':2}]}]
                        caller 'e0fa673eb38e75e3e196e1a379518b1a'
                        client '0a1b'
                        charge {'outcome':'PAID','units':12.0,'used':1.5}
                        drifts [{'type':'Book','itemSize':1,'found':4},\
                        {'table':'Books','reason':'KEY_OF_NO_TYPE','items':3},\
                        {'type':'Book','field':'shelf'},\
                        {'type':'Book','field':'author','index':'byAuthor'},\
                        {'amount':'waves','bound':2.0,'consumed':3.0}]
                        calls [{'operation':'BatchGetItem','tables':['Books','Users'],'items':25,'took':2.0,'answered':true}]
                        fields {'Book.stars':1.0,'Query.me':400.0}
                        """);
    }

    static RequestEvent everything() {
        return new RequestEvent(
                "request-1",
                200,
                List.of("THROTTLED", "UNAVAILABLE", "THROTTLED"),
                true,
                "web",
                new AdmittedOperation(
                        "Screen",
                        AdmittedOperation.Kind.QUERY,
                        "0a1b",
                        AdmittedOperation.Trust.UNKNOWN,
                        new AdmittedOperation.Bound(8, 2, 20, 5),
                        List.of(new DeprecatedField("User.email", null, null)),
                        List.of(
                                new RootField("Query.me", "people", Duration.ofMillis(4)),
                                new RootField("Query.now", null, Duration.ofMillis(6)))),
                new Consumption(4, 3, 2, 7.5, 2.5, 1, 6),
                new CallerCharge("https://issuer.test", "ann", "0a1b", Outcome.PAID, 12, 1.5),
                List.of(
                        new DynamoDbCall(
                                "BatchGetItem",
                                List.of("Books", "Users"),
                                25,
                                Duration.ofMillis(2),
                                true)),
                List.of(new BreakerRefusal("table:Orders", 3)),
                List.of(new FieldFallback("Book.stars", 2)),
                List.of(
                        new Denial(
                                null,
                                null,
                                Denial.Kind.ANONYMOUS,
                                "User.email",
                                List.of("owner"),
                                Denial.Outcome.INVISIBLE,
                                9)),
                List.of(
                        new WriteEvent(
                                null,
                                null,
                                "Mutation.buy",
                                List.of(
                                        new WriteEvent.Change(
                                                WriteEvent.Verb.UPDATE, "Product", 2)),
                                WriteEvent.Outcome.REFUSED,
                                "CONFLICT")),
                List.of(
                        new Drift.OfItem("", "Book", 1, 4),
                        new Drift.Unread("", "Books", Drift.Unread.Reason.KEY_OF_NO_TYPE, 3),
                        new Drift.OfKey("", "Book", "shelf", null),
                        new Drift.OfKey("", "Book", "author", "byAuthor"),
                        new Drift.OfBound("", "waves", 2, 3)),
                List.of(
                        new RolloutRead(
                                "Query.orders",
                                RolloutRead.Path.NEW,
                                RolloutRead.Comparison.DIFFERENT,
                                2,
                                new RolloutRead.Cost(3, 1.5),
                                new RolloutRead.Cost(2, 1))),
                Map.of(
                        RequestPhase.EXECUTE,
                        Duration.ofMillis(3),
                        RequestPhase.ADMIT,
                        Duration.ofNanos(1_500_000)),
                Map.of("Query.me", Duration.ofMillis(400), "Book.stars", Duration.ofMillis(1)),
                Duration.ofMillis(5));
    }

    private static Map<LogField, Object> members(RequestEvent event) {
        var logsEverything = new TelemetrySettings(Duration.ofMillis(250), 1);
        return new RequestLog(logsEverything).members(event, InstanceStart.WARM);
    }

    /// Returns JSON with `'` in place of `"`.
    private static String json(@Nullable Object value) throws JsonProcessingException {
        return new ObjectMapper().writeValueAsString(value).replace('"', '\'');
    }
}
