// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.testing.SharedDynamoDb;
import dev.sluice.devtools.testing.ShopProject;
import dev.sluice.telemetry.Signal;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes the fault of each alarm under `sluice serve --lambda`, as the runbook says, and reads the
/// metric that the alarm watches from what the function prints.
class AlarmsIT {
    private static final Path PROJECT = Path.of("..");
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern ALARM =
            Pattern.compile("  (\\w+):\n    Type: AWS::CloudWatch::Alarm\n(?:    .*\n|\n)*");
    private static final Pattern METRIC =
            Pattern.compile("Namespace: (\\S+)\n\\s+MetricName: (\\w+)\n");
    private static final Pattern SECTION = Pattern.compile("docs/runbook/([a-z-]+\\.md#[a-z-]+)");

    /// The function prints these. For all others, AWS counts something else.
    private static final Set<String> PRINTED =
            Stream.concat(
                            Stream.of(Signal.Metric.values()).map(Signal::key),
                            Stream.of("FaultsByVersion"))
                    .collect(Collectors.toUnmodifiableSet());

    private static final String PRODUCT = "{ products(ids: [\"p1\"]) { name } }";

    @TempDir static Path directory;
    private static @Nullable SharedDynamoDb dynamoDb;
    private static @Nullable Serving open;
    private static @Nullable Serving closed;

    /// An alarm whose metric the function prints.
    ///
    /// `fault` is a specification of the runbook, `query` is sent after it, and `above` is what the
    /// metric must exceed.
    enum Tried {
        DynamoDbThrottles("error=ThrottlingException operation=reads", PRODUCT, "Throttles", 0),
        Latency("latency=1500ms", PRODUCT, "Latency", 1_000),
        Denials(null, "{ me { name } }", "Denials", 0),
        Drifts(null, "{ products(ids: [\"large\"]) { name } }", "Drifts", 0),
        RefusedDocuments(null, PRODUCT, "ErrorsByCode", 0),
        NewVersionFaults("error=AccessDeniedException", PRODUCT, "Faults", 0),
        Faults("error=ServiceUnavailable", PRODUCT, "Faults", 0),
        BreakerRefusals("error=ServiceUnavailable", PRODUCT, "BreakerRefusals", 0),
        RefusedSettings(null, PRODUCT, "RefusedSettings", 0);

        /// Enough to open a circuit breaker.
        private static final int REQUESTS = 20;

        private final @Nullable String fault;
        private final String query;
        private final String metric;
        private final double above;

        Tried(@Nullable String fault, String query, String metric, double above) {
            this.fault = fault;
            this.query = query;
            this.metric = metric;
            this.above = above;
        }
    }

    @BeforeAll
    static void serve() throws Exception {
        var started = SharedDynamoDb.open();
        dynamoDb = started;
        var url = started.endpoint().toString();
        Files.writeString(faults(), "");
        Files.writeString(settings(), "{}");
        var first =
                new Serving(
                        ShopProject.home(),
                        Map.of("SLUICE_LIVE_SETTINGS", "file:" + settings()),
                        "--lambda",
                        "--dynamodb",
                        url,
                        "--fault-file",
                        faults().toString());
        open = first;
        first.awaitReady();
        started.client()
                .putItem(put ->
                        put.tableName("Products")
                                .item(
                                        Map.of(
                                                "id", AttributeValue.fromS("large"),
                                                "name", AttributeValue.fromS("x".repeat(9_000)),
                                                "category", AttributeValue.fromS("chairs"),
                                                "price", AttributeValue.fromN("1"),
                                                "stock", AttributeValue.fromN("1"))));
        var second =
                new Serving(
                        ShopProject.home(),
                        Map.of("SLUICE_TRUSTED_DOCUMENTS", "only"),
                        "--lambda",
                        "--dynamodb",
                        url);
        closed = second;
        second.awaitReady();
    }

