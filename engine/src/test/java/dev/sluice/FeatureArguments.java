// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Literals for the arguments of `features.graphqls`. An optional one is a value, null or left out.
final class FeatureArguments {
    static final Map<String, Function<Random, String>> ALL =
            Map.ofEntries(
                    entry("team", random -> quoted("t" + random.nextInt(2))),
                    entry("id", FeatureArguments::id),
                    entry("post", FeatureArguments::id),
                    entry("ids", random -> list(random.nextInt(9), () -> id(random))),
                    entry("state", random -> random.nextBoolean() ? "DRAFT" : "OPEN"),
                    entry("shard", FeatureArguments::shard),
                    entry("shards", random -> list(random.nextInt(4), () -> shard(random))),
                    entry("since", random -> time(1 + random.nextInt(3))),
                    entry("until", random -> time(1 + random.nextInt(9))),
                    entry("from", random -> optional(random, time(2))),
                    entry("to", random -> optional(random, time(3))),
                    entry("text", random -> random.nextBoolean() ? quoted("a") : ""),
                    entry("note", random -> optional(random, quoted("n"))),
                    entry("line", random -> "{id: %s, text: \"x\"}".formatted(id(random))),
                    entry("version", random -> String.valueOf(1 + random.nextInt(3))),
                    entry("first", random -> String.valueOf(1 + random.nextInt(9))),
                    entry("last", random -> String.valueOf(1 + random.nextInt(9))),
                    entry(
                            "clientRequestToken",
                            random ->
                                    quoted(
                                            "00000000-0000-4000-8000-00000000000"
                                                    + random.nextInt(9))));

    private FeatureArguments() {}

    private static String id(Random random) {
        return quoted("p" + random.nextInt(4));
    }

    private static String shard(Random random) {
        return quoted(String.valueOf(random.nextInt(3)));
    }

    private static String time(int month) {
        return quoted("2026-0%d-01T00:00:00Z".formatted(month));
    }

    private static String optional(Random random, String value) {
        return switch (random.nextInt(3)) {
            case 0 -> "";
            case 1 -> "null";
            default -> value;
        };
    }

    private static String list(int size, Supplier<String> element) {
        return IntStream.range(0, size)
                .mapToObj(_ -> element.get())
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
