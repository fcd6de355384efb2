// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.powertools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.resolver.Answer;
import dev.sluice.resolver.Resolvers;
import dev.sluice.telemetry.RequestEvent;
import dev.sluice.telemetry.Signal.Dimension;
import dev.sluice.telemetry.Signal.Metric;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class RequestMetricsTest {
    private static final String SCHEMA =
            """
            type Weather @owner(team: "sky") { text: String }
            type Query @owner(team: "platform") {
              hello: String @resolver(name: "hello") @auth(rules: [{public: true}])
              weather: Weather @resolver(name: "weather", requests: 1) @auth(rules: [{public: true}])
            }
            """;

    @Test
    void the_faults_of_a_request_are_those_of_each_team_whose_root_fields_it_selects()
            throws IOException {
        var heard = new ArrayList<RequestEvent>();
        Answer hello = (_, _) -> "hello";
        Answer weather =
                (_, _) -> {
                    throw new IOException("down");
                };
        var resolvers = Resolvers.none().answers("hello", hello).answers("weather", weather);
        try (var api =
                Api.of(
                        SCHEMA,
                        Map.of(),
                        builder -> builder.resolvers(resolvers).listener(heard::add))) {
            api.ask(Who.NOBODY, "{ a: hello b: hello }");
            api.ask(Who.NOBODY, "{ weather { text } hello }");
            api.ask(Who.NOBODY, "{ nothing }");
        }

        assertThat(heard)
                .extracting(RequestMetricsTest::faults)
                .containsExactly(
                        Map.of("platform", 0.0), Map.of("platform", 100.0, "sky", 100.0), Map.of());
    }

    @Test
    void a_count_that_is_0_is_left_out_unless_its_share_or_its_average_is_of_use()
            throws IOException {
        var heard = new ArrayList<RequestEvent>();
        Answer hello = (_, _) -> "hello";
        try (var api =
                Api.of(
                        SCHEMA,
                        Map.of(),
                        builder ->
                                builder.resolvers(
                                                Resolvers.none()
                                                        .answers("hello", hello)
                                                        .answers("weather", hello))
                                        .listener(heard::add))) {
            api.ask(Who.NOBODY, "{ hello }");
        }

        assertThat(ofService(heard.getFirst(), InstanceStart.WARM))
                .containsOnly(
                        Metric.REQUESTS,
                        Metric.LATENCY,
                        Metric.ERRORS,
                        Metric.FAULTS,
                        Metric.DYNAMODB_REQUESTS,
                        Metric.WAVES);
    }

    @Test
    void a_request_in_which_everything_happens_has_every_metric_of_the_service() {
        var event = RequestLogTest.everything();

        assertThat(
                        Stream.of(InstanceStart.values())
                                .flatMap(start -> ofService(event, start).stream()))
                .containsAll(
                        Stream.of(Metric.values())
                                .filter(metric -> metric.dimension() == Dimension.SERVICE)
                                // The charge is paid, and the settings are not refused.
                                .filter(metric -> metric != Metric.UNPAID_OPERATIONS)
                                .filter(metric -> metric != Metric.REFUSED_SETTINGS)
                                .toList());
    }

    /// Returns the metrics of the line that has no dimension but the service.
    private static Set<Metric> ofService(RequestEvent event, InstanceStart start) {
        var line =
                lines(event, start)
                        .filter(each -> each.containsKey(Metric.REQUESTS.key()))
                        .findFirst()
                        .orElseThrow();
        return Stream.of(Metric.values())
                .filter(metric -> line.containsKey(metric.key()))
                .collect(Collectors.toSet());
    }

    private static Stream<Map<String, Object>> lines(RequestEvent event, InstanceStart start) {
        var written = new ByteArrayOutputStream();
        new RequestMetrics(TelemetrySettings.defaults()).write(event, start, written);
        return written.toString(StandardCharsets.UTF_8).lines().map(RequestMetricsTest::json);
    }

    private static Map<String, Double> faults(RequestEvent event) {
        var faults = new TreeMap<String, Double>();
        lines(event, InstanceStart.WARM)
                .filter(line -> line.containsKey(Metric.FAULTS_BY_OWNER.key()))
                .forEach(line ->
                        faults.put(
                                (String) line.get("owner"),
                                ((Number) line.get(Metric.FAULTS_BY_OWNER.key())).doubleValue()));
        return faults;
    }

    @SuppressWarnings("unchecked") // an object has names
    private static Map<String, Object> json(String line) {
        try {
            return new JsonMapper().readValue(line, Map.class);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
