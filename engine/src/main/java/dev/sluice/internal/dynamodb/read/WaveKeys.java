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
/// A shared key is sent once. A consistent read of a key also answers an eventually consistent read
/// of it. Each place adds exactly one key: that of its record or, if the place has no record or its
/// key is already sent, a placeholder key. So the number of keys, and with it the number of
/// requests, depends on what was requested and not on the records' keys.
public final class WaveKeys {
    private final Map<ItemKey, Sent> sent = new LinkedHashMap<>();
    private final Map<Object, ItemKey> answering = new HashMap<>();

    /// A key, with what the packer needs to know.
    ///
    /// @param apart whether the key counts as if all such keys of a table with a sort key were in
    ///   one partition, because their real partitions must not affect the number of requests
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

    /// Returns the key that answers the read, or null if nothing is sent for it.
    public @Nullable ItemKey answering(KeyedRead read) {
        return answering.get(read.identity());
    }

    private void share(List<KeyedRead.Shared> reads) {
        var consistent =
                reads.stream()
                        .map(KeyedRead.Shared::key)
                        .filter(ItemKey::consistent)
                        .collect(Collectors.toSet());
        for (var read : reads) {
            var key = serving(read.key(), consistent);
            answering.put(read.identity(), key);
            if (key.equals(read.key())) {
                sent.put(key, new Sent(key, read.kilobytes(), false));
            }
        }
    }

    private static ItemKey serving(ItemKey key, Set<ItemKey> consistent) {
        if (consistent.isEmpty()) {
            return key;
        }
        var consistently = key.consistently();
        return consistent.contains(consistently) ? consistently : key;
    }

    /// A placeholder key never equals the key of another place's record.
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

    /// Adds the key of the place and returns it.
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
            var key = read.placeholders().apply(number);
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
