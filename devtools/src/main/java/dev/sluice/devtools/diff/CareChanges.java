// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import dev.sluice.internal.schema.Catalog;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/// The changes of who owns a type, and of the budgets of root fields.
final class CareChanges {
    private final FoundChanges found;

    private CareChanges(FoundChanges found) {
        this.found = found;
    }

    /// Returns the changes, owners first. Clients see none of them in the schema.
    static List<Change> of(Catalog earlier, Catalog later) {
        var changes = new CareChanges(new FoundChanges());
        changes.compare(earlier, later);
        return changes.found.all();
    }

    private void compare(Catalog earlier, Catalog later) {
        var types = new TreeSet<>(earlier.owners().keySet());
        types.addAll(later.owners().keySet());
        types.removeIf(coordinate -> coordinate.contains("."));
        for (var type : types) {
            var before = earlier.owners().get(type);
            var after = later.owners().get(type);
            if (!Objects.equals(before, after)) {
                found.safe(
                        type,
                        "its owner is %s instead of %s"
                                .formatted(
                                        Objects.requireNonNullElse(after, "absent"),
                                        Objects.requireNonNullElse(before, "absent")));
            }
        }
        var budgets = budgets(earlier);
        var laterBudgets = budgets(later);
        var fields = new TreeSet<>(budgets.keySet());
        fields.addAll(laterBudgets.keySet());
        fields.forEach(field -> compare(field, budgets.get(field), laterBudgets.get(field)));
    }

    private void compare(String field, @Nullable Duration before, @Nullable Duration after) {
        if (Objects.equals(before, after)) {
            return;
        }
        var text = "its budget is %s instead of %s".formatted(text(after), text(before));
        if (before != null && (after == null || after.compareTo(before) > 0)) {
            found.dangerous(field, text);
        } else {
            found.safe(field, text);
        }
    }

    private static String text(@Nullable Duration budget) {
        return budget == null ? "absent" : budget.toMillis() + " ms";
    }

    private static Map<String, Duration> budgets(Catalog catalog) {
        var budgets = new TreeMap<String, Duration>();
        catalog.fields().values().stream()
                .flatMap(fields -> fields.values().stream())
                .forEach(field -> {
                    if (field.budget() != null) {
                        budgets.put(field.coordinate(), field.budget());
                    }
                });
        return budgets;
    }
}
