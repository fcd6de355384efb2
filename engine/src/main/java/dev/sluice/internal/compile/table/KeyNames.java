// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.table;

import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.PrimaryKey;
import dev.sluice.internal.schema.StoredType;

import graphql.language.ObjectTypeDefinition;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.stream.Stream;

/// Checks the names of the key attributes of one type: each holds one key, even if it is part of
/// the table's key and of several indexes.
record KeyNames(Problems problems) {
    /// Source: Amazon DynamoDB Developer Guide, "Naming rules".
    private static final int MAX_BYTES = 255;

    void check(ObjectTypeDefinition type, PrimaryKey table, Collection<StoredType.Index> indexes) {
        var keys = new HashMap<String, Key>();
        Stream.concat(Stream.of(table), indexes.stream().map(StoredType.Index::key))
                .flatMap(PrimaryKey::halves)
                .forEach(key -> {
                    var name = key.attribute().name();
                    checkName(type, name);
                    var other = keys.putIfAbsent(name, key);
                    if (other != null && !other.equals(key)) {
                        problems.report(
                                type,
                                type.getName(),
                                "the attribute `%s` would hold two keys, \"%s\" and \"%s\""
                                        .formatted(
                                                name,
                                                other.template().text(),
                                                key.template().text()),
                                "use the same key template for both, or name another attribute");
                    }
                });
    }

    private void checkName(ObjectTypeDefinition type, String name) {
        var bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > MAX_BYTES) {
            problems.report(
                    type,
                    type.getName(),
                    "DynamoDB does not accept \"%s\" as the name of a key attribute"
                            .formatted(name),
                    "use 1 to 255 bytes");
        }
    }
}
