// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb;

import dev.sluice.internal.dynamodb.item.DefaultValue;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.KeyAttribute;
import dev.sluice.internal.schema.KeyField;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.PrimaryKey;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.StoredAs;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.schema.TypeDiscriminator;
import dev.sluice.internal.schema.key.KeyTemplate;
import dev.sluice.internal.schema.key.TimePrecision;
import dev.sluice.internal.schema.key.ValueForm;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Builds stored types by hand, as the schema compiler builds them from SDL.
final class TypeFixture {
    private final String name;
    private final String table;
    private final Map<String, Attribute> attributes = new LinkedHashMap<>();
    private final Map<String, StoredType.Index> indexes = new HashMap<>();
    private @Nullable String version;
    private @Nullable String ttl;
    private int itemSize = 4;

    private TypeFixture(String name, String table) {
        this.name = name;
        this.table = table;
    }

    static TypeFixture type(String name, String table) {
        return new TypeFixture(name, table);
    }

    static Target target(StoredType type) {
        return new Target(type.name(), List.of(type));
    }

    static ObjectShape shape(String type, Attribute... attributes) {
        var byField = new HashMap<String, Attribute>();
        for (Attribute attribute : attributes) {
            byField.put(attribute.field(), attribute);
        }
        return new ObjectShape(type, byField);
    }

    static Attribute attribute(String field, AttributeType type, boolean nonNull) {
        return new Attribute(field, field, type, nonNull, false, null, null, List.of());
    }

    static Attribute attribute(String field, ScalarKind kind) {
        return attribute(field, new AttributeType.Scalar(kind), true);
    }

    /// Adds a non-null field.
    TypeFixture field(String field, ScalarKind kind) {
        return field(attribute(field, kind));
    }

    TypeFixture nullable(String field, ScalarKind kind) {
        return field(attribute(field, new AttributeType.Scalar(kind), false));
    }

    TypeFixture field(String field, ScalarKind kind, String defaultValue) {
        return field(
                new Attribute(
                        field,
                        field,
                        new AttributeType.Scalar(kind),
                        true,
                        false,
                        defaultValue,
                        defaultValue.startsWith("$")
                                ? null
                                : DefaultValue.of(defaultValue, Instant.EPOCH),
                        List.of()));
    }

    TypeFixture field(Attribute attribute) {
        attributes.put(attribute.field(), attribute);
        return this;
    }

    TypeFixture version(String field) {
        version = field;
        return field(field, ScalarKind.INT);
    }

    TypeFixture ttl(String field) {
        ttl = field;
        return nullable(field, ScalarKind.EPOCH_SECONDS);
    }

    TypeFixture itemSize(int kilobytes) {
        itemSize = kilobytes;
        return this;
    }

    /// @param projected attributes, or null for all
    TypeFixture index(
            String index,
            String partitionKey,
            @Nullable String sortKey,
            @Nullable Set<String> projected) {
        indexes.put(
                index,
                new StoredType.Index(
                        index,
                        new PrimaryKey(
                                half(partitionKey, index + "Pk"),
                                sortKey == null ? null : half(sortKey, index + "Sk")),
                        projected,
                        Set.of(),
                        false));
        return this;
    }

    StoredType key(String partitionKey, @Nullable String sortKey) {
        var partition = half(partitionKey, "pk");
        var sort = sortKey == null ? null : half(sortKey, "sk");
        var always = new HashSet<String>();
        always.add(partition.attribute().name());
        if (sort != null) {
            always.add(sort.attribute().name());
        }
        if (ttl != null) {
            always.add(ttl);
        }
        return new StoredType(
                name,
                table,
                new PrimaryKey(partition, sort),
                indexes,
                version,
                ttl == null ? null : attributes.get(ttl),
                null,
                itemSize,
                new ObjectShape(name, attributes),
                Map.of(),
                TypeDiscriminator.NONE,
                List.of(new Rule(true, false, null, null, null, null)),
                always);
    }

    private Key half(String template, String composed) {
        var parsed = KeyTemplate.parse(template);
        if (!parsed.isLone()) {
            return new Key(
                    parsed.formed((field, _) -> form(field)),
                    new KeyAttribute(composed, StoredAs.S),
                    true,
                    fields(parsed));
        }
        var attribute = Objects.requireNonNull(attributes.get(parsed.fields().getFirst()));
        var kind = ((AttributeType.Scalar) attribute.type()).kind();
        return new Key(
                parsed,
                new KeyAttribute(attribute.name(), Objects.requireNonNull(kind.key())),
                false,
                fields(parsed));
    }

    private List<KeyField> fields(KeyTemplate template) {
        return template.fields().stream()
                .map(attributes::get)
                .map(Objects::requireNonNull)
                .map(KeyField::of)
                .toList();
    }

    private ValueForm form(String field) {
        var attribute = Objects.requireNonNull(attributes.get(field));
        return attribute.type() instanceof AttributeType.Scalar(var kind)
                        && kind.time() instanceof TimePrecision precision
                ? new ValueForm.Time(precision)
                : new ValueForm.Text();
    }
}
