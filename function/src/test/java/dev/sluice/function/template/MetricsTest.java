// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.telemetry.Signal;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every metric of an alarm or the dashboard is one that the function or AWS emits.
class MetricsTest {
    private static final Set<String> VERSION =
            Set.of("FunctionName", "Resource", "ExecutedVersion");

    /// The metrics that AWS emits by itself.
    private static final Set<Metric> OF_AWS =
            Set.of(
                    new Metric("AWS/Lambda", "Errors", Set.of("FunctionName", "Resource")),
                    new Metric("AWS/Lambda", "Errors", VERSION),
                    new Metric("AWS/Lambda", "Invocations", VERSION),
                    new Metric("AWS/Lambda", "Duration", VERSION),
                    new Metric("AWS/Lambda", "Throttles", Set.of("FunctionName")),
                    new Metric("AWS/Lambda", "ConcurrentExecutions", Set.of("FunctionName")),
                    new Metric(
                            "AWS/Usage",
                            "ResourceCount",
                            Set.of("Type", "Resource", "Service", "Class")),
                    new Metric("AWS/ApiGateway", "Count", Set.of("ApiId")),
                    new Metric("AWS/ApiGateway", "4xx", Set.of("ApiId")),
                    new Metric("AWS/ApiGateway", "5xx", Set.of("ApiId")),
                    new Metric("AWS/ApiGateway", "Latency", Set.of("ApiId")),
                    new Metric("AWS/ApiGateway", "IntegrationLatency", Set.of("ApiId")));

    @Test
    void every_metric_of_an_alarm_is_emitted() {
        assertThat(alarms().flatMap(Metric::ofAlarm)).hasSizeGreaterThan(10).isSubsetOf(emitted());
    }

    @Test
    void every_metric_of_the_dashboard_is_emitted() {
        assertThat(Metric.ofDashboard(dashboard())).hasSizeGreaterThan(20).isSubsetOf(emitted());
    }

    @Test
    void the_dashboard_shows_every_metric_of_the_function() {
        assertThat(Metric.ofDashboard(dashboard())).containsAll(ofTheFunction());
    }

    @Test
    void a_fault_is_counted_by_version_from_the_line_of_the_metric_and_by_nothing_else() {
        var filter =
                filters()
                        .filter(each ->
                                each.at("/Properties/LogGroupName/Ref")
                                        .asText()
                                        .equals("FunctionLogGroup"))
                        .findFirst()
                        .orElseThrow();

        assertThat(filter.at("/Properties/FilterPattern").asText()).isEqualTo("{ $.Faults > 0 }");
        assertThat(filter.at("/Properties/LogGroupName").toString())
                .isEqualTo("{\"Ref\":\"FunctionLogGroup\"}");
        assertThat(Signal.Metric.FAULTS.key()).isEqualTo("Faults");
    }

    /// The status is a string in the format of the access log.
    @Test
    void refused_requests_are_counted_by_api_from_the_line_of_the_access_log() throws IOException {
        var line =
                JsonMapper.builder()
                        .build()
                        .readTree(Template.accessLogLine(Template.read(Template.ROOT)));

        assertThat(line.at("/status").asText()).isEqualTo("$context.status");
        assertThat(line.at("/apiId").asText()).isEqualTo("$context.apiId");
        assertThat(
                        filters()
                                .filter(each ->
                                        each.at("/Properties/LogGroupName/Ref")
                                                .asText()
                                                .equals("AccessLogGroup"))
                                .map(each -> each.at("/Properties"))
                                .map(each ->
                                        "%s: %s by %s"
                                                .formatted(
                                                        each.at(
                                                                        "/MetricTransformations/0/MetricName")
                                                                .asText(),
                                                        each.at("/FilterPattern").asText(),
                                                        each.at(
                                                                        "/MetricTransformations/0/Dimensions/0/Value")
                                                                .asText())))
                .containsExactly(
                        "Unauthorized: { $.status = \"401\" } by $.apiId",
                        "TooManyRequests: { $.status = \"429\" } by $.apiId");
    }

    private static Stream<JsonNode> alarms() {
        return Template.all().stream()
                .flatMap(template -> template.resources("AWS::CloudWatch::Alarm"))
                .map(Map.Entry::getValue);
    }

    private static JsonNode dashboard() {
        return Template.read("infrastructure/observability.yaml")
                .at("/Resources/Dashboard/Properties/DashboardBody/Fn::ToJsonString");
    }

    private static Set<Metric> emitted() {
        return Stream.of(
                        OF_AWS.stream(),
                        ofTheFunction().stream(),
                        filters().flatMap(MetricsTest::ofFilter))
                .flatMap(each -> each)
                .collect(Collectors.toSet());
    }

    private static List<Metric> ofTheFunction() {
        return Stream.of(Signal.Metric.values())
                .map(metric -> new Metric("Sluice", metric.key(), dimensions(metric)))
                .toList();
    }

    private static Set<String> dimensions(Signal.Metric metric) {
        return Stream.of(Signal.Dimension.SERVICE, metric.dimension())
                .map(Signal::key)
                .collect(Collectors.toSet());
    }

    private static Stream<JsonNode> filters() {
        return Template.all().stream()
                .flatMap(template -> template.resources("AWS::Logs::MetricFilter"))
                .map(Map.Entry::getValue);
    }

    private static Stream<Metric> ofFilter(JsonNode filter) {
        return filter.at("/Properties/MetricTransformations")
                .valueStream()
                .map(each ->
                        new Metric(
                                each.at("/MetricNamespace").asText(),
                                each.at("/MetricName").asText(),
                                each.at("/Dimensions")
                                        .valueStream()
                                        .map(dimension -> dimension.at("/Key").asText())
                                        .collect(Collectors.toSet())));
    }
}
