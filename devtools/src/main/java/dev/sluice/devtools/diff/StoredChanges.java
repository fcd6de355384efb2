// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.StoredType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The changes of stored types that one of two versions cannot read, find or authorize, if the
/// other one wrote an item.
final class StoredChanges {
    private static final String MOVE = "docs/how-to/change-a-key.md";
    private static final String DEFAULT =
            "give it a literal @attribute(default:), or make it nullable until each item has it";

    private final Set<ItemPlace> earlier;
    private final Set<ItemPlace> later;
    private final List<StoredChange> changes = new ArrayList<>();

    private StoredChanges(Catalog earlier, Catalog later) {
        this.earlier = ItemPlace.of(earlier);
        this.later = ItemPlace.of(later);
    }

    /// Returns the changes, the worst first, then by coordinate.
    static List<StoredChange> of(Catalog earlier, Catalog later) {
        var stored = new StoredChanges(earlier, later);
        new TreeMap<>(earlier.storedTypes())
                .forEach((name, type) -> {
                    var other = later.storedTypes().get(name);
                    if (other != null) {
                        stored.compare(type, other);
                    }
                });
        new TreeMap<>(earlier.shapes())
                .forEach((name, shape) -> {
                    var other = later.shapes().get(name);
                    if (other != null) {
                        stored.compare(shape, other);
                    }
                });
        stored.changes.addAll(StoredEnums.of(earlier, later));
        return stored.changes.stream()
                .sorted(
                        Comparator.comparing(StoredChange::level)
                                .thenComparing(StoredChange::coordinate))
                .toList();
    }

    private void compare(StoredType before, StoredType after) {
        var type = before.name();
        if (isAtBothPlaces(before, after)) {
            dangerous(
                    type,
                    "its items are those of %s instead of %s"
                            .formatted(ItemPlace.of(after), ItemPlace.of(before)),
                    "let each mutation write both, and copy the items before (" + MOVE + ")");
            rules(before, after);
            return;
        }
        if (!before.table().equals(after.table())) {
            breaking(
                    type,
                    "its table is `%s` instead of `%s`, which has its items"
                            .formatted(after.table(), before.table()),
                    "move the items (" + MOVE + ")");
            return;
        }
        if (!ItemPlace.text(before.key()).equals(ItemPlace.text(after.key()))) {
            breaking(
                    type,
                    "its key is %s instead of %s, so no item is found"
                            .formatted(ItemPlace.text(after.key()), ItemPlace.text(before.key())),
                    "give it another table, and move the items (" + MOVE + ")");
        }
        if (!ItemPlace.spelling(before.key()).equals(ItemPlace.spelling(after.key()))) {
            breaking(
                    type,
                    "its keys are spelled in another way, so no item is found",
                    "keep case, separator and escape of its keys");
        }
        if (!before.discriminator().equals(after.discriminator())) {
            breaking(
                    type,
                    "its discriminator is another one, so each version leaves out the items of the other",
                    "let both versions agree");
        }
        indexes(before, after);
        var version = Objects.equals(before.version(), after.version());
        if (!version) {
            dangerous(
                    type,
                    "its version is `%s` instead of `%s`: writes of one version do not see those of the other"
                            .formatted(after.version(), before.version()),
                    "deploy it while no client changes an item");
        }
        rules(before, after);
        if (!name(before.ttl()).equals(name(after.ttl()))) {
            dangerous(
                    type,
                    "its ttl is %s instead of %s: an item that has expired for one version is there for the other"
                            .formatted(name(after.ttl()), name(before.ttl())),
                    "deploy it before the first write of a time that has passed");
        }
        if (after.itemSize() < before.itemSize()) {
            dangerous(
                    type,
                    "itemSize is %d KB instead of %d: larger items exceed the bound"
                            .formatted(after.itemSize(), before.itemSize()),
                    "run `sluice audit` first");
        }
    }

    /// Returns whether a type moves to a place that both versions know, as they know the place that
    /// it leaves.
    private boolean isAtBothPlaces(StoredType before, StoredType after) {
        var from = ItemPlace.of(before);
        var to = ItemPlace.of(after);
        return !from.equals(to) && earlier.contains(to) && later.contains(from);
    }

    private static String name(@Nullable Attribute attribute) {
        return attribute == null ? "none" : "`" + attribute.field() + "`";
    }

