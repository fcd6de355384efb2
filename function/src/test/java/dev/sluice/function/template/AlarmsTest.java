// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class AlarmsTest {
    private static final String ALARM = "AWS::CloudWatch::Alarm";
    private static final Pattern SECTION = Pattern.compile("docs/runbook/([a-z-]+\\.md#[a-z-]+)$");
    private static final List<String> PARTS =
            List.of(
                    "**Symptom.**",
                    "**Likely cause.**",
                    "**Temporary mitigation.**",
                    "**Permanent fix.**",
                    "**Roll back when**",
                    "**Try it.**");
    private static final List<String> PARTS_OF_A_PAGE =
            List.of(
                    "**You see.**",
                    "**It means.**",
                    "**First.**",
                    "```sh",
                    "aws ",
                    "**Confirm.**",
                    "**Fix.**",
                    "**Follow up.**");

    private final Template root = Template.read(Template.ROOT);
    private final Template canary = Template.read("infrastructure/canary.yaml");
    private final Template events = Template.read(Template.EVENTS);
    private final Template observability = Template.read("infrastructure/observability.yaml");

    @Test
    void a_new_version_takes_over_as_the_parameter_says_and_by_default_a_tenth_first() {
        var type = root.at("/Parameters/DeploymentType");

        assertThat(deployment().at("/Type").toString()).isEqualTo("{\"Ref\":\"DeploymentType\"}");
        assertThat(type.at("/Default").asText()).isEqualTo("Canary10Percent5Minutes");
        assertThat(type.at("/AllowedValues").valueStream().map(JsonNode::asText))
                .allMatch(each ->
                        each.matches(
                                "AllAtOnce"
                                        + "|Canary10Percent(5|10|15|30)Minutes"
                                        + "|Linear10PercentEvery(1Minute|(2|3|10)Minutes)"));
    }

    @Test
    void every_alarm_of_the_canary_ends_it() {
        assertThat(deployment().at("/Alarms").valueStream())
                .extracting(alarm -> alarm.path("Fn::GetAtt").asText())
                .containsExactlyElementsOf(
                        canary.resources(ALARM)
                                .map(alarm -> "Canary.Outputs." + alarm.getKey())
                                .toList());
        canary.at("/Outputs")
                .forEachEntry((name, output) ->
                        assertThat(output.at("/Value").toString())
                                .isEqualTo("{\"Ref\":\"%s\"}".formatted(name)));
    }

    @Test
    void every_metric_of_the_canary_is_that_of_the_new_version_alone() {
        var given = root.at("/Resources/Canary/Properties/Parameters/Version");
        assertThat(given.toString())
                .isEqualTo("{\"Fn::GetAtt\":\"GraphQLFunction.Version.Version\"}");

        var metrics =
                canary.resources(ALARM)
                        .flatMap(alarm -> Template.within(alarm.getValue()))
                        .filter(node -> node.has("MetricName"))
                        .toList();
        assertThat(metrics)
                .hasSize(4)
                .allSatisfy(metric ->
                        assertThat(metric.at("/Dimensions").valueStream())
                                .extracting(dimension -> dimension.at("/Value").toString())
                                .contains("{\"Ref\":\"Version\"}"));
    }

    @Test
    void the_canary_waits_for_nothing_that_waits_for_it() {
        assertThat(root.at("/Resources/Canary").toString())
                .doesNotContain("GraphQLApi")
                .doesNotContain("Observability")
                .doesNotContain("GraphQLFunction.Alias");
    }

    @Test
    void every_alarm_says_what_missing_data_means() {
        assertThat(alarms())
                .allSatisfy((name, alarm) ->
                        assertThat(alarm.at("/Properties/TreatMissingData").asText())
                                .as(name)
                                .isEqualTo("notBreaching"));
    }

    /// CloudWatch computes a percentile of a few requests, too, which is then the slowest of them.
    @Test
    void an_alarm_on_a_percentile_ignores_periods_with_too_few_requests_for_one() {
        assertThat(alarms().values())
                .filteredOn(alarm -> alarm.at("/Properties").has("ExtendedStatistic"))
                .hasSize(2)
                .extracting(
                        alarm -> alarm.at("/Properties/EvaluateLowSampleCountPercentile").asText())
                .containsOnly("ignore");
    }

    @Test
    void a_topic_of_ones_own_is_made_unless_one_is_given() {
        assertThat(observability.at("/Resources/AlarmTopic/Condition").asText())
                .isEqualTo("MakesAlarmTopic");
        assertThat(observability.at("/Conditions/MakesAlarmTopic").toString())
                .isEqualTo("{\"Fn::Equals\":[{\"Ref\":\"AlarmTopicArn\"},\"\"]}");
        assertThat(observability.at("/Conditions/HasAlarmTopic/Fn::Not/0"))
                .isEqualTo(observability.at("/Conditions/MakesAlarmTopic"));
    }

    @Test
    void every_alarm_notifies_the_topic_when_it_begins_and_when_it_ends() {
        var topic =
                """
                [{"Fn::If":["HasAlarmTopic",{"Ref":"AlarmTopicArn"},{"Ref":"AlarmTopic"}]}]\
                """;
        assertThat(observability.resources(ALARM))
                .hasSize(16)
                .allSatisfy(alarm -> {
                    var properties = alarm.getValue().at("/Properties");
                    assertThat(properties.at("/AlarmActions").toString()).isEqualTo(topic);
                    assertThat(properties.at("/OKActions").toString()).isEqualTo(topic);
                });
    }

    @Test
    void the_dashboard_shows_every_alarm_that_is_always_there() {
        assertThat(
                        observability
                                .at(
                                        "/Resources/Dashboard/Properties/DashboardBody/Fn::ToJsonString"
                                                + "/widgets/0/properties/alarms")
                                .valueStream())
                .extracting(alarm -> alarm.path("Fn::GetAtt").asText())
                .containsExactlyElementsOf(
                        observability
                                .resources(ALARM)
                                .filter(alarm -> !alarm.getValue().has("Condition"))
                                .map(alarm -> alarm.getKey() + ".Arn")
                                .toList());
    }

    @Test
    void every_alarm_has_its_section_of_the_runbook_and_every_section_its_alarm() {
        var sections = Runbook.sections();

        assertThat(alarms().values())
                .extracting(AlarmsTest::section)
                .containsExactlyInAnyOrderElementsOf(sections.keySet());
        assertThat(sections).allSatisfy((name, text) -> assertThat(text).as(name).contains(PARTS));
    }

    private JsonNode deployment() {
        return root.at("/Resources/GraphQLFunction/Properties/DeploymentPreference");
    }

    private Map<String, JsonNode> alarms() {
        return Stream.of(canary, observability, events)
                .flatMap(template -> template.resources(ALARM))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String section(JsonNode alarm) {
        var description = alarm.at("/Properties/AlarmDescription").asText();
        var link = SECTION.matcher(description);
        assertThat(link.find()).as(description).isTrue();
        return link.group(1);
    }

    @Test
    void every_page_of_the_runbook_has_the_same_parts() {
        assertThat(Runbook.pages())
                .hasSizeGreaterThan(8)
                .allSatisfy((page, text) ->
                        assertThat(text.split("(?m)^## ", 2)[0])
                                .as(page)
                                .containsSubsequence(PARTS_OF_A_PAGE));
    }

    @Test
    void the_runbook_lists_every_page_with_its_alarms() throws IOException {
        var index = Files.readString(Template.PROJECT.resolve("docs/runbook.md"));

        assertThat(Runbook.pages().keySet())
                .allSatisfy(page -> assertThat(index).contains("](runbook/" + page + ") |"));
        assertThat(Runbook.sections().keySet())
                .allSatisfy(alarm -> assertThat(index).contains("](runbook/" + alarm + ")"));
    }
}
