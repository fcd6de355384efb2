// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb;

import static dev.sluice.internal.dynamodb.WriteFixture.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.dynamodb.write.WriteOutcome;
import dev.sluice.internal.policy.Deadline;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// A hundred stores write at the same time.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConcurrentWriteTest {
    private static final int WRITERS = 100;

    private final TestStore store = new TestStore();

    @AfterAll
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void one_of_100_updates_of_one_version_wins_and_99_get_the_next_version(boolean exactlyOnce)
            throws Exception {
        store.put(Shop.USER, Map.of("id", "raced", "name", "Old"));
        var outcomes =
                all(writer ->
                        write(
                                exactlyOnce,
                                update(Shop.USER, "SET name = $name")
                                        .at("CUSTOMER#raced", "Z_PROFILE")
                                        .with("name", "Writer " + writer)
                                        .version(1)));

        var refused =
                outcomes.stream()
                        .filter(WriteOutcome.Refused.class::isInstance)
                        .map(Outcomes::found)
                        .toList();
        assertThat(refused).hasSize(WRITERS - 1);
        assertThat(refused)
                .allSatisfy(found ->
                        assertThat(Objects.requireNonNull(found).value("version")).isEqualTo(2));
        assertThat(Objects.requireNonNull(store.read(TestStore.user("raced"))).value("version"))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_counter_of_100_writers_is_exact(boolean exactlyOnce) throws Exception {
        var id = "counter-" + exactlyOnce;
        store.put(Shop.PRODUCT, Map.of("id", id, "name", "Counter", "stock", 0));
        var outcomes =
                all(_ -> write(exactlyOnce, update(Shop.PRODUCT, "ADD stock 1").at(id, null)));

        assertThat(outcomes).allSatisfy(Outcomes::applied);
        var counter = Objects.requireNonNull(store.read(TestStore.product(id, true)));
        assertThat(counter.value("stock")).isEqualTo(WRITERS);
    }

    private WriteOutcome write(boolean exactlyOnce, WriteFixture write) {
        var requestStore = store.open(Map.of(), Deadline.in(Duration.ofSeconds(60)));
        return Outcomes.of(requestStore, exactlyOnce, write);
    }

    @FunctionalInterface
    private interface Writer {
        WriteOutcome write(int writer);
    }

    private static List<WriteOutcome> all(Writer writer)
            throws InterruptedException, ExecutionException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<WriteOutcome>> tasks =
                    IntStream.range(0, WRITERS)
                            .mapToObj(i -> (Callable<WriteOutcome>) () -> writer.write(i))
                            .toList();
            var outcomes = new ArrayList<WriteOutcome>();
            for (Future<WriteOutcome> written : executor.invokeAll(tasks)) {
                outcomes.add(written.get());
            }
            return outcomes;
        }
    }
}
