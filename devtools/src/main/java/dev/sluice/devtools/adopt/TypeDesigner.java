// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import dev.sluice.devtools.adopt.TypeDesign.IndexDesign;
import dev.sluice.devtools.audit.AuditReport;
import dev.sluice.internal.dynamodb.item.ItemSize;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/// Designs the types of one table, for one spelling of its keys.
final class TypeDesigner {
    private static final int TRUSTED_ITEMS = 100;
    private static final int BYTES_OF_A_KILOBYTE = 1_024;

    private final TableSample sample;
    private final Spelling spelling;
    private final KeyShapes shapes;
    private final ValueTypes values;
    private final Set<String> composed = new HashSet<>();

    /// @param raw whether key attributes are fields, whatever they hold
    TypeDesigner(
            TableSample sample,
            Spelling spelling,
            KeyShapes shapes,
            ValueTypes values,
            boolean raw) {
        this.sample = sample;
        this.shapes = shapes;
        this.values = values;
        if (!raw) {
            sample.keyAttributes().stream().filter(this::isComposed).forEach(composed::add);
        }
        var isLower = new KeyCase(shapes, spelling, sample.items()).isLower(composed);
        this.spelling = isLower ? spelling.inLowerCase() : spelling;
    }

    /// Returns whether some keys in the attribute have fixed text or several values.
    private boolean isComposed(String key) {
        if (shapes.isNamedAsKey(key) && TimeParts.isKey(key, sample.items())) {
            return true;
        }
        return sample.items().stream()
                .filter(item -> Texts.of(item.get(key)) != null)
                .anyMatch(item -> !shapes.of(key, item).equals(List.of(KeyShapes.VALUE)));
    }

    /// Returns the type of an entity, or null if its keys have no template.
    @Nullable TypeDesign of(Entity entity, String name) {
        var trusted =
                (sample.complete() && !sample.items().isEmpty())
                        || entity.items().size() >= TRUSTED_ITEMS;
        var fields = new FieldPool(name, entity.items(), composed, sample, trusted, values);
        var key = sample.key();
        var designer = new KeyDesigner(shapes, spelling, entity.items(), fields);
        var halves = halves(key, designer, half -> designer.of(half, composed.contains(half)));
        if (halves == null) {
            return null;
        }
        var type =
                new TypeDesign(
                        name, sample, spelling, entity, fields, halves.partition(), halves.sort());
        type.keyFields().forEach(fields::require);
        for (var index : sample.indexes()) {
            var design = index(index, entity, fields, type);
            if (design != null) {
                type.indexes.add(design);
            }
        }
        fitTimes(type);
        type.ttl = sample.ttl() == null ? null : ttl(fields, sample.ttl());
        type.itemSize =
                AuditReport.itemSize(
                        entity.items().stream()
                                .mapToInt(item ->
                                        Math.ceilDiv(ItemSize.bytes(item), BYTES_OF_A_KILOBYTE))
                                .max()
                                .orElse(1));
        return type;
    }

    private record Halves(KeyDesign partition, @Nullable KeyDesign sort) {}

    /// Returns null if one of the two has no design.
    private @Nullable Halves halves(
            TableSample.Keys key, KeyDesigner designer, Function<String, @Nullable KeyDesign> of) {
        // Of a part of a time in the partition key, the sort key may hold the time.
        var isSortFirst =
                key.sort() != null
                        && designer.mayHoldTimePart(
                                key.partition(), composed.contains(key.partition()));
        var early = key.sort() != null && isSortFirst ? of.apply(key.sort()) : null;
        var partition = of.apply(key.partition());
        var sort = key.sort() == null || isSortFirst ? early : of.apply(key.sort());
        return partition == null || (key.sort() != null && sort == null)
                ? null
                : new Halves(partition, sort);
    }

    private static @Nullable String ttl(FieldPool fields, String attribute) {
        var name = fields.nameOf(attribute);
        var field = name == null ? null : fields.get(name);
        return field != null
                        && field.type().equals("DateTime")
                        && "N".equals(field.value().as())
                        && field.value().unit() == null
                ? name
                : null;
    }

    private @Nullable IndexDesign index(
            TableSample.Keys index, Entity entity, FieldPool fields, TypeDesign type) {
        var inIndex =
                entity.items().stream()
                        .filter(item -> index.attributes().stream().allMatch(item::containsKey))
                        .toList();
        if (inIndex.isEmpty()) {
            return null;
        }
        var designer = new KeyDesigner(shapes, spelling, inIndex, fields);
        var halves = halves(index, designer, half -> half(half, designer, type));
        if (halves == null) {
            type.notes.add(
                    "The keys of the index %s have several shapes: it is left out."
                            .formatted(index.name()));
            return null;
        }
        return new IndexDesign(
                index.name(),
                halves.partition(),
                halves.sort(),
                project(index, fields),
                index.local());
    }

    private @Nullable KeyDesign half(String key, KeyDesigner designer, TypeDesign type) {
        for (var half : List.of(type.partition, type.sort == null ? type.partition : type.sort)) {
            if (half.attribute().equals(key)) {
                return half;
            }
        }
        return designer.of(key, composed.contains(key));
    }

    private static @Nullable List<String> project(TableSample.Keys index, FieldPool fields) {
        var projection = Objects.requireNonNull(index.projection());
        if (projection.projectionType() == ProjectionType.ALL) {
            return null;
        }
        return projection.nonKeyAttributes().stream()
                .map(fields::nameOf)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    /// A time in a composed key must not contain the separator.
    private static void fitTimes(TypeDesign type) {
        var keys = new ArrayList<KeyDesign>();
        keys.add(type.partition);
        if (type.sort != null) {
            keys.add(type.sort);
        }
        for (var index : type.indexes) {
            keys.add(index.partition());
            if (index.sort() != null) {
                keys.add(index.sort());
            }
        }
        keys.stream()
                .filter(key -> !key.own())
                .flatMap(key -> key.slots().stream())
                .filter(slot -> slot.bucket() == null)
                .forEach(slot -> type.fields.asText(slot.field(), type.spelling.separator()));
    }
}
