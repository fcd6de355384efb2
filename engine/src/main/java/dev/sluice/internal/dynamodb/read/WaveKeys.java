// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.read;

import dev.sluice.internal.cost.BatchPacker;
import dev.sluice.internal.dynamodb.item.ItemKey;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// The keys that one wave sends, and which of them answers each read.
///
/// A shared key is sent once, and an eventually consistent read is answered by a consistent one of
/// the same key. Each place adds exactly one key: that of its record or, where the record has none
/// or its key is sent for something else, one that stands in. So the number of keys, and with it
/// the number of requests, depends on what was asked for and not on what the records are called.
public final class WaveKeys {
    private final Map<ItemKey, Sent> sent = new LinkedHashMap<>();
    private final Map<Object, ItemKey> answering = new HashMap<>();

    /// A key with what it takes of a request.
    ///
    /// @param apart whether it counts as if all such keys of a table with a sort key were of one
    ///   partition: which partitions they are of must not matter
    public record Sent(ItemKey key, int kilobytes, boolean apart) {
        private static final Object ONE_PARTITION = new Object();

        public BatchPacker.Load load() {
            var partition = apart && key.table().hasSortKey() ? ONE_PARTITION : key.partition();
            return new BatchPacker.Load(key.table().name(), partition, key.consistent(), kilobytes);
        }
    }

    private WaveKeys() {}

    /// @param reads no two with the same identity
    public static WaveKeys of(List<KeyedRead> reads) {
        var keys = new WaveKeys();
        var shared = new ArrayList<KeyedRead.Shared>();
        var places = new LinkedHashMap<Object, List<KeyedRead.Apart>>();
        for (var read : reads) {
            switch (read) {
                case KeyedRead.Shared one -> shared.add(one);
                case KeyedRead.Apart one ->
                        places.computeIfAbsent(one.place(), _ -> new ArrayList<>()).add(one);
            }
        }
        keys.share(shared);
        keys.setApart(places);
        return keys;
    }

    public List<Sent> sent() {
        return List.copyOf(sent.values());
    }

    /// Null where nothing is sent for the read.
    public @Nullable ItemKey answering(KeyedRead read) {
        return answering.get(read.identity());
    }

    private void share(List<KeyedRead.Shared> reads) {
        var asked = reads.stream().map(KeyedRead.Shared::key).collect(Collectors.toSet());
        for (var read : reads) {
            var key = serving(read.key(), asked);
            answering.put(read.identity(), key);
            if (key.equals(read.key())) {
                sent.put(key, new Sent(key, read.kilobytes(), false));
            }
        }
    }

    private static ItemKey serving(ItemKey key, Set<ItemKey> asked) {
        var consistently = key.consistently();
        return asked.contains(consistently) ? consistently : key;
    }

    /// No key stands in that is the name of another place's record.
    private void setApart(Map<Object, List<KeyedRead.Apart>> places) {
        var named = new HashMap<ItemKey, Object>();
        places.values().stream()
                .flatMap(List::stream)
                .filter(read -> read.key() != null && !sent.containsKey(read.key()))
                .forEach(read ->
                        named.putIfAbsent(Objects.requireNonNull(read.key()), read.place()));
        places.forEach((place, reads) -> {
            var added = add(place, reads, named);
            for (var read : reads) {
                answering.put(read.identity(), read.key() == null ? added : read.key());
            }
        });
    }

    /// The key that the place adds.
    private @Nullable ItemKey add(
            Object place, List<KeyedRead.Apart> reads, Map<ItemKey, Object> named) {
        var own =
                reads.stream()
                        .filter(read -> read.key() != null && place.equals(named.get(read.key())))
                        .toList();
        own.forEach(read -> add(Objects.requireNonNull(read.key()), read));
        return own.isEmpty() ? standIn(reads.getFirst(), named) : own.getFirst().key();
    }

    private @Nullable ItemKey standIn(KeyedRead.Apart read, Map<ItemKey, Object> named) {
        int number = read.place().hashCode() & Integer.MAX_VALUE;
        while (true) {
            var key = read.standIns().apply(number);
            if (key == null) {
                return null;
            }
            if (!sent.containsKey(key) && !named.containsKey(key)) {
                add(key, read);
                return key;
            }
            number = (number + 1) & Integer.MAX_VALUE;
        }
    }

    private void add(ItemKey key, KeyedRead.Apart read) {
        sent.put(key, new Sent(key, read.kilobytes(), true));
    }
}
