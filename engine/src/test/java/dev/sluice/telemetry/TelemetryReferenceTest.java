// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/// docs/reference/telemetry.md lists exactly what is reported.
class TelemetryReferenceTest {
    private static final Path REFERENCE = Path.of("../docs/reference/telemetry.md");

    @Test
    void it_lists_every_member_of_the_log() throws IOException {
        assertThat(rows("| Member |")).isEqualTo(rows(Signal.LogField.values(), Signal::meaning));
    }

    @Test
    void it_lists_every_metric_with_its_unit_and_dimension() throws IOException {
        assertThat(rows("| Metric |"))
                .isEqualTo(
                        rows(
                                Signal.Metric.values(),
                                metric ->
                                        "%s | `%s` | %s"
                                                .formatted(
                                                        capitalized(metric.unit()),
                                                        metric.dimension().key(),
                                                        metric.meaning())));
    }

    @Test
    void it_lists_every_dimension() throws IOException {
        assertThat(rows("| Dimension |"))
                .isEqualTo(rows(Signal.Dimension.values(), Signal::meaning));
    }

    @Test
    void it_lists_every_span() throws IOException {
        assertThat(rows("| Span |")).isEqualTo(rows(Signal.Trace.values(), Signal::meaning));
    }

    @Test
    void every_phase_is_a_span() {
        assertThat(Stream.of(Signal.Trace.values()).map(Signal::key))
                .containsAll(Stream.of(RequestPhase.values()).map(RequestPhase::key).toList());
    }

    private static <S extends Signal> List<String> rows(S[] signals, Function<S, String> rest) {
        return Stream.of(signals)
                .map(signal -> "| `%s` | %s |".formatted(signal.key(), rest.apply(signal)))
                .toList();
    }

    /// Returns the rows of the table with this heading.
    private static List<String> rows(String head) throws IOException {
        return Files.readString(REFERENCE)
                .lines()
                .dropWhile(line -> !line.startsWith(head))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    private static String capitalized(Signal.Unit unit) {
        var name = unit.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
