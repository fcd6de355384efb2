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
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

    /// A cell mostly waits.
    private static final int AT_ONCE = 12;

    private static final List<Cell> CELLS = FailureTable.read().cells();

    private static ChaosStage stage;
    private static ExecutorService threads;

    @BeforeAll
    static void open(@TempDir Path directory) throws Exception {
        stage = new ChaosStage(ShopProject.artifact(), directory);
        threads = Executors.newFixedThreadPool(AT_ONCE);
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
        var cells = cells();
        var trials = trials(cells);
        if (FINDS) {
            new FoundTable(trials).write(FailureTable.FILE);
        }
        return trials.stream().map(tried -> dynamicTest(tried.cell().name(), () -> check(tried)));
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

    /// Tries the cells side by side. The function's log is not shown.
    private static List<Tried> trials(List<Cell> cells) throws Exception {
        var out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        try {
            var trials = new ArrayList<Tried>();
            for (var cell : cells) {
                trials.add(
                        new Tried(
                                cell,
                                threads.submit(() -> Trial.of(stage, cell.fault(), cell.site()))));
            }
            for (var tried : trials) {
                while (!tried.trial().isDone()) {
                    Thread.sleep(20);
                }
            }
            return trials;
        } finally {
            System.setOut(out);
        }
    }
}
