// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.powertools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.telemetry.Signal.Dimension;
import dev.sluice.telemetry.Signal.Metric;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class EmbeddedMetricsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void a_line_declares_each_metric_and_has_its_value_and_dimension_as_members()
            throws IOException {
        var line = written("r1", 1).getFirst();

        assertThat(line.at("/_aws/Timestamp").isIntegralNumber()).isTrue();
        assertThat(line.at("/_aws/CloudWatchMetrics"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                [{"Namespace": "Shop", "Dimensions": [["service"]],
                                  "Metrics": [{"Name": "Latency", "Unit": "Milliseconds"}]}]
                                """));
        assertThat(line.path("service").asText()).isEqualTo("a \"b\"\n");
        assertThat(line.path("requestId").asText()).isEqualTo("r1");
        assertThat(line.path("Latency").asDouble()).isEqualTo(1.5);
    }

    @Test
    void each_set_of_metrics_is_a_line() throws IOException {
        assertThat(written("r1", 3)).hasSize(3);
    }

    private static List<JsonNode> written(String requestId, int lines) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var metrics = new EmbeddedMetrics("Shop", Map.of("requestId", requestId), bytes);
        for (int i = 0; i < lines; i++) {
            metrics.add(Map.of(Dimension.SERVICE, "a \"b\"\n"), Map.of(Metric.LATENCY, 1.5));
        }
        var text = bytes.toString(StandardCharsets.UTF_8);
        assertThat(text).endsWith("\n");
        var read = new ArrayList<JsonNode>();
        for (var line : text.lines().toList()) {
            read.add(JSON.readTree(line));
        }
        return read;
    }
}
