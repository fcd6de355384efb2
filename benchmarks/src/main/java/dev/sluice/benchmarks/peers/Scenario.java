// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.peers;

import dev.sluice.benchmarks.peers.StubDynamoDb.Latency;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// One request under one condition.
///
/// @param axis what is varied
/// @param value of the axis
/// @param query the document
/// @param types the number of types that are added to the schema
/// @param atOnce the number of requests that one instance answers at the same time
record Scenario(String axis, int value, String query, Latency latency, int types, int atOnce) {
    static final String DYNAMODB = "milliseconds of DynamoDB";

    /// The shop's first screen, as in `events/http-api-canonical-query.json`.
    static final String CANONICAL =
            "{ me { name email loyalty { points } orders(first: 20) { edges { node { id status"
                    + " placedAt total lines { quantity unitPrice product { name imageUrl } } } }"
                    + " pageInfo { hasNextPage } } } }";

    private static final Latency FIVE = new Latency(5, 5);
    private static final Latency FIVE_AND_RARELY_FIFTY = new Latency(5, 50);

    /// The canonical query, with a DynamoDB that answers at once, and one that takes 5 ms.
    static List<Scenario> quick() {
        return List.of(
                new Scenario(DYNAMODB, 0, CANONICAL, Latency.NONE, 0, 1),
                new Scenario(DYNAMODB, 5, CANONICAL, FIVE_AND_RARELY_FIFTY, 0, 1));
    }

    static List<Scenario> full() {
        var all = new ArrayList<>(quick());
        for (var length : new int[] {1, 10, 100, 1_000}) {
            all.add(
                    new Scenario(
                            "items of a list",
                            length,
                            "{ notes(topic: \"t\", first: %d) { edges { node { id text } } } }"
                                    .formatted(length),
                            Latency.NONE,
                            0,
                            1));
        }
        for (var levels = 1; levels <= 5; levels++) {
            all.add(new Scenario("levels", levels, steps(levels), FIVE, 0, 1));
        }
        for (var characters : new int[] {100, 1_000, 4_000, 16_000}) {
            all.add(
                    new Scenario(
                            "characters of the document",
                            characters,
                            document(characters),
                            Latency.NONE,
                            0,
                            1));
        }
        for (var types : new int[] {5, 50, 500}) {
            all.add(new Scenario("further types", types, CANONICAL, Latency.NONE, types, 1));
        }
        for (var connections : new int[] {1, 8, 32, 64}) {
            all.add(new Scenario("connections", connections, CANONICAL, FIVE, 0, connections));
        }
        return all;
    }

    String title() {
        return "%s: %,d".formatted(axis, value);
    }

    private static String steps(int levels) {
        return "{ step(id: \"s\") "
                + "{ label next ".repeat(levels - 1)
                + "{ label }"
                + " }".repeat(levels);
    }

    /// Returns a document that selects one field again and again.
    private static String document(int characters) {
        var field = " imageUrl";
        var frame = "{ products(ids: [\"p1\"]) { id%s } }";
        var times = Math.max(1, (characters - frame.length()) / field.length());
        return frame.formatted(
                IntStream.range(0, times).mapToObj(_ -> field).collect(Collectors.joining()));
    }
}
