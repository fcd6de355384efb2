// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.migrate;

import dev.sluice.devtools.diff.ItemPlace;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.store.TableSetup;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a change of the schema needs of the stored items.
///
/// @param updates for items that stay where they are, by table
/// @param moves for items that are copied to another key or table, by the table that has them
public record MigrationPlan(List<TableMigration> updates, List<TableMove> moves) {
    public MigrationPlan {
        updates = List.copyOf(updates);
        moves = List.copyOf(moves);
    }

    /// @param force whether the old attribute wins if both have a value
    /// @throws Failure if values could not be copied, or copies could not be read
    public static MigrationPlan between(
            Catalog earlier, Catalog later, Copies copies, boolean force) {
        var plan = new Draft(earlier, later, copies);
        later.storedTypes().values().forEach(plan::add);
        copies.types().forEach(plan::add);
        return new MigrationPlan(plan.updates(force), plan.moves());
    }

    /// Returns the steps that give the items what they need, table by table.
    ///
    /// @param force whether to copy to another place although the copy differs
    /// @throws Failure if a table is absent
    public List<ItemStep> steps(TableSetup tables, MigrationStore store, boolean force) {
        return Stream.<ItemStep>concat(
                        updates.stream()
                                .map(update ->
                                        new AttributeUpdates(
                                                update, tables.require(update.table()), store)),
                        moves.stream().map(move -> step(move, tables, store, force, Task.COPY)))
                .toList();
    }

    /// Returns the steps that remove the items that were copied.
    ///
    /// @param force whether to remove an item although its copy differs
    /// @throws Failure if a table is absent
    public List<ItemStep> removals(TableSetup tables, MigrationStore store, boolean force) {
        return moves.stream().map(move -> step(move, tables, store, force, Task.REMOVE)).toList();
    }

    private static ItemStep step(
            TableMove move, TableSetup tables, MigrationStore store, boolean force, Task task) {
        var targets =
                move.targets().stream().collect(Collectors.toMap(Table::name, tables::require));
        return new ItemMoves(move, tables.require(move.table()), targets, store, force, task);
    }

    /// Returns a line for each attribute that items need, and for each type that moves.
    public List<String> reasons() {
        return Stream.concat(
                        updates.stream().flatMap(table -> table.reasons().stream()),
                        moves.stream().flatMap(table -> table.reasons().stream()))
                .toList();
    }

    /// Collects the types by table.
    private static final class Draft {
        private final Catalog earlier;
        private final Catalog later;
        private final Copies copies;
        private final Map<String, List<TypeMigration>> updated = new TreeMap<>();
        private final Map<String, List<TypeMove>> moved = new TreeMap<>();

        private Draft(Catalog earlier, Catalog later, Copies copies) {
            this.earlier = earlier;
            this.later = later;
            this.copies = copies;
            copies.fields().forEach(copy -> later(copy.type()));
        }

        private StoredType later(String type) {
            return required(later, type, "the schema");
        }

        private static StoredType required(Catalog catalog, String type, String where) {
            var found = catalog.storedTypes().get(type);
            if (found == null) {
                throw Failure.usage("--copy: %s has no stored type %s.".formatted(where, type));
            }
            return found;
        }

        /// Adds a type that both versions have.
        void add(StoredType type) {
            var before = earlier.storedTypes().get(type.name());
            if (before == null) {
                return;
            }
            if (!ItemPlace.of(before).equals(ItemPlace.of(type))) {
                move(before, type);
                return;
            }
            var update = TypeMigration.between(before, type, copies.of(type.name()));
            if (!update.isEmpty()) {
                updated.computeIfAbsent(type.table(), _ -> new ArrayList<>()).add(update);
            }
        }

        /// Adds a type that gets the items of another one.
        void add(String to, String from) {
            var target = later(to);
            var source = required(earlier, from, "the earlier schema");
            if (ItemPlace.of(source).equals(ItemPlace.of(target))) {
                throw Failure.usage(
                        "--copy: %s and %s have the same table and key.".formatted(to, from));
            }
            move(source, target);
        }

        private void move(StoredType from, StoredType to) {
            var moves = moved.computeIfAbsent(from.table(), _ -> new ArrayList<>());
            for (var other : moves) {
                if (other.earlier().name().equals(from.name())) {
                    throw Failure.usage(
                            "The items of %s cannot be copied to %s and %s at once."
                                    .formatted(from.name(), other.later().name(), to.name()));
                }
            }
            var reader = new TypeReader(later, to.table());
            moves.add(TypeMove.between(from, to, copies.of(to.name()), reader));
        }

        List<TableMigration> updates(boolean force) {
            return updated.entrySet().stream()
                    .map(types ->
                            new TableMigration(
                                    later,
                                    Objects.requireNonNull(later.tables().get(types.getKey())),
                                    types.getValue(),
                                    force))
                    .toList();
        }

        List<TableMove> moves() {
            return moved.entrySet().stream()
                    .map(types ->
                            new TableMove(
                                    earlier,
                                    later,
                                    Objects.requireNonNull(earlier.tables().get(types.getKey())),
                                    types.getValue()))
                    .toList();
        }
    }
}
