// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import dev.sluice.internal.schema.Problem;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.regex.Pattern;

/// Types whose keys do not say which of them an item has.
record Collisions(Proposal proposal) {
    private static final Pattern SAME_KEY =
            Pattern.compile("an item of `(\\w+)` and one of `(\\w+)` can have the same key.*");
    private static final String TOLD_APART = "which only the discriminator tells apart";
    private static final String MAX_READ = "maxRead: 200";

    /// Solves the problem, if an attribute of the items tells the types apart.
    boolean isSolved(Problem problem) {
        if (problem.fault().contains(TOLD_APART)) {
            return isBounded(problem.coordinate());
        }
        var types = SAME_KEY.matcher(problem.fault());
        if (!types.matches()) {
            return false;
        }
        var one = Objects.requireNonNull(proposal.type(types.group(1)));
        var other = Objects.requireNonNull(proposal.type(types.group(2)));
        if (!one.entity.isToldFrom(other.entity) || (one.discriminated && other.discriminated)) {
            return false;
        }
        discriminate(one);
        discriminate(other);
        return true;
    }

    /// Returns the type to leave out if nothing tells the types apart, or null if the problem is
    /// another.
    @Nullable TypeDesign smaller(Problem problem) {
        var types = SAME_KEY.matcher(problem.fault());
        if (!types.matches()) {
            return null;
        }
        var one = Objects.requireNonNull(proposal.type(types.group(1)));
        var other = Objects.requireNonNull(proposal.type(types.group(2)));
        return one.entity.items().size() < other.entity.items().size() ? one : other;
    }

    private void discriminate(TypeDesign type) {
        if (type.discriminated) {
            return;
        }
        var had = type.indexes.stream().map(TypeDesign.IndexDesign::name).toList();
        for (var index : type.discriminate()) {
            if (had.contains(index)) {
                proposal.notes.add(
                        "? %s is not read by the index %s, which does not contain %s."
                                .formatted(type.name, index, type.entity.discriminator()));
                proposal.root
                        .values()
                        .removeIf(field ->
                                field.contains(
                                        ": "
                                                + type.name
                                                + "Connection! @query(index: "
                                                + Sdl.quote(index)));
            }
        }
        // One request can read items of all types with the same keys.
        var alike =
                proposal.types.stream()
                        .filter(other -> other.sample.equals(type.sample) && other.discriminated)
                        .toList();
        var largest = alike.stream().mapToInt(other -> other.itemSize).max().orElse(1);
        alike.forEach(other -> other.itemSize = largest);
    }

    /// Bounds how many items of other types a list may read.
    private boolean isBounded(String coordinate) {
        var name = coordinate.substring(coordinate.indexOf('.') + 1);
        var field = proposal.root.get(name);
        if (field == null || field.contains(MAX_READ)) {
            return false;
        }
        proposal.root.put(
                name,
                field.contains("@query(")
                        ? field.replace("@query(", "@query(" + MAX_READ + ", ")
                        : field.replace("@query", "@query(" + MAX_READ + ")"));
        return true;
    }
}
