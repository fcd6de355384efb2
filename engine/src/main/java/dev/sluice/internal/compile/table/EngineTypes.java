// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.table;

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
import dev.sluice.internal.schema.TypeDiscriminator;
import dev.sluice.internal.schema.key.KeyTemplate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes the engine's own stored types, which no field of a schema can reach. Each has a text as
/// its key, texts, and a TTL.
final class EngineTypes {
    private EngineTypes() {}

    /// @param name begins with two underscores: GraphQL reserves such names, so a schema cannot use
    ///   it
    /// @param itemSize the largest size of an item in KB
    static StoredType of(
            String name, String table, int itemSize, String key, String ttl, String... texts) {
        var expiresAt = attribute(ttl, ScalarKind.EPOCH_SECONDS);
        var attributes =
                Stream.concat(
                                Stream.of(attribute(key, ScalarKind.ID), expiresAt),
                                Stream.of(texts).map(text -> attribute(text, ScalarKind.STRING)))
                        .collect(Collectors.toMap(Attribute::field, Function.identity()));
        return new StoredType(
                name,
                table,
                new PrimaryKey(
                        new Key(
                                KeyTemplate.parse("{" + key + "}"),
                                new KeyAttribute(key, StoredAs.S),
                                false,
                                List.of(KeyField.of(attribute(key, ScalarKind.ID)))),
                        null),
                Map.of(),
                null,
                expiresAt,
                null,
                itemSize,
                new ObjectShape(name, attributes),
                Map.of(),
                TypeDiscriminator.NONE,
                List.of(new Rule(true, false, null, null, null, null)),
                Set.of(key, ttl));
    }

    private static Attribute attribute(String name, ScalarKind kind) {
        return new Attribute(
                name, name, new AttributeType.Scalar(kind), true, true, null, null, List.of());
    }
}
