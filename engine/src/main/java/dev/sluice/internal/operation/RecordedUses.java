// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.cost.WriteUnits;
import dev.sluice.internal.schema.AuditTrail;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.PrimaryKey;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Write;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the notes and the event of a mutation use of their partitions. Both have the key of the
/// item that is written, so their partitions are as hot as this item.
record RecordedUses(Catalog catalog, KeyOrigins origins) {
    private static final String KEY = "{}";

    /// The fields of a note that repeat, with the claims that they hold.
    private static final Map<String, String> CLAIMS =
            Map.of(
                    AuditTrail.BY, "claims.sub",
                    AuditTrail.ISSUER, "claims.iss",
                    AuditTrail.CLIENT, "claims.client_id");

    List<PartitionUse> of(String field, Operation.Place place, MutationCost cost) {
        var mutation = cost.mutation();
        var uses = new ArrayList<PartitionUse>();
        mutation.audits()
                .forEach((index, trail) -> {
                    var write = mutation.writes().get(index);
                    var type = trail.type();
                    uses.add(use(field, cost, write, type, null, item(write, place)));
                    for (var of : type.indexes().values()) {
                        var partition = partition(of.key(), write, place);
                        var name = of.local() ? null : of.name();
                        uses.add(use(field, cost, write, type, name, partition));
                    }
                });
        var outbox = catalog.outbox();
        if (mutation.event() != null && outbox != null) {
            var write = mutation.answering();
            uses.add(use(field, cost, write, outbox.record(), null, item(write, place)));
        }
        return uses;
    }

    private static PartitionUse use(
            String field,
            MutationCost cost,
            Write write,
            StoredType record,
            @Nullable String index,
            List<KeyOrigin> partition) {
        return new PartitionUse(
                field,
                record.table(),
                index,
                KEY,
                partition,
                false,
                cost.times(write),
                0,
                WriteUnits.ofItem(record, true));
    }

    /// Returns the origins of the whole key of the item that is written.
    private List<KeyOrigin> item(Write write, Operation.Place place) {
        return write.type()
                .key()
                .halves()
                .flatMap(half -> half.template().fields().stream())
                .map(name -> origins.written(write, name, place))
                .toList();
    }

    /// Returns the origins of the partition key of an index of a trail.
    private List<KeyOrigin> partition(PrimaryKey key, Write write, Operation.Place place) {
        return key.partition().template().fields().stream()
                .flatMap(name -> noted(name, write, place))
                .toList();
    }

    private Stream<KeyOrigin> noted(String name, Write write, Operation.Place place) {
        if (CLAIMS.get(name) instanceof String claim) {
            return Stream.of(new KeyOrigin.Given(claim, false));
        }
        return switch (name) {
            case AuditTrail.ITEM -> item(write, place).stream();
            case AuditTrail.FIELD -> Stream.of(new KeyOrigin.Fixed(place.field().getFieldName()));
            case AuditTrail.ACTION ->
                    Stream.of(new KeyOrigin.Fixed(write.getClass().getSimpleName()));
            default -> Stream.of(new KeyOrigin.Fresh());
        };
    }
}