    @AfterAll
    static void end() {
        Stream.of(open, closed, dynamoDb)
                .forEach(each -> {
                    try (each) {
                        // Ends what was started.
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private static Path faults() {
        return directory.resolve("faults.txt");
    }

    private static Path settings() {
        return directory.resolve("settings.json");
    }

    @ParameterizedTest
    @EnumSource
    void the_fault_of_an_alarm_moves_the_metric_that_it_watches(Tried tried) throws Exception {
        var serving = Objects.requireNonNull(tried == Tried.RefusedDocuments ? closed : open);
        if (tried.fault != null) {
            Files.writeString(faults(), tried.fault + "\n");
            serving.awaitLog("Reloaded " + faults() + ": 1 fault");
        }
        Files.writeString(settings(), tried == Tried.RefusedSettings ? "[]" : "{}");

        for (int i = 0; i < (tried == Tried.BreakerRefusals ? Tried.REQUESTS : 1); i++) {
            serving.publicQuery(tried.query);
        }

        var line = awaitMetric(serving, tried);
        assertThat(line.path("service").asText()).isNotEmpty();
        assertThat(line.path("functionVersion").asText()).isNotEmpty();
        if (tried == Tried.RefusedDocuments) {
            assertThat(line.path("code").asText()).isEqualTo("OPERATION_NOT_TRUSTED");
        }
        if (tried.fault != null) {
            Files.writeString(faults(), "");
            serving.awaitLog("Reloaded " + faults() + ": 0 faults");
        }
    }

    /// Returns the next line in which the metric exceeds what the alarm allows.
    private static JsonNode awaitMetric(Serving serving, Tried tried) throws Exception {
        while (true) {
            var line = JSON.readTree(serving.awaitLog("\"_aws\""));
            if (line.path(tried.metric).asDouble() > tried.above) {
                return line;
            }
        }
    }

    @Test
    void every_alarm_whose_metric_the_function_prints_is_tried() throws IOException {
        var printed = new TreeSet<String>();
        alarms().forEach((name, alarm) -> {
            if (METRIC.matcher(alarm)
                    .results()
                    .anyMatch(metric ->
                            metric.group(1).equals("Sluice")
                                    && PRINTED.contains(metric.group(2)))) {
                printed.add(name);
            }
        });

        assertThat(Stream.of(Tried.values()).map(Tried::name))
                .containsExactlyInAnyOrderElementsOf(printed);
    }

    @Test
    void the_runbook_says_for_each_alarm_how_to_try_it_or_why_not() throws IOException {
        alarms().forEach((name, alarm) -> {
            var text = section(alarm);
            var tried = Stream.of(Tried.values()).filter(each -> each.name().equals(name));
            tried.findFirst()
                    .ifPresentOrElse(
                            each ->
                                    assertThat(text)
                                            .as(name)
                                            .contains("`" + each.metric + "`")
                                            .contains(
                                                    each.fault == null
                                                            ? "no fault: "
                                                            : "`" + each.fault + "`"),
                            () -> assertThat(text).as(name).contains("Only in AWS."));
        });
    }

    /// Returns how to try the alarm, on one line.
    private static String section(String alarm) {
        var link = SECTION.matcher(alarm);
        assertThat(link.find()).as(alarm).isTrue();
        var parts = link.group(1).split("#", 2);
        var heading = parts[1].replace('-', ' ');
        return Pattern.compile("^## ", Pattern.MULTILINE)
                .splitAsStream(read(PROJECT.resolve("docs/runbook").resolve(parts[0])))
                .filter(text -> text.lines().findFirst().orElse("").equalsIgnoreCase(heading))
                .map(text -> text.substring(text.indexOf("**Try it.**")).replace('\n', ' '))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> alarms() {
        return Stream.of("observability.yaml", "canary.yaml")
                .map(file -> read(PROJECT.resolve("infrastructure").resolve(file)))
                .flatMap(text -> ALARM.matcher(text).results())
                .collect(
                        Collectors.toMap(
                                alarm -> alarm.group(1),
                                MatchResult::group,
                                (one, _) -> one,
                                TreeMap::new));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
