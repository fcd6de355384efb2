// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.audit;

import dev.sluice.devtools.wording.Quantity;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.StoredType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What an audit has found, for people.
public final class AuditReport {
    private static final List<Integer> SIZES = List.of(1, 2, 4, 8, 16, 32, 64, 128, 256, 400);
    private static final List<Integer> LENGTHS =
            List.of(10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 50_000, 400_000);

    private final Catalog catalog;
    private final AuditProgress progress;

    AuditReport(Catalog catalog, AuditProgress progress) {
        this.catalog = catalog;
        this.progress = progress;
    }

    public boolean allFit() {
        return progress.allFit();
    }

    public List<String> lines() {
        var lines = new ArrayList<String>();
        for (var table : catalog.tables().keySet().stream().sorted().toList()) {
            var tally = progress.table(table);
            lines.add(
                    "%s: %,d of %,d items fit (%s)"
                            .formatted(
                                    table,
                                    tally.fitting(),
                                    tally.items(),
                                    share(tally.fitting(), tally.items())));
            catalog.storedTypes().values().stream()
                    .filter(type -> type.table().equals(table))
                    .map(StoredType::name)
                    .sorted()
                    .forEach(type -> add(type, tally.types.get(type), lines));
            var others = tally.types.get("");
            if (others != null) {
                lines.add("  of no type: " + Quantity.of(others.items(), "item"));
                misfits(others, lines);
            }
        }
        return lines;
    }

    private void add(String name, @Nullable TypeTally tally, List<String> lines) {
        if (tally == null) {
            lines.add("  %s: no items".formatted(name));
            return;
        }
        lines.add(
                "  %s: %,d of %,d items fit (%s)"
                        .formatted(
                                name,
                                tally.fitting(),
                                tally.items(),
                                share(tally.fitting(), tally.items())));
        misfits(tally, lines);
        var type = Objects.requireNonNull(catalog.storedTypes().get(name));
        var size = itemSize(tally.kilobytes());
        if (size != type.itemSize()) {
            lines.add(
                    "    proposal: itemSize: %d, because the largest item has %d KB"
                            .formatted(size, tally.kilobytes()));
        }
        tally.lengths()
                .forEach((field, length) -> {
                    if (isUnbounded(type, field)) {
                        lines.add(
                                "    proposal: %s @constraint(maxItems: %d), because the longest list has %s"
                                        .formatted(
                                                field,
                                                maxItems(length),
                                                Quantity.of(length, "element")));
                    }
                });
    }

    private static void misfits(TypeTally tally, List<String> lines) {
        tally.misfits()
                .forEach((kind, found) ->
                        lines.add(
                                "    misfit: %s: %s, such as %s"
                                        .formatted(
                                                kind,
                                                Quantity.of(found.items(), "item"),
                                                found.example())));
    }

    private static boolean isUnbounded(StoredType type, String field) {
        var attribute = type.shape().attribute(field);
        return attribute != null
                && switch (attribute.type()) {
                    case AttributeType.ListOf list -> list.maxItems() == null;
                    case AttributeType.SetOf set -> set.maxItems() == null;
                    case AttributeType.Scalar _, AttributeType.Embedded _ -> false;
                };
    }

    /// Returns the smallest usual bound that holds the list.
    private static int maxItems(int length) {
        return LENGTHS.stream().filter(most -> most >= length).findFirst().orElse(length);
    }

    /// Returns the smallest usual size that holds such an item.
    public static int itemSize(int kilobytes) {
        return SIZES.stream().filter(size -> size >= kilobytes).findFirst().orElse(400);
    }

    /// Returns a percentage that is 100 only if all items fit.
    private static String share(long part, long whole) {
        if (part == whole) {
            return "100 %";
        }
        return "%.1f %%".formatted(Math.floor(1_000.0 * part / whole) / 10);
    }
}
