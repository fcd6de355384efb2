// SPDX-License-Identifier: Apache-2.0
package dev.sluice.policy.cost;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// How many requests the item reads of one wave take at the most.
///
/// It packs as the engine packs: first fit, 100 keys and 16 MB a request, 1 MB a partition, one
/// consistency a table; with each table's keys all in one partition where they may be. Equal
/// batches are kept as one run, so that the number of keys does not matter.
///
/// Source: Amazon DynamoDB API Reference, "BatchGetItem".
final class WaveBatches {
    private static final int MAX_KEYS = 100;
    private static final int MAX_KILOBYTES = 16 * 1024;
    private static final int MAX_PARTITION_KILOBYTES = 1024;

    private final List<Run> runs = new ArrayList<>();

    private WaveBatches() {}

    /// Equal batches.
    private record Run(long batches, Load load) {}

    /// What a batch holds already.
    private record Load(int keys, int kilobytes, Map<String, Held> tables) {
        static final Load EMPTY = new Load(0, 0, Map.of());

        /// How many more keys of the read fit.
        int room(PlannedRequest.Items read) {
            var held = tables.getOrDefault(read.table(), new Held(read.consistent(), 0));
            if (held.consistent() != read.consistent()) {
                return 0;
            }
            var room = Math.min(MAX_KEYS - keys, (MAX_KILOBYTES - kilobytes) / read.kilobytes());
            var left = (MAX_PARTITION_KILOBYTES - held.kilobytes()) / read.kilobytes();
            return read.onePartition() ? Math.clamp(left, 0, room) : room;
        }

        Load with(PlannedRequest.Items read, int more) {
            var size = more * read.kilobytes();
            var after = new HashMap<>(tables);
            after.merge(
                    read.table(),
                    new Held(read.consistent(), size),
                    (held, added) ->
                            new Held(held.consistent(), held.kilobytes() + added.kilobytes()));
            return new Load(keys + more, kilobytes + size, Map.copyOf(after));
        }
    }

    private record Held(boolean consistent, int kilobytes) {}

    static long requests(List<PlannedRequest.Items> reads) {
        var consistent = tables(reads, true);
        var eventual = tables(reads, false);
        var batches = new WaveBatches();
        reads.stream()
                .sorted(
                        Comparator.comparing((PlannedRequest.Items read) ->
                                        !(consistent.contains(read.table())
                                                && eventual.contains(read.table())))
                                .thenComparing(PlannedRequest.Items::consistent))
                .forEach(batches::add);
        return batches.runs.stream().map(Run::batches).reduce(0L, Saturating::plus);
    }

    private static Set<String> tables(List<PlannedRequest.Items> reads, boolean consistent) {
        return reads.stream()
                .filter(read -> read.consistent() == consistent)
                .map(PlannedRequest.Items::table)
                .collect(Collectors.toSet());
    }

    private void add(PlannedRequest.Items read) {
        var left = read.count();
        var after = new ArrayList<Run>();
        for (var run : runs) {
            left = fill(run, read, left, after);
        }
        fill(new Run(Long.MAX_VALUE, Load.EMPTY), read, left, after);
        runs.clear();
        runs.addAll(after);
    }

    /// Fills a run's batches one after the other; batches of a new run appear as they are filled.
    ///
    /// @return keys that found no room
    private static long fill(Run run, PlannedRequest.Items read, long left, List<Run> after) {
        var isNew = run.load().keys() == 0;
        var room = run.load().room(read);
        if (room == 0 || left == 0) {
            if (!isNew) {
                after.add(run);
            }
            return left;
        }
        var full = Math.min(run.batches(), left / room);
        if (full > 0) {
            after.add(new Run(full, run.load().with(read, room)));
        }
        var rest = full < run.batches() ? (int) (left - full * room) : 0;
        if (rest > 0) {
            after.add(new Run(1, run.load().with(read, rest)));
        }
        var untouched = run.batches() - full - (rest > 0 ? 1 : 0);
        if (!isNew && untouched > 0) {
            after.add(new Run(untouched, run.load()));
        }
        return full == run.batches() ? left - full * room : 0;
    }
}
