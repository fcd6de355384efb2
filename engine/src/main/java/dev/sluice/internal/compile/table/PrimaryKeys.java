// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.table;

import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.key.Keys;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.PrimaryKey;
import dev.sluice.internal.schema.key.KeySpelling;

import graphql.language.Directive;

import org.jspecify.annotations.Nullable;

/// Compiles the keys of a table and of its indexes.
record PrimaryKeys(Keys keys, Problems problems) {

    /// @param at `@table` or `@index`
    /// @param index the name of the index, or null for the table
    /// @param ofTable the partition key that a local index shares, or null
    /// @return null if a problem was reported
    @Nullable PrimaryKey compile(
            Directive at,
            ObjectShape shape,
            KeySpelling spelling,
            @Nullable String index,
            @Nullable Key ofTable) {
        var text = Directives.required(at, "partitionKey");
        var shared =
                ofTable != null && ofTable.template().text().equals(text.value())
                        ? ofTable.attribute().name()
                        : null;
        var given = Directives.string(at, "partitionKeyName");
        var partition =
                keys.compile(
                        shape,
                        text,
                        spelling,
                        given == null ? shared : given,
                        index == null ? "pk" : index + "Pk",
                        index != null);
        var sortText = Directives.text(at, "sortKey");
        var sort =
                sortText == null
                        ? null
                        : keys.compile(
                                shape,
                                sortText,
                                spelling,
                                Directives.string(at, "sortKeyName"),
                                index == null ? "sk" : index + "Sk",
                                index != null);
        checkHalves(at, shape.type(), partition, sort);
        return partition == null || (sortText != null && sort == null)
                ? null
                : new PrimaryKey(partition, sort);
    }

    private void checkHalves(
            Directive at, String type, @Nullable Key partition, @Nullable Key sort) {
        if (partition != null && sort != null && partition.attribute().equals(sort.attribute())) {
            problems.report(
                    at,
                    type,
                    "the partition key and the sort key are both the attribute `%s`"
                            .formatted(sort.attribute().name()),
                    "sort by another field, or remove sortKey");
        }
    }
}
