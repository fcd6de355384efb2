// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import static dev.sluice.devtools.lambda.Stand.TIMEOUT;
import static dev.sluice.devtools.lambda.Stand.body;
import static dev.sluice.devtools.lambda.Stand.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Real snapshots of the process, if criu can take them.
class SnapshotIT {
    /// A UUIDv7 begins with the time. The part from this index on is random.
    private static final int RANDOM = 15;

    @TempDir private Path directory;

    @Test
    void two_instances_of_one_snapshot_serve_and_share_no_randomness() throws Exception {
        var hindrance = ProcessSnapshot.hindrance();
        assumeTrue(hindrance.isEmpty(), () -> hindrance.orElse(""));
        var unpacked = Files.createDirectory(directory.resolve("function"));
        Stand.ARTIFACT.unpack(unpacked);
        try (var store = new Store(Stand.ARTIFACT)) {
            var stand = new Stand(store);
            var configuration = stand.configuration(true, TIMEOUT, Map.of());
            var snapshot =
                    ProcessSnapshot.take(
                            new Deployment(unpacked, Stand.RUNTIME_CLIENT, configuration),
                            Files.createDirectory(directory.resolve("images")),
                            stand.log());

            var first = Restored.of(snapshot);
            var second = Restored.of(snapshot);

            assertThat(first.orderId()).isNotEqualTo(second.orderId());
            assertThat(first.cursor()).isNotEqualTo(second.cursor());
        }
    }

    /// The random values of one instance.
    ///
    /// @param orderId the random part
    /// @param cursor of a page that is the same for both instances
    private record Restored(String orderId, String cursor) {
        static Restored of(ProcessSnapshot snapshot) throws Exception {
            try (var instance = snapshot.start()) {
                instance.restore();
                var page =
                        event(
                                "{ productsInCategory(category: \"mug\", first: 1)"
                                        + " { edges { node { price } } pageInfo { endCursor } } }",
                                Map.of());
                var products = body(instance.invoke(page)).at("/data/productsInCategory");
                var product = event("{ products(ids: [\"p1\"]) { price } }", Map.of());
                var price = body(instance.invoke(product)).at("/data/products/0/price").asText();
                var order = body(instance.invoke(FunctionIT.placeOrder(price)));
                var id = order.at("/data/placeOrder/id").asText();
                assertThat(id).as(order.toString()).hasSize(36);
                return new Restored(
                        id.substring(RANDOM), products.at("/pageInfo/endCursor").asText());
            }
        }
    }
}
