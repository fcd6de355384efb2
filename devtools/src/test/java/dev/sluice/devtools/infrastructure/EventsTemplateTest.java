// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/// The template that delivers events agrees with the code, the tables, the pipeline and the
/// runbook.
class EventsTemplateTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private final JsonNode template = yaml(FixedTemplate.text("events.yaml"));

    EventsTemplateTest() throws IOException {}

    private static JsonNode yaml(String text) throws IOException {
        return new YAMLMapper().readTree(text);
    }

    private JsonNode properties(String resource) {
        return template.required("Resources").required(resource).required("Properties");
    }

    @Test
    void the_handler_and_the_artifact_are_those_of_the_project() throws Exception {
        var handler = properties("EventFunction").at("/Handler").asText();
        var separator = handler.indexOf("::");

        assertThat(
                        Class.forName(
                                        handler.substring(0, separator),
                                        false,
                                        getClass().getClassLoader())
                                .getMethods())
                .anyMatch(method -> method.getName().equals(handler.substring(separator + 2)));
        assertThat(properties("EventFunction").at("/Code").asText())
                .isEqualTo("../function/target/function.zip");
        assertThat(Files.readString(PROJECT.resolve("template.yaml")))
                .contains("CodeUri: function/target/function.zip");
    }

    @Test
    void a_batch_is_retried_in_part_and_never_beyond_what_the_stream_keeps() {
        var delivery = properties("Delivery");

        assertThat(delivery.at("/FunctionResponseTypes/0").asText())
                .isEqualTo("ReportBatchItemFailures");
        assertThat(delivery.at("/BisectBatchOnFunctionError").asBoolean()).isTrue();
        assertThat(delivery.has("ParallelizationFactor")).isFalse();
        assertThat(delivery.at("/MaximumRecordAgeInSeconds").asInt()).isLessThan(24 * 3600);
        assertThat(properties("Redrive").at("/Enabled").asBoolean(true)).isFalse();
        assertThat(properties("DeadLetters").at("/VisibilityTimeout").asInt())
                .isGreaterThanOrEqualTo(6 * properties("EventFunction").at("/Timeout").asInt());
    }

    @Test
    void each_alarm_has_a_section_of_the_runbook() throws IOException {
        var page = Files.readString(PROJECT.resolve("docs/runbook/events.md"));
        var anchor = Pattern.compile("docs/runbook/events\\.md#([a-z-]+)");
        var alarms =
                template.path("Resources")
                        .valueStream()
                        .filter(each -> each.path("Type").asText().equals("AWS::CloudWatch::Alarm"))
                        .map(each -> each.at("/Properties/AlarmDescription").asText())
                        .toList();

        assertThat(alarms).hasSize(3);
        for (var alarm : alarms) {
            var match = anchor.matcher(alarm);
            assertThat(match.find()).as(alarm).isTrue();
            assertThat(page.toLowerCase(Locale.ROOT))
                    .contains("## " + match.group(1).replace('-', ' ') + "\n");
        }
    }

    @Test
    void a_pipeline_may_create_it_and_its_role_is_within_the_boundary() throws IOException {
        var pipeline = Files.readString(PROJECT.resolve("infrastructure/pipeline.yaml"));
        var boundary = pipeline.substring(pipeline.indexOf("\n  Boundary:"));

        assertThat(properties("EventRole").findValues("Action"))
                .filteredOn(action -> !action.asText().startsWith("sts:"))
                .isNotEmpty()
                .allSatisfy(action -> {
                    for (var each : action.isArray() ? action : yaml("[" + action.asText() + "]")) {
                        assertThat(boundary).contains(each.asText());
                    }
                });
        assertThat(pipeline)
                .contains(
                        "lambda:CreateEventSourceMapping",
                        "sqs:CreateQueue",
                        "iam:CreateRole",
                        "cloudwatch:PutMetricAlarm");
    }

    @Test
    void the_guide_shows_the_parameters_that_have_no_default() throws IOException {
        var guide = Files.readString(PROJECT.resolve("docs/how-to/consume-events.md"));

        template.path("Parameters")
                .properties()
                .forEach(parameter -> {
                    if (!parameter.getValue().has("Default")) {
                        assertThat(guide).contains(parameter.getKey() + ": !GetAtt Data.Outputs.");
                    }
                });
    }
}
