// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.StoredAs;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Converts stored values to Java values. Pure.
public final class AttributeDecoder {
    private final Map<String, ObjectShape> shapes;

    /// @param shapes the shape of every embedded type, by type name
    public AttributeDecoder(Map<String, ObjectShape> shapes) {
        this.shapes = Map.copyOf(shapes);
    }

    /// @param value not NULL
    /// @throws DecodingException if the value does not fit the type
    Object decode(AttributeType type, AttributeValue value) {
        return switch (type) {
            case AttributeType.Scalar(ScalarKind kind) -> ScalarDecoder.decode(kind, value);
            case AttributeType.ListOf list -> list(list, value);
            case AttributeType.SetOf set -> set(set, value);
            case AttributeType.Embedded(String name) -> embedded(name, value);
        };
    }

    private List<@Nullable Object> list(AttributeType.ListOf type, AttributeValue value) {
        if (!value.hasL()) {
            throw new DecodingException("a list");
        }
        requireAtMost(type.maxItems(), value.l());
        var list = new ArrayList<@Nullable Object>(value.l().size());
        for (AttributeValue element : value.l()) {
            if (!Boolean.TRUE.equals(element.nul())) {
                list.add(decode(type.element(), element));
            } else if (type.elementNonNull()) {
                throw new DecodingException("a list without nulls");
            } else {
                list.add(null);
            }
        }
        return list;
    }

    private static List<Object> set(AttributeType.SetOf type, AttributeValue value) {
        var elements = elements(type.element(), value);
        requireAtMost(type.maxItems(), elements);
        return elements.stream()
                .map(element -> ScalarDecoder.decode(type.element(), element))
                .sorted()
                .toList();
    }

    private static List<AttributeValue> elements(ScalarKind kind, AttributeValue value) {
        StoredAs element = kind.key();
        if (element == StoredAs.S && value.hasSs()) {
            return value.ss().stream().map(AttributeValue::fromS).toList();
        }
        if (element == StoredAs.N && value.hasNs()) {
            return value.ns().stream().map(AttributeValue::fromN).toList();
        }
        if (element == StoredAs.B && value.hasBs()) {
            return value.bs().stream().map(AttributeValue::fromB).toList();
        }
        throw new DecodingException("a set of type " + element + "S");
    }

    private StoredObject embedded(String type, AttributeValue value) {
        if (!value.hasM()) {
            throw new DecodingException("a map");
        }
        return new StoredObject(Objects.requireNonNull(shapes.get(type), type), value.m(), this);
    }

    private static void requireAtMost(@Nullable Integer maxItems, List<?> elements) {
        if (maxItems != null && elements.size() > maxItems) {
            throw new DecodingException("a list of at most " + maxItems + " items");
        }
    }
}
