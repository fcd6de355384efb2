// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.lambda.FunctionProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

class ReportTest {
    private static final Scenario AT_ONCE = Axis.DYNAMODB.scenarios().getFirst();
    private static final Scenario SLOWER = Axis.DYNAMODB.scenarios().getLast();

    private static final String BEFORE = "Before.\n" + GeneratedPart.begin(Axis.TYPES);
    private static final String AFTER = GeneratedPart.end(Axis.TYPES) + "\nAfter.\n";

    private final Results results = new Results();
    private final Report report =
            new Report(results, Map.of("Spring", "Maven is not installed"), "Measured.");

    private record Named(String title) implements Peer {
        @Override
        public Optional<String> absence() {
            return Optional.empty();
        }

        @Override
        public FunctionProcess start(Scenario scenario, StubDynamoDb store, PrintStream log) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean snapStart() {
            return false;
        }
    }

    private void add(Scenario scenario, String peer, double millis) {
        results.add(
                scenario,
                new Named(peer),
                new Figures(
                        400, millis, millis, millis, 2 * millis, millis, 100, 90, 3, 20, 2_000));
    }

    @Test
    void medians_the_spread_and_the_ratio_are_of_one_run() {
        for (var millis : new double[] {10, 12, 11}) {
            add(AT_ONCE, "Sluice", millis);
            add(AT_ONCE, Peers.APOLLO, millis / 2);
        }

        assertThat(report.markdown(Axis.DYNAMODB))
                .startsWith("Measured.\n\n- Spring did not run: Maven is not installed.")
                .contains("| Sluice | 11.0 | 18 % | 22.0 | 11.0 | 400 | 100 | 3.0 | 2.00 |")
                .contains("| Apollo Server | 5.5 | 18 % | 11.0 | 5.5 | 400 | 100 | 3.0 | 1.00 |");
    }

    /// 20 ms with 1,769 MB are 0.0345 GB-seconds.
    @Test
    void a_million_requests_are_billed_by_the_list_of_prices() {
        add(SLOWER, "Sluice", 20);

        assertThat(report.markdown(Axis.DYNAMODB))
                .contains(
                        "| Sluice | 1769 | 40.0 | 34,551 | 20,000 | 20,000,000 | 2.00 | 0.66 | 2.50 | 1.25 | **5.41** |");
    }

    @Test
    void a_chart_has_a_line_for_each_peer_and_leaves_out_what_was_not_measured() {
        add(AT_ONCE, "Sluice", 10);
        add(SLOWER, "Sluice", 20);
        add(SLOWER, "by hand", 15);

        assertThat(report.chart(Axis.DYNAMODB).svg())
                .contains(">Sluice</text>", ">by hand</text>")
                .doesNotContain("NaN");
    }

    /// 70 ms with 512 MB are 0.0350 GB-seconds, and 20 ms with 1,769 MB are 0.0346.
    @Test
    void each_peer_is_billed_at_the_memory_that_costs_least_and_is_fast_enough() {
        for (var scenario : Axis.MEMORY.scenarios()) {
            add(
                    scenario,
                    "Sluice",
                    scenario.memory() < 512 ? 1_000 : scenario.memory() < 1_769 ? 70 : 20);
            add(scenario, "slow", 100);
        }

        assertThat(report.markdown(Axis.MEMORY))
                .contains("| p99, ms, by MB of memory | 256 | 512 | 768 | 1,024 | 1,769 |")
                .contains("| Sluice | 2,000.0 | 140.0 | 140.0 | 140.0 | 40.0 |")
                .contains("| Sluice | 1769 | 40.0 | 34,551 |")
                .doesNotContain("| slow | 1769");
    }

    @Test
    void a_function_has_the_cores_of_its_memory() {
        assertThat(Axis.MEMORY.scenarios().getLast().cores()).isEqualTo(1);
        assertThat(Axis.MEMORY.scenarios().getFirst().cores()).isBetween(0.14, 0.15);
    }

    @Test
    void only_the_generated_part_of_the_page_is_replaced(@TempDir Path directory)
            throws IOException {
        var page = directory.resolve("page.md");
        Files.writeString(page, BEFORE + "\nOld.\n" + AFTER);

        GeneratedPart.replace(page, Axis.TYPES, "New.\n");
        GeneratedPart.replace(page, Axis.TYPES, "Newer.\n");

        assertThat(page).content().isEqualTo(BEFORE + "\n\nNewer.\n\n" + AFTER);
    }

    @Test
    void documents_have_the_length_of_the_axis() {
        assertThat(Axis.CHARACTERS.scenarios())
                .allSatisfy(scenario ->
                        assertThat(scenario.query().length())
                                .isBetween(scenario.value() - 10, scenario.value()));
    }
}
