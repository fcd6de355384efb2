// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Schemas;
import dev.sluice.testing.Shop;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.stream.IntStream;

/// The work that the shop's first query takes, counted and not timed, so that a busy machine
/// changes nothing: 20 orders of 5 lines each, and 30 products.
class RequestWorkTest {
    private static final String QUERY =
            """
            { me { name email loyalty { points }
              orders(first: 20) { edges { node { id status placedAt total
                lines { quantity unitPrice product { name imageUrl } } } }
                pageInfo { hasNextPage endCursor } } } }
            """;

    /// Measured: 1.5 MB. The margin is a quarter, because code that the JVM has not compiled yet
    /// allocates more.
    private static final long MOST_BYTES = 1_900_000;

    private static final int WARM_UP = 300;
    private static final int ROUNDS = 8;
    private static final int ROUND = 25;

    @Test
    void it_takes_three_requests_in_two_waves_and_a_bounded_number_of_bytes() {
        try (var api =
                fill(
                        Api.unseen(
                                Schemas.read("shop.graphqls"),
                                Map.of(),
                                builder -> builder.resolvers(Shop.RESOLVERS)))) {
            var answer = api.send(Who.user("c1"), Map.of("query", QUERY));

            assertThat(answer.errors()).isEmpty();
            assertThat(answer.data("/me/orders/edges").findValues("product")).hasSize(100);
            assertThat(answer.consumed("requests")).isEqualTo(3);
            assertThat(answer.consumed("waves")).isEqualTo(2);
            assertThat(bytes(() -> api.send(Who.user("c1"), Map.of("query", QUERY))))
                    .isLessThan(MOST_BYTES);
        }
    }

    /// Returns how many bytes all threads allocate for one run, in the round with the fewest:
    /// another thread can only add some.
    private static long bytes(Runnable work) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < WARM_UP; i++) {
            work.run();
        }
        var fewest = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            var before = threads.getTotalThreadAllocatedBytes();
            for (int i = 0; i < ROUND; i++) {
                work.run();
            }
            fewest = Math.min(fewest, (threads.getTotalThreadAllocatedBytes() - before) / ROUND);
        }
        return fewest;
    }

    private static Api fill(Api api) {
        api.with("User", Map.of("id", "c1", "name", "Ann", "email", "ann@example.com"));
        api.with("Loyalty", Map.of("customerId", "c1", "points", 120));
        IntStream.range(0, 30).forEach(i -> api.with("Product", Shop.product("p" + i)));
        IntStream.range(0, 25).forEach(i -> api.with("Order", order(i)));
        return api;
    }

    private static Map<String, Object> order(int i) {
        return Map.of(
                "customerId", "c1",
                "id", "o%03d".formatted(i),
                "status", "PLACED",
                "placedAt", "2026-01-01T00:00:00Z",
                "total", "49.95",
                "points", 49,
                "lines", IntStream.range(0, 5).mapToObj(line -> line(5 * i + line)).toList());
    }

    private static Map<String, Object> line(int i) {
        return Map.of("productId", "p" + i % 30, "quantity", 1, "unitPrice", "9.99");
    }
}
