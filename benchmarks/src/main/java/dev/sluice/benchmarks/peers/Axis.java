// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.peers;

import dev.sluice.benchmarks.peers.StubDynamoDb.Latency;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a benchmark varies.
enum Axis {
    DYNAMODB("milliseconds of DynamoDB"),
    MEMORY("MB of memory"),
    CONNECTIONS("connections"),
    ITEMS("items of a list"),
    LEVELS("levels"),
    CHARACTERS("characters of the document"),
    TYPES("further types in the schema");

    private static final Latency FIVE = new Latency(5, 5);
    private static final Latency FIVE_AND_RARELY_FIFTY = new Latency(5, 50);

    private final String title;

    Axis(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /// Returns them in ascending order of their values.
    List<Scenario> scenarios() {
        return switch (this) {
            case DYNAMODB -> List.of(canonical(0), canonical(5).withLatency(FIVE_AND_RARELY_FIFTY));
            case MEMORY ->
                    each(
                            memory ->
                                    canonical(memory)
                                            .withLatency(FIVE_AND_RARELY_FIFTY)
                                            .withMemory(memory),
                            256,
                            512,
                            768,
                            1_024,
                            1_769);
            case CONNECTIONS ->
                    each(
                            connections ->
                                    canonical(connections)
                                            .withLatency(FIVE)
                                            .withConnections(connections),
                            1,
                            8,
                            32,
                            64);
            case ITEMS ->
                    each(length -> canonical(length).withQuery(list(length)), 1, 10, 100, 1_000);
            case LEVELS ->
                    each(
                            levels -> canonical(levels).withLatency(FIVE).withQuery(steps(levels)),
                            1,
                            2,
                            3,
                            4,
                            5);
            case CHARACTERS ->
                    each(
                            characters -> canonical(characters).withQuery(document(characters)),
                            100,
                            1_000,
                            4_000,
                            16_000);
            case TYPES -> each(types -> canonical(types).withTypes(types), 5, 50, 500);
        };
    }

    private Scenario canonical(int value) {
        return Scenario.canonical(this, value);
    }

    private static List<Scenario> each(IntFunction<Scenario> scenario, int... values) {
        return IntStream.of(values).mapToObj(scenario).toList();
    }

    private static String list(int length) {
        return "{ notes(topic: \"t\", first: %d) { edges { node { id text } } } }"
                .formatted(length);
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