    private void indexes(StoredType before, StoredType after) {
        new TreeSet<>(before.indexes().keySet())
                .stream()
                        .filter(name -> !after.indexes().containsKey(name))
                        .forEach(name ->
                                dangerous(
                                        before.name(),
                                        "its index `%s` is removed, and the earlier version reads it and finds no item that the later one wrote"
                                                .formatted(name),
                                        "remove the fields that read it first, and the index in a later deployment"));
        new TreeMap<>(after.indexes())
                .forEach((name, index) -> {
                    var known = before.indexes().get(name);
                    if (known != null
                            && ItemPlace.text(known.key()).equals(ItemPlace.text(index.key()))
                            && !ItemPlace.spelling(known.key())
                                    .equals(ItemPlace.spelling(index.key()))) {
                        breaking(
                                before.name(),
                                "the keys of its index `%s` are spelled in another way"
                                        .formatted(name),
                                "keep case, separator and escape of its keys");
                    } else if (known != null
                            && !ItemPlace.text(known.key()).equals(ItemPlace.text(index.key()))) {
                        breaking(
                                before.name(),
                                "the key of its index `%s` is %s instead of %s, which its items have"
                                        .formatted(
                                                name,
                                                ItemPlace.text(index.key()),
                                                ItemPlace.text(known.key())),
                                "give the index another name, and move to it (" + MOVE + ")");
                    } else if (known == null
                            && index.key().halves().anyMatch(half -> half.derived())) {
                        dangerous(
                                before.name(),
                                "its index `%s` has a composed key, which no item has yet"
                                        .formatted(name),
                                "write each item again before a field reads the index");
                    }
                });
    }

    private void rules(StoredType before, StoredType after) {
        if (!spelled(before).equals(spelled(after))) {
            dangerous(
                    before.name(),
                    "who may see its items changes: %s instead of %s"
                            .formatted(spelled(after), spelled(before)),
                    "during the deployment, both rules apply by turns");
        }
    }

    private static String spelled(StoredType type) {
        return type.rules().stream().map(Rule::spelled).collect(Collectors.joining(", ", "[", "]"));
    }

    private void compare(ObjectShape before, ObjectShape after) {
        var fields = new TreeSet<>(before.attributes().keySet());
        fields.addAll(after.attributes().keySet());
        for (var field : fields) {
            var coordinate = before.type() + "." + field;
            var one = before.attribute(field);
            var other = after.attribute(field);
            if (one == null && other != null) {
                added(coordinate, other);
            } else if (one != null && other == null) {
                removed(coordinate, one);
            } else if (one != null && other != null) {
                compare(coordinate, one, other);
            }
        }
    }

    private void added(String coordinate, Attribute added) {
        if (isNeeded(added)) {
            breaking(coordinate, "it is new and non-null, and no item has it", DEFAULT);
        }
    }

    private void removed(String coordinate, Attribute removed) {
        if (isNeeded(removed)) {
            breaking(
                    coordinate,
                    "it is removed, and the earlier version cannot read an item without it",
                    "make it nullable, deploy, and remove it then");
        }
    }

    private void compare(String coordinate, Attribute before, Attribute after) {
        if (!before.name().equals(after.name())) {
            breaking(
                    coordinate,
                    "its attribute is `%s` instead of `%s`, which the items have"
                            .formatted(after.name(), before.name()),
                    "keep @attribute(name: \"%s\")".formatted(before.name()));
        } else if (!StoredForm.of(before.type()).equals(StoredForm.of(after.type()))) {
            breaking(
                    coordinate,
                    "it is stored in another way than in the items that exist",
                    "add a field with another name, and write both until each item has it");
        }
        if (isNeeded(after) && !isNeeded(before)) {
            breaking(coordinate, "it is non-null, and an item may not have it", DEFAULT);
        }
        if (isNeeded(before) && !isNeeded(after)) {
            dangerous(
                    coordinate,
                    "the earlier version cannot read an item without it",
                    "deploy it before the first write that leaves it out");
        }
        if (!Objects.equals(before.readDefault(), after.readDefault()) && !isNeeded(after)) {
            dangerous(
                    coordinate,
                    "items without it read as %s instead of %s"
                            .formatted(after.defaultValue(), before.defaultValue()),
                    "write each item again, or keep the default");
        }
        if (!before.constraints().toString().equals(after.constraints().toString())) {
            dangerous(
                    coordinate,
                    "its constraints are others: a stored value that does not meet them is a misfit",
                    "run `sluice audit` with the schema first");
        }
    }

    private static boolean isNeeded(Attribute attribute) {
        return attribute.nonNull() && attribute.readDefault() == null;
    }

    private void breaking(String coordinate, String text, String fix) {
        changes.add(new StoredChange(Level.BREAKING, coordinate, text, fix));
    }

    private void dangerous(String coordinate, String text, String fix) {
        changes.add(new StoredChange(Level.DANGEROUS, coordinate, text, fix));
    }
}
