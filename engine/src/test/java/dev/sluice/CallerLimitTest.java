// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.internal.build.ManifestBuild;
import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.internal.document.OperationFile;
import dev.sluice.telemetry.CallerCharge;
import dev.sluice.telemetry.CallerCharge.Outcome;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Together;
import dev.sluice.testing.WireFault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What each caller may consume in a period (`@limits(perCaller:)`).
class CallerLimitTest {
    private static final String TYPES =
            """
            type Note
              @table(name: "Notes", partitionKey: "{owner}", sortKey: "{id}")
              @auth(rules: [{public: true}]) {
              owner: ID!
              id: ID!
              text: String
            }
            type Query {
              note(id: ID!): Note
                @getItem(key: "owner = 'a' AND id = $id") @auth(rules: [{public: true}])
              notes(first: Int! = 20, after: String): NoteConnection!
                @query(keyCondition: "owner = 'a'") @auth(rules: [{public: true}])
            }
            type Mutation {
              write(id: ID!, text: String!): Note @auth(rules: [{public: true}])
                @write(put: "Note", item: "owner = 'a', id = $id, text = $text")
            }
            type NoteConnection { nodes: [Note!]! pageInfo: PageInfo! }
            type PageInfo { hasNextPage: Boolean! endCursor: String }
            """;
    private static final String NOTE = "{ note(id: \"1\") { text } }";

    /// Can cost 10.5 read units and 2 write units, and consumes half a read unit, and a write unit
    /// if its units are taken from the table.
    private static final String NOTES = "{ notes { nodes { text } } }";

    private static final Who ANN = Who.user("ann");
    private static final Who BEN = Who.user("ben");
    private static final Duration PERIOD = Duration.ofSeconds(60);

    private static String schema(int units) {
        return "schema @limits(requests: 10, readUnits: 100, writeUnits: 50, perCaller: {units: "
                + units
                + ", seconds: 60}) { query: Query, mutation: Mutation }\n"
                + TYPES;
    }

    private static Api api(int units) {
        return api(units, Map.of());
    }

    private static Api api(int units, Map<String, String> settings) {
        return Api.of(schema(units), settings)
                .with("Note", Map.of("owner", "a", "id", "1", "text", "one"));
    }

    private static Api other(Api api, int units) {
        return Api.unseen(
                schema(units),
                Map.of(
                        "SLUICE_TABLES",
                        "Notes=%s,Callers=%s"
                                .formatted(
                                        api.physicalName("Notes"), api.physicalName("Callers"))));
    }

    private static double consumed(Answer answer) {
        return answer.body().at("/extensions/cost/consumed/readUnits").asDouble()
                + answer.body().at("/extensions/cost/consumed/writeUnits").asDouble();
    }

    /// Sends the operation until the limit is used up. Returns the answers, the last of which is
    /// refused.
    private static List<Answer> untilRefused(Api api, Who who, String query) {
        var answers = new ArrayList<Answer>();
        do {
            answers.add(api.ask(who, query));
        } while (answers.getLast().status() == 200 && answers.size() < 1_000);
        return answers;
    }

    @Test
    void a_caller_is_charged_with_one_request_and_then_from_the_share_of_the_instance() {
        try (var api = api(5_000)) {
            api.ask(ANN, NOTE);
            assertThat(api.wire().operations()).containsExactly("UpdateItem", "GetItem");

            for (int i = 0; i < 50; i++) {
                api.ask(ANN, NOTE);
                assertThat(api.wire().operations()).containsExactly("GetItem");
            }
        }
    }

