// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.graphql.ApiSchema;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.StoredType;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes items for priming. Their texts equal the claims of the sample caller and the arguments of
/// sample requests, so that rules and keys hold.
public final class SampleItems {
    private static final String TEXT = "-";

    /// Later than any snapshot is used, so that no item has expired.
    private static final String TIME = "2100-01-01T00:00:00Z";

    private static final String BASE64 = "AA==";

    /// Objects inside of objects, so that the recursion ends.
    private static final int DEPTH = 4;

    private final Catalog catalog;
    private final GraphQLSchema schema;

    public SampleItems(Catalog catalog) {
        this.catalog = catalog;
        this.schema = ApiSchema.of(catalog);
    }

    /// Returns the fields of an item of each stored type, by the name of the type. Fields with a
    /// default are left out.
    public Map<String, Map<String, Object>> all() {
        var all = new HashMap<String, Map<String, Object>>();
        catalog.storedTypes().forEach((name, type) -> all.put(name, fields(type)));
        return all;
    }

    private Map<String, Object> fields(StoredType type) {
        var fields = fields(type.shape(), 0);
        if (type.deletedAt() != null) {
            fields.remove(type.deletedAt().field());
        }
        type.shape().attributes().keySet().stream()
                .filter(field -> type.discriminating(field) != null)
                .forEach(fields::remove);
        return fields;
    }

    private Map<String, Object> fields(ObjectShape shape, int depth) {
        var fields = new HashMap<String, Object>();
        for (var attribute : shape.attributes().values()) {
            var value =
                    attribute.defaultValue() == null
                            ? value(shape, attribute, attribute.type(), depth)
                            : null;
            if (value != null) {
                fields.put(attribute.field(), value);
            }
        }
        return fields;
    }

    private @Nullable Object value(
            ObjectShape shape, Attribute attribute, AttributeType type, int depth) {
        return switch (type) {
            case AttributeType.Scalar(ScalarKind kind) -> scalar(shape, attribute, kind);
            case AttributeType.SetOf set -> List.of(scalar(shape, attribute, set.element()));
            case AttributeType.ListOf list -> {
                var element = value(shape, attribute, list.element(), depth);
                yield element == null ? List.of() : List.of(element);
            }
            case AttributeType.Embedded(String name) -> {
                var embedded = catalog.shapes().get(name);
                yield embedded == null || depth == DEPTH ? null : fields(embedded, depth + 1);
            }
        };
    }

    private Object scalar(ObjectShape shape, Attribute attribute, ScalarKind kind) {
        return switch (kind) {
            case STRING, ID -> TEXT;
            case ENUM -> first(shape, attribute);
            case DATE_TIME, DATE_TIME_SECONDS, DATE, EPOCH_SECONDS, EPOCH_MILLISECONDS -> TIME;
            case INT, FLOAT, DECIMAL -> 1;
            case BINARY -> BASE64;
            case BOOLEAN -> true;
            case JSON -> Map.of(TEXT, TEXT);
        };
    }

    /// A field that clients do not see can have any text.
    private String first(ObjectShape shape, Attribute attribute) {
        var type = schema.getObjectType(shape.type());
        var field = type == null ? null : type.getFieldDefinition(attribute.field());
        return field != null
                        && GraphQLTypeUtil.unwrapAll(field.getType())
                                instanceof GraphQLEnumType values
                ? values.getValues().getFirst().getName()
                : TEXT;
    }
}
