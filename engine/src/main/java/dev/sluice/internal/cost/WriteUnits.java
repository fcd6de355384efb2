// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.cost;

import dev.sluice.internal.schema.Projection;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Table;
import dev.sluice.internal.schema.Write;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Computes the most that one write of one item consumes, in write request units: one for each
/// started KB of the item, the same for each index entry that it changes, and twice the sum in a
/// transaction. An entry whose key changes is deleted and put.
///
/// DynamoDB does not document whether a transaction doubles the units of indexes; this class
/// assumes that it does. A ConditionCheck writes nothing, but is billed as a write.
///
/// Source: Amazon DynamoDB Developer Guide, "DynamoDB on-demand capacity mode", "Write request
/// units", and "Using Global Secondary Indexes in DynamoDB", "Write capacity units".
public final class WriteUnits {
    private static final int IN_TRANSACTION = 2;

    private WriteUnits() {}

    /// @param table the table of the type
    /// @param changed the fields that an update may change
    /// @param together whether it is part of a transaction
    public static long of(Write write, Table table, Set<String> changed, boolean together) {
        return ofItem(write.type(), together)
                + ofIndexes(write, table, changed, together).values().stream()
                        .mapToLong(Long::longValue)
                        .sum()
                + (write instanceof Write.Put ? ofOthers(write.type(), table, together) : 0);
    }

    /// Returns the units of the write of the item alone, without indexes.
    public static long ofItem(StoredType type, boolean together) {
        return (long) type.itemSize() * (together ? IN_TRANSACTION : 1);
    }

    /// Returns the units of each index, by its name.
    public static Map<String, Long> ofIndexes(
            Write write, Table table, Set<String> changed, boolean together) {
        var item = ofItem(write.type(), together);
        var units = new TreeMap<String, Long>();
        for (var index : write.type().indexes().values()) {
            units.put(
                    index.name(), item * entries(write, index, projection(table, index), changed));
        }
        return units;
    }

    /// Returns the units of a put of a new item that replaces an expired one: old index entries are
    /// deleted and new ones are put.
    ///
    /// @param together whether it is part of a transaction
    public static long ofRenewal(StoredType type, Table table, boolean together) {
        return ofItem(type, together) * (1 + 2L * type.indexes().size())
                + ofOthers(type, table, together);
    }

    /// Returns the units of the indexes that only other types have. A put can replace an expired
    /// item of another type with the same key, whose entries are deleted.
    private static long ofOthers(StoredType type, Table table, boolean together) {
        if (type.ttl() == null || type.discriminator().texts().isEmpty()) {
            return 0;
        }
        var others =
                table.indexes().stream()
                        .filter(index -> !type.indexes().containsKey(index.name()))
                        .count();
        return ofItem(type, together) * others;
    }

    /// Returns the units of the put of an idempotency record or of an event, in its transaction.
    public static long ofRecord(StoredType record) {
        return (long) record.itemSize() * IN_TRANSACTION;
    }

    /// Returns the units of the put of a note in an audit trail, in its transaction.
    public static long ofNote(StoredType type, Table table) {
        return ofItem(type, true) * (1 + table.indexes().size());
    }

    /// Returns the units of the check of an item that is not written, in its transaction.
    public static long ofCheck(int kilobytes) {
        return (long) kilobytes * IN_TRANSACTION;
    }

    private static Projection projection(Table table, StoredType.Index index) {
        return table.indexes().stream()
                .filter(each -> each.name().equals(index.name()))
                .findFirst()
                .orElseThrow()
                .projection();
    }

    /// An expired item counts as absent, so even a put that may not replace an item can replace an
    /// expired one.
    private static long entries(
            Write write, StoredType.Index index, Projection projection, Set<String> changed) {
        return switch (write) {
            case Write.Put put -> put.replaces() || put.type().ttl() != null ? 2 : 1;
            case Write.Update update -> updated(update, index, projection, changed);
            case Write.Delete delete ->
                    delete.marks()
                                    && delete.type().version() instanceof String version
                                    && index.key().fields().contains(version)
                            ? 2
                            : 1;
            case Write.Check _ -> 0;
        };
    }

    private static long updated(
            Write.Update update,
            StoredType.Index index,
            Projection projection,
            Set<String> changed) {
        if (fields(index).anyMatch(changed::contains)) {
            return 2;
        }
        var touched =
                switch (projection) {
                    case Projection.All _ -> true;
                    case Projection.KeysOnly _ -> false;
                    case Projection.Include(var attributes) ->
                            changed.stream()
                                    .map(field -> attribute(update.type(), field))
                                    .anyMatch(attributes::contains);
                };
        return touched || update.creates() ? 1 : 0;
    }

    private static Stream<String> fields(StoredType.Index index) {
        return index.key()
                .halves()
                .flatMap(half -> half.fields().stream())
                .map(field -> field.own().field());
    }

    private static String attribute(StoredType type, String field) {
        return Objects.requireNonNull(type.shape().attribute(field)).name();
    }
}