    @Test
    void a_caller_whose_limit_is_used_up_gets_429_and_the_seconds_to_wait() {
        try (var api = api(20)) {
            var refused = untilRefused(api, ANN, NOTES).getLast();

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.codes()).containsExactly("CALLER_LIMIT_EXCEEDED");
            var seconds = refused.body().at("/errors/0/extensions/retryAfter").asInt();
            assertThat(seconds).isBetween(1, 60);
            assertThat(refused.headers())
                    .containsEntry("retry-after", String.valueOf(seconds))
                    .containsEntry("cache-control", "private, no-store");

            api.at(Api.NOW.plusSeconds(seconds - 1));
            assertThat(api.ask(ANN, NOTES).status()).isEqualTo(429);
            api.at(Api.NOW.plusSeconds(seconds));
            assertThat(api.ask(ANN, NOTES).status()).isEqualTo(200);
        }
    }

    @Test
    void the_status_is_429_under_every_media_type() {
        try (var api = api(20)) {
            untilRefused(api, ANN, NOTES);

            assertThat(api.plain(ANN, NOTES).status()).isEqualTo(429);
            assertThat(api.accepting("application/json", ANN, NOTES).status()).isEqualTo(429);
        }
    }

    @Test
    void what_an_operation_does_not_consume_is_given_back() {
        try (var api = api(40)) {
            var answers = untilRefused(api, ANN, NOTES);

            var used = answers.stream().mapToDouble(CallerLimitTest::consumed).sum();
            assertThat(used).isBetween(40 - 12.5, 40.0);
            assertThat(answers).hasSizeGreaterThan(15);
        }
    }

    @Test
    void a_bucket_gets_its_units_back_over_time_and_holds_no_more_than_the_limit() {
        try (var api = api(40)) {
            var first = untilRefused(api, ANN, NOTES).size();

            api.at(Api.NOW.plus(PERIOD.dividedBy(2)));
            var half = untilRefused(api, ANN, NOTES).size();
            api.at(Api.NOW.plus(Duration.ofDays(1)));
            var full = untilRefused(api, ANN, NOTES).size();

            assertThat(half).isBetween(first / 2, first);
            assertThat(full).isBetween(first - 5, first + 15);
        }
    }

    @Test
    void a_caller_who_is_refused_costs_no_further_request() {
        try (var api = api(20)) {
            untilRefused(api, ANN, NOTES);

            assertThat(api.ask(ANN, NOTES).status()).isEqualTo(429);
            assertThat(api.wire().operations()).isEmpty();
        }
    }

    @Test
    void callers_do_not_use_up_the_limits_of_others() {
        try (var api = api(20)) {
            untilRefused(api, ANN, NOTES);

            assertThat(IntStream.range(0, 20).mapToObj(i -> Who.user("caller-" + i)))
                    .allSatisfy(who -> assertThat(api.ask(who, NOTES).status()).isEqualTo(200));
            assertThat(api.ask(BEN.withClaim("iss2", "x"), NOTES).status()).isEqualTo(200);
            assertThat(api.ask(ANN, NOTES).status()).isEqualTo(429);
        }
    }

    @Test
    void instances_that_share_a_table_share_the_limit() throws InterruptedException {
        try (var one = api(60);
                var two = other(one, 60);
                var three = other(one, 60)) {
            var used = new DoubleAdder();
            var refused = new DoubleAdder();
            var instances = List.of(one, two, three);
            Together.<Object>run(
                    12,
                    caller -> {
                        for (int i = 0; i < 20; i++) {
                            var answer =
                                    instances
                                            .get((caller + i) % 3)
                                            .send(ANN, Map.of("query", NOTES));
                            if (answer.status() == 200) {
                                used.add(consumed(answer));
                            } else {
                                refused.add(1);
                            }
                        }
                        return caller;
                    });

            assertThat(refused.sum()).isPositive();
            for (var instance : instances) {
                untilRefused(instance, ANN, NOTES).forEach(answer -> used.add(consumed(answer)));
            }
            assertThat(used.sum()).isBetween(60 - 3 * 12.5, 60.0);
        }
    }

    /// Each instance can carry over the share that it has taken and not used: a twentieth of the
    /// limit, and the bound of one operation.
    @Test
    void over_time_a_caller_gets_the_limit_of_each_period_and_the_shares_of_the_instances() {
        try (var one = api(40);
                var two = other(one, 40)) {
            var used = 0.0;
            var periods = 2;
            for (int second = 0; second <= 60 * periods; second += 10) {
                one.at(Api.NOW.plusSeconds(second));
                two.at(Api.NOW.plusSeconds(second));
                for (int i = 0; i < 20; i++) {
                    var answer = (i % 2 == 0 ? one : two).send(ANN, Map.of("query", NOTES));
                    used += answer.status() == 200 ? consumed(answer) : 0;
                }
            }

            assertThat(used).isBetween(40.0 * periods, 40.0 * (1 + periods) + 2 * (2 + 12.5));
        }
    }

    @Test
    void an_anonymous_caller_is_an_address_or_the_network_of_one() {
        try (var api = api(20)) {
            var four = Who.NOBODY.onPublicRoute().at("203.0.113.1");
            var six = Who.NOBODY.onPublicRoute().at("2001:db8:1:2::1");
            untilRefused(api, four, NOTES);
            untilRefused(api, six, NOTES);

            assertThat(
                            Stream.of(
                                    four,
                                    ANN.onPublicRoute().at("203.0.113.1"),
                                    six.at("2001:db8:1:2:ffff::9")))
                    .allSatisfy(who -> assertThat(api.ask(who, NOTES).status()).isEqualTo(429));
            assertThat(
                            Stream.of(
                                    four.at("203.0.113.2"),
                                    six.at("2001:db8:1:3::1"),
                                    four.at(""),
                                    ANN.at("203.0.113.1")))
                    .allSatisfy(who -> assertThat(api.ask(who, NOTES).status()).isEqualTo(200));
        }
    }

    @Test
    void neither_the_table_nor_telemetry_knows_who_a_caller_is() {
        try (var api = api(100)) {
            api.ask(ANN, NOTE);
            api.ask(Who.NOBODY.at("198.51.100.23"), NOTE);

            var items =
                    api.dynamoDb()
                            .scan(scan -> scan.tableName(api.physicalName("Callers")))
                            .items();
            assertThat(items)
                    .hasSize(2)
                    .allSatisfy(item -> {
                        assertThat(item).containsOnlyKeys("id", "fullAt", "expiresAt");
                        assertThat(item.get("id"))
                                .extracting(AttributeValue::s)
                                .asString()
                                .matches("[0-9a-f]{64}");
                        assertThat(item.get("expiresAt"))
                                .extracting(AttributeValue::n)
                                .isEqualTo(
                                        String.valueOf(Api.NOW.plus(PERIOD).getEpochSecond() + 60));
                    });
            assertThat(api.charges().getFirst().client()).isNull();
            assertThat(api.charges().getLast().client()).matches("[0-9a-f]{32}");
            assertThat(api.charges().getLast().subject()).isNull();
        }
    }

    @Test
    void telemetry_gets_what_was_charged_and_used() {
        try (var api = api(20)) {
            api.ask(ANN, NOTES);
            untilRefused(api, ANN, NOTES);

            assertThat(api.charges().getFirst())
                    .isEqualTo(
                            new CallerCharge(
                                    "https://issuer.test", "ann", null, Outcome.PAID, 12.5, 1.5));
            assertThat(api.charges().getLast().outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(api.charges().getLast().used()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {"NONE", "EMPTY_REPLY"},
            mode = EnumSource.Mode.EXCLUDE)
    void if_the_table_fails_an_operation_runs_uncharged(WireFault fault) {
        try (var api = api(100)) {
            api.wire().reset();
            api.wire()
                    .hook((request, next) ->
                            request.operation().equals("UpdateItem")
                                    ? fault.handle(request, next)
                                    : next.forward(request.body()));

            var answer = api.send(ANN, Map.of("query", NOTE));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.codes()).isEmpty();
            assertThat(api.charges())
                    .extracting(CallerCharge::outcome)
                    .containsExactly(Outcome.UNPAID);
            assertThat(api.wire().arrived()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLED, THROTTLED",
        "FAILED, UNAVAILABLE",
        "LOST_REPLY, UNAVAILABLE",
        "EMPTY_REPLY, UNAVAILABLE",
        "DENIED, INTERNAL"
    })
    void if_the_table_fails_an_operation_is_refused_if_the_setting_says_so(
            WireFault fault, String code) {
        try (var api = api(100, Map.of("SLUICE_CALLER_LIMIT_FAILS", "closed"))) {
            api.wire()
                    .hook((request, next) ->
                            request.operation().equals("UpdateItem")
                                    ? fault.handle(request, next)
                                    : next.forward(request.body()));

            var answer =
                    api.send(
                            ANN,
                            Map.of("query", "mutation { write(id: \"1\", text: \"a\") { text } }"));

            assertThat(answer.codes()).containsExactly(code);
            assertThat(answer.status()).isGreaterThanOrEqualTo(500);
            assertThat(api.wire().arrived()).isEqualTo(1);
        }
    }

    @Test
    void the_bound_counts_the_requests_that_charge_the_caller() {
        try (var limited = api(100);
                var unlimited = Api.of(TYPES)) {
            assertThat(bound(limited, NOTES))
                    .isEqualTo("{\"requests\":3,\"waves\":3,\"readUnits\":10.5,\"writeUnits\":2}");
            assertThat(bound(unlimited, NOTES))
                    .isEqualTo("{\"requests\":1,\"waves\":1,\"readUnits\":10.5,\"writeUnits\":0}");
            assertThat(bound(limited, "{ __typename }"))
                    .isEqualTo("{\"requests\":0,\"waves\":0,\"readUnits\":0,\"writeUnits\":0}");
        }
    }

    private static String bound(Api api, String query) {
        return api.validated(ANN, query).body().at("/extensions/cost/bound").toString();
    }

    @Test
    void no_operation_takes_more_than_its_bound_when_instances_compete() {
        try (var one = api(500);
                var two = other(one, 500)) {
            two.send(ANN, Map.of("query", NOTES));

            var answer = one.ask(ANN, NOTES);

            assertThat(one.wire().operations())
                    .containsExactly("UpdateItem", "UpdateItem", "Query");
            assertThat(answer.consumed("requests")).isEqualTo(3);
            assertThat(answer.consumed("waves")).isEqualTo(3);
            assertThat(one.drifts()).isEmpty();
        }
    }

    @Test
    void an_operation_that_sends_nothing_or_does_not_run_is_not_charged() {
        try (var api = api(20)) {
            untilRefused(api, ANN, NOTES);
            var before = api.charges().size();

            assertThat(api.ask(ANN, "{ __typename }").status()).isEqualTo(200);
            assertThat(api.ask(ANN, "{ __schema { queryType { name } } }").status()).isEqualTo(200);
            assertThat(api.validate(ANN, NOTES).status()).isEqualTo(200);
            assertThat(api.ask(ANN, "{ nothing }").status()).isEqualTo(400);
            assertThat(api.charges()).hasSize(before);
        }
    }

    @Test
    void a_mutation_that_is_refused_writes_nothing() {
        try (var api = api(20)) {
            untilRefused(api, ANN, NOTE);

            var answer = api.ask(ANN, "mutation { write(id: \"9\", text: \"a\") { text } }");

            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.body().has("data")).isFalse();
            assertThat(
                            api.dynamoDb()
                                    .scan(scan -> scan.tableName(api.physicalName("Notes")))
                                    .items())
                    .hasSize(1);
        }
    }

    @Test
    void an_operation_that_can_cost_more_than_the_limit_never_runs() {
        try (var api = api(11)) {
            var answer = api.ask(ANN, NOTES);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().at("/errors/0/extensions").toString())
                    .isEqualTo(
                            "{\"code\":\"OPERATION_TOO_EXPENSIVE\",\"limit\":\"units\",\"maximum\":11,\"bound\":13,\"field\":\"notes\"}");
        }
    }

    @Test
    void a_trusted_operation_that_can_cost_more_than_the_limit_fails_at_startup() {
        var catalog = SchemaCompiler.compile("api.graphqls", schema(11));

        assertThatThrownBy(() ->
                        ManifestBuild.manifest(
                                catalog,
                                List.of(
                                        new OperationFile(
                                                "notes.graphql", "query Notes " + NOTES))))
                .hasMessage(
                        "notes.graphql:1:1 Notes: it can cost 13 units, but @limits allows 11. Fix: request smaller pages or less nesting at `notes`, which adds most.");
    }

    @Test
    void an_instance_that_is_restored_does_not_use_the_share_of_the_snapshot() throws Exception {
        try (var api = api(5_000)) {
            api.ask(ANN, NOTE);
            var hooks = api.snapStart((_, _) -> {}, () -> {});
            hooks.afterRestore(org.crac.Core.getGlobalContext());

            api.ask(ANN, NOTE);

            assertThat(api.wire().operations()).startsWith("UpdateItem");
        }
    }
}
