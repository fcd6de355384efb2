// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.sluice.devtools.chaos.FoundTable.Tried;
import dev.sluice.devtools.testing.ShopProject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/// Tries cells of the table of failures with the deployed artifact: a sample, which
/// `-Dsluice.seed=` repeats, or all with `-Dsluice.failures=all`. `-Dsluice.failures=find` also
/// tries all, and writes what it finds into the table instead of comparing.
class FailuresIT {
    private static final String WHICH = System.getProperty("sluice.failures", "sample");
    private static final boolean FINDS = WHICH.equals("find");
    private static final long SEED =
            Long.getLong("sluice.seed", ThreadLocalRandom.current().nextLong(1_000_000));
    private static final int SAMPLE = 60;
    private static final int PROBES = 12;

    /// A cell mostly waits.
    private static final int AT_ONCE = 12;

    private static final List<Cell> CELLS = FailureTable.read().cells();

    private static ChaosStage stage;
    private static ExecutorService threads;
    private static FunctionThreads left;

    @BeforeAll
    static void open(@TempDir Path directory) throws Exception {
        stage = new ChaosStage(ShopProject.artifact(), directory);
        threads = Executors.newFixedThreadPool(AT_ONCE);
        left = new FunctionThreads(directory);
    }

    @AfterAll
    static void close() throws Exception {
        if (threads != null) {
            threads.close();
        }
        if (stage != null) {
            stage.close();
        }
    }

    @Test
    void the_table_has_sixty_faults_and_every_call_site() {
        assertThat(CELLS.stream().map(Cell::fault).distinct()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(CELLS.stream().map(Cell::site)).contains(CallSite.values());
        assertThat(CELLS.stream().map(Cell::name)).doesNotHaveDuplicates();
    }

    @TestFactory
    Stream<DynamicTest> each_cell_has_its_documented_outcome() throws Exception {
        var trials = trials(cells());
        var running = left.left();
        if (FINDS) {
            new FoundTable(trials).write(FailureTable.FILE);
        }
        return Stream.concat(
                Stream.of(
                        dynamicTest(
                                "no cell leaves a thread", () -> assertThat(running).isEmpty())),
                trials.stream().map(tried -> dynamicTest(tried.cell().name(), () -> check(tried))));
    }

    @TestFactory
    Stream<DynamicTest> a_half_open_breaker_works_again_after_each_fault() throws Exception {
        var cells = cells().stream().filter(Probe::suits);
        return quietly(
                        WHICH.equals("sample") ? cells.limit(PROBES).toList() : cells.toList(),
                        cell -> Probe.of(stage, cell))
                .entrySet()
                .stream()
                .map(tried ->
                        dynamicTest(tried.getKey().name(), () -> tried.getValue().get().check()));
    }

    private static void check(Tried tried) throws Exception {
        var trial = tried.trial().get();
        trial.check(tried.cell().site());
        if (!FINDS) {
            trial.check(tried.cell());
        }
    }

    private static List<Cell> cells() {
        if (!WHICH.equals("sample")) {
            return CELLS;
        }
        System.out.printf("%d of %d cells, with -Dsluice.seed=%d%n", SAMPLE, CELLS.size(), SEED);
        var cells = new ArrayList<>(CELLS);
        Collections.shuffle(cells, new Random(SEED));
        return cells.subList(0, SAMPLE);
    }

    private static List<Tried> trials(List<Cell> cells) throws Exception {
        return quietly(cells, cell -> Trial.of(stage, cell.fault(), cell.site()))
                .entrySet()
                .stream()
                .map(trial -> new Tried(trial.getKey(), trial.getValue()))
                .toList();
    }

    /// Tries the cells side by side. The function's log is not shown.
    private static <T> Map<Cell, Future<T>> quietly(List<Cell> cells, Trying<T> trying)
            throws InterruptedException {
        var out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        try {
            var trials = new LinkedHashMap<Cell, Future<T>>();
            for (var cell : cells) {
                trials.put(cell, threads.submit(() -> trying.of(cell)));
            }
            for (var trial : trials.values()) {
                while (!trial.isDone()) {
                    Thread.sleep(20);
                }
            }
            return trials;
        } finally {
            System.setOut(out);
        }
    }

    private interface Trying<T> {
        T of(Cell cell) throws Exception;
    }
}
