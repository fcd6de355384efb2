// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.table;

import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.PrimaryKey;
import dev.sluice.internal.schema.StoredType;

import graphql.language.Directive;
import graphql.language.ObjectTypeDefinition;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.stream.Stream;

/// Compiles `@table(deletedAt:)`: the field that marks deleted items.
record DeletionMarks(Problems problems) {

    /// @return null if the type has no such field, or if a problem was reported
    @Nullable Attribute of(
            ObjectTypeDefinition type,
            Directive table,
            ObjectShape shape,
            PrimaryKey key,
            Collection<StoredType.Index> indexes) {
        var name = Directives.string(table, "deletedAt");
        if (name == null) {
            return null;
        }
        var attribute = shape.attribute(name);
        var before = problems.count();
        if (attribute == null || attribute.nonNull() || !isTime(attribute)) {
            problems.report(
                    table,
                    type.getName(),
                    "deletedAt names `%s`, which is not a nullable stored field of type DateTime"
                            .formatted(name),
                    "add `%s: DateTime` to the type".formatted(name));
        } else if (attribute.defaultValue() != null) {
            problems.report(
                    table,
                    type.getName(),
                    "`%s` has a default, so each new item would be deleted".formatted(name),
                    "remove the default");
        } else if (name.equals(Directives.string(table, "ttl"))) {
            problems.report(
                    table,
                    type.getName(),
                    "`%s` is both ttl and deletedAt, but DynamoDB deletes items with a ttl"
                            .formatted(name),
                    "use a field for each, or remove one of the two");
        }
        if (Stream.concat(Stream.of(key), indexes.stream().map(StoredType.Index::key))
                .anyMatch(each -> each.fields().contains(name))) {
            problems.report(
                    table,
                    type.getName(),
                    "`%s` is in a key, but only deleted items have it".formatted(name),
                    "remove it from the key");
        }
        return problems.count() == before ? attribute : null;
    }

    private static boolean isTime(Attribute attribute) {
        return attribute.type() instanceof AttributeType.Scalar(var kind)
                && switch (kind) {
                    case DATE_TIME, DATE_TIME_SECONDS, DATE, EPOCH_SECONDS, EPOCH_MILLISECONDS ->
                            true;
                    case STRING, ID, ENUM, INT, FLOAT, DECIMAL, BINARY, BOOLEAN, JSON -> false;
                };
    }
}
