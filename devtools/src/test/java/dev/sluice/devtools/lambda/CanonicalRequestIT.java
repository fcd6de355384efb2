// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What the shop's first query takes of the artifact, in figures that do not depend on the speed of
/// the machine. If one grows on purpose, raise its limit here, and say why in the change.
class CanonicalRequestIT {
    private static final int REQUESTS = 3;
    private static final int WAVES = 2;

    /// With the C1 compiler alone, which keeps no object off the heap. Measured: 1,333,528.
    private static final long BYTES = 1_400_000;

    /// Measured: 382.
    private static final long FUTURES = 400;

    /// Of the lines of the log and of the metrics. Measured: 1,397.
    private static final long LOG_BYTES = 1_470;

    /// Until then, classes are loaded and caches are filled.
    private static final int WARM_UP = 100;

    private static final int COUNTED = 50;

    /// So few that their garbage stays in memory until it is counted.
    private static final int FEW = 4;

    private static long bytes;
    private static long futures;
    private static List<String> printed = List.of();

    @BeforeAll
    static void measure() throws Exception {
        try (var store = new Store(Stand.ARTIFACT)) {
            var stand = new Stand(store);
            try (var function = stand.deploy()) {
                send(function, WARM_UP);
                try (var allocations = new JvmAllocations(function.instance())) {
                    var before = allocations.bytes();
                    send(function, COUNTED);
                    bytes = (allocations.bytes() - before) / COUNTED;
                    futures = futures(function, allocations);
                }
            }
            printed = FunctionLines.of(stand.printed()).all();
        }
    }

    private static long futures(LambdaFunction function, JvmAllocations allocations)
            throws Exception {
        allocations.collect();
        var collections = allocations.collections();
        var before = allocations.objects(CompletableFuture.class);
        send(function, FEW);
        var after = allocations.objects(CompletableFuture.class);
        assertThat(allocations.collections())
                .as("Collections of garbage. There was one, so the futures are not all there.")
                .isEqualTo(collections);
        return (after - before) / FEW;
    }

    private static void send(LambdaFunction function, int times) throws FunctionFault {
        for (var i = 0; i < times; i++) {
            function.invoke(Event.signedIn("canonical").json());
        }
    }

    @AfterAll
    static void forget() {
        printed = List.of();
    }

    private static JsonNode last() {
        return new FunctionLines(printed).requests().getLast();
    }

    @Test
    void it_sends_so_many_requests_to_DynamoDB_in_so_many_waves() {
        assertThat(last().at("/consumed/requests").asInt()).isEqualTo(REQUESTS);
        assertThat(last().at("/consumed/waves").asInt()).isEqualTo(WAVES);
    }

    @Test
    void it_allocates_at_most_so_many_bytes() {
        assertThat(bytes).isPositive().isLessThanOrEqualTo(BYTES);
    }

    @Test
    void it_makes_at_most_so_many_futures() {
        assertThat(futures).isPositive().isLessThanOrEqualTo(FUTURES);
    }

    @Test
    void it_logs_at_most_so_many_bytes() {
        var logged =
                printed.stream()
                        .mapToLong(line -> line.getBytes(StandardCharsets.UTF_8).length + 1)
                        .sum();

        assertThat(logged / (WARM_UP + COUNTED + FEW)).isPositive().isLessThanOrEqualTo(LOG_BYTES);
    }
}
