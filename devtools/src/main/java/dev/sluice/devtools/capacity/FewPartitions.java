// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.capacity;

import dev.sluice.devtools.wording.Quantity;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.PrimaryKey;
import dev.sluice.internal.schema.StoredType;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Finds keys whose partition key has few values, so that few partitions take all the traffic.
public final class FewPartitions {
    /// With more values than this, a partition takes too little of the traffic to be a finding.
    private static final int FEW = 100;

    private FewPartitions() {}

    /// Returns one line for each finding, with its remedy.
    ///
    /// @param schema the text of the schema file
    public static List<String> of(Catalog catalog, String schema) {
        var sizes = EnumSizes.of(schema);
        var findings = new ArrayList<String>();
        catalog.storedTypes().values().stream()
                .sorted(Comparator.comparing(StoredType::name))
                .forEach(type -> {
                    add(findings, sizes, type, "@table", type.key());
                    type.indexes().values().stream()
                            .filter(index -> !index.local())
                            .sorted(Comparator.comparing(StoredType.Index::name))
                            .forEach(index ->
                                    add(
                                            findings,
                                            sizes,
                                            type,
                                            "the index " + index.name(),
                                            index.key()));
                });
        return List.copyOf(findings);
    }

    private static void add(
            List<String> findings, EnumSizes sizes, StoredType type, String what, PrimaryKey key) {
        var values = 1;
        for (var field : key.partition().template().fields()) {
            var size = sizes.of(type.name(), field);
            if (size.isEmpty()) {
                return;
            }
            values = Math.multiplyExact(values, size.getAsInt());
        }
        var isOneItem = key.fields().isEmpty();
        if (values <= FEW && !isOneItem) {
            findings.add(
                    "%s: %s has partitionKey \"%s\", which has %s, so its items are in %s, and DynamoDB serves 3,000 read and 1,000 write units a second from each. Fix: add a field with many values, such as \"%s#{customer}\", or an enum field that spreads the items, such as \"%s#{shard}\", and query each of its values"
                            .formatted(
                                    type.name(),
                                    what,
                                    key.partition().template().text(),
                                    Quantity.of(values, "value"),
                                    Quantity.of(values, "partition"),
                                    key.partition().template().text(),
                                    key.partition().template().text()));
        }
    }
}
