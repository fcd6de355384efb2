// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.capacity;

import dev.sluice.internal.operation.KeyOrigin;
import dev.sluice.internal.operation.PartitionUse;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/// What traffic consumes of the hottest partition of each key, at most: every list is full, every
/// item has its `itemSize`, and the most frequent values of all operations meet in one partition.
///
/// @param partitions those that the traffic fills first come first
/// @param different the values that were assumed to differ in each request
public record Capacity(List<Hottest> partitions, List<String> different) {
    /// Source: Amazon DynamoDB Developer Guide, "Best practices for designing and using partition
    /// keys effectively".
    static final double READ_UNITS = 3000;

    static final double WRITE_UNITS = 1000;

    public Capacity {
        partitions = List.copyOf(partitions);
        different = List.copyOf(different);
    }

    /// The hottest partition of a key.
    ///
    /// @param index null for the table
    /// @param key the template of the partition key, without the names of its fields
    /// @param readUnits per second
    /// @param writeUnits per second
    /// @param fullAt how many times the traffic fills the partition
    /// @param dearest the operation and the field that consume most of it
    public record Hottest(
            String table,
            @Nullable String index,
            String key,
            double readUnits,
            double writeUnits,
            double fullAt,
            String dearest) {}

    /// What one operation of the mix uses.
    public record Used(TrafficMix.Row row, List<PartitionUse> uses) {
        public Used {
            uses = List.copyOf(uses);
        }
    }

    private record Place(String table, String index, String key) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return Comparator.comparing(Place::table)
                    .thenComparing(Place::index)
                    .thenComparing(Place::key)
                    .compare(this, other);
        }
    }

    private record Load(double reads, double writes, String by) {
        double part() {
            return Math.max(reads / READ_UNITS, writes / WRITE_UNITS);
        }
    }

    /// @param schema the text of the schema file
    public static Capacity of(List<Used> mix, String schema) {
        var sizes = EnumSizes.of(schema);
        var loads = new TreeMap<Place, List<Load>>();
        var different = new TreeSet<String>();
        for (var used : mix) {
            for (var use : used.uses()) {
                var times = times(use, used.row(), sizes, different) * used.row().perSecond();
                if (times > 0) {
                    var index = Objects.requireNonNullElse(use.index(), "");
                    loads.computeIfAbsent(
                                    new Place(use.table(), index, use.key()),
                                    _ -> new ArrayList<>())
                            .add(
                                    new Load(
                                            times * use.readUnits(),
                                            times * use.writeUnits(),
                                            "%s %s"
                                                    .formatted(used.row().operation(), use.field())
                                                    .strip()));
                }
            }
        }
        return new Capacity(
                loads.entrySet().stream()
                        .map(Capacity::hottest)
                        .sorted(Comparator.comparingDouble(Hottest::fullAt))
                        .toList(),
                List.copyOf(different));
    }

    private static Hottest hottest(Map.Entry<Place, List<Load>> entry) {
        var place = entry.getKey();
        var reads = entry.getValue().stream().mapToDouble(Load::reads).sum();
        var writes = entry.getValue().stream().mapToDouble(Load::writes).sum();
        var dearest =
                entry.getValue().stream().max(Comparator.comparingDouble(Load::part)).orElseThrow();
        return new Hottest(
                place.table(),
                place.index().isEmpty() ? null : place.index(),
                place.key(),
                reads,
                writes,
                1 / new Load(reads, writes, "").part(),
                dearest.by());
    }

    /// Returns how often one request uses the hottest partition, on average.
    private static double times(
            PartitionUse use, TrafficMix.Row row, EnumSizes sizes, TreeSet<String> different) {
        var share = 1.0;
        for (var origin : use.origins()) {
            share *= share(origin, row, sizes, different);
        }
        var count = (double) use.count();
        if (use.isOfRequest()) {
            return share * (use.isOnce() ? 1 : count);
        }
        return use.isOnce() ? Math.min(1, share * count) : share * count;
    }

    private static double share(
            KeyOrigin origin, TrafficMix.Row row, EnumSizes sizes, TreeSet<String> different) {
        return switch (origin) {
            case KeyOrigin.Fixed _ -> 1;
            case KeyOrigin.Fresh _ -> 0;
            case KeyOrigin.Given(var name, _) -> said(name, row, different);
            case KeyOrigin.Stored stored -> {
                var size = sizes.of(stored.type(), stored.field());
                yield size.isPresent() && !row.shares().containsKey(stored.name())
                        ? 1.0 / size.getAsInt()
                        : said(stored.name(), row, different);
            }
        };
    }

    private static double said(String name, TrafficMix.Row row, TreeSet<String> different) {
        if (row.shares().get(name) instanceof Double share) {
            return share;
        }
        different.add("%s %s".formatted(row.operation(), name));
        return 0;
    }
}
