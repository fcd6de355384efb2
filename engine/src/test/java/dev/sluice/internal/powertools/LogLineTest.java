// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.powertools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.telemetry.Signal.LogField;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class LogLineTest {
    @Test
    void it_has_the_context_and_the_members_with_their_types() throws IOException {
        var context = Map.of("function_name", "a \"b\"\n");
        var members =
                Map.<LogField, Object>of(
                        LogField.STATUS,
                        200,
                        LogField.CONSUMED,
                        Map.of("readUnits", 1.5),
                        LogField.CODES,
                        List.of("INTERNAL"));
        var bytes = new ByteArrayOutputStream();

        LogLine.write("request", context, members, bytes);
        LogLine.write("request", context, members, bytes);

        var lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(2);
        var line = JsonMapper.builder().build().readTree(lines.getLast());
        assertThat(Instant.parse(line.path("timestamp").asText()))
                .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
        assertThat(line.path("level").asText()).isEqualTo("INFO");
        assertThat(line.path("message").asText()).isEqualTo("request");
        assertThat(line.path("function_name").asText()).isEqualTo("a \"b\"\n");
        assertThat(line.path("status").intValue()).isEqualTo(200);
        assertThat(line.at("/consumed/readUnits").doubleValue()).isEqualTo(1.5);
        assertThat(line.at("/codes/0").asText()).isEqualTo("INTERNAL");
    }

    @Test
    void it_leaves_out_what_each_line_of_powertools_repeats() throws IOException {
        var context =
                Map.of(
                        "cold_start", "false",
                        "function_arn", "arn:aws:lambda:eu-west-1:123456789012:function:shop",
                        "function_memory_size", "1769",
                        "sampling_rate", "0.0",
                        "correlation_id", "r1");
        var bytes = new ByteArrayOutputStream();

        LogLine.write("request", context, Map.of(), bytes);

        assertThat(JsonMapper.builder().build().readTree(bytes.toByteArray()).fieldNames())
                .toIterable()
                .containsExactly("level", "message", "timestamp", "correlation_id");
    }
}
