// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.table;

import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.Text;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.KeyField;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.PrimaryKey;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.key.KeySpelling;
import dev.sluice.internal.schema.key.TimeBucket;

import graphql.language.Directive;
import graphql.language.ObjectTypeDefinition;
import graphql.language.StringValue;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Compiles `@index`.
record IndexCompiler(PrimaryKeys keys, Problems problems) {

    /// @param table the key of the table, or null if it has a problem
    /// @param always the attributes that every index contains
    /// @return by name
    Map<String, StoredType.Index> compile(
            ObjectTypeDefinition type,
            ObjectShape shape,
            KeySpelling spelling,
            @Nullable PrimaryKey table,
            Set<String> always) {
        var indexes = new LinkedHashMap<String, StoredType.Index>();
        for (var directive : type.getDirectives("index")) {
            var index = index(directive, shape, spelling, table, always);
            if (index != null && indexes.put(index.name(), index) != null) {
                problems.report(
                        directive,
                        type.getName(),
                        "the index `%s` is declared twice".formatted(index.name()),
                        "give each index a different name");
            }
        }
        return indexes;
    }

    private StoredType.@Nullable Index index(
            Directive directive,
            ObjectShape shape,
            KeySpelling spelling,
            @Nullable PrimaryKey table,
            Set<String> always) {
        var named = Directives.required(directive, "name");
        StoredTypes.checkName(named, shape.type(), "an index", problems);
        var name = named.value();
        var local = Directives.isTrue(directive, "local");
        var key =
                keys.compile(
                        directive,
                        shape,
                        spelling,
                        name,
                        local && table != null ? table.partition() : null);
        if (key == null) {
            return null;
        }
        if (local && table != null) {
            checkLocal(directive, shape.type(), name, table, key);
        }
        var halves =
                Stream.concat(Stream.ofNullable(table), Stream.of(key))
                        .flatMap(PrimaryKey::halves)
                        .toList();
        var projected = projected(directive, shape, halves);
        if (projected != null) {
            projected.addAll(always);
        }
        return new StoredType.Index(name, key, projected, spelled(halves), local);
    }

    /// Source: Amazon DynamoDB Developer Guide, "Local secondary indexes".
    private void checkLocal(
            Directive directive, String type, String index, PrimaryKey table, PrimaryKey key) {
        if (!key.partition().equals(table.partition())) {
            problems.report(
                    directive,
                    type,
                    "the local index `%s` has another partition key than the table"
                            .formatted(index),
                    "set partitionKey: \"%s\", or remove local"
                            .formatted(table.partition().template().text()));
        } else if (table.sort() == null || key.sort() == null) {
            problems.report(
                    directive,
                    type,
                    "the local index `%s` needs a sort key, and so does the table".formatted(index),
                    "set sortKey, or remove local");
        }
    }

    private @Nullable Set<String> projected(
            Directive directive, ObjectShape shape, List<Key> halves) {
        var fields = Directives.list(directive, "project");
        if (fields == null) {
            return null;
        }
        var projected = new HashSet<String>();
        for (var value : fields) {
            var field = Text.of((StringValue) value).value();
            var attribute = shape.attribute(field);
            if (attribute == null) {
                problems.report(
                        value,
                        shape.type(),
                        "the index projects `%s`, which is not a stored field".formatted(field),
                        "name fields that the item itself holds");
            } else {
                projected.add(attribute.name());
            }
        }
        checkLowered(directive, shape, halves, projected);
        checkBuckets(directive, shape, halves, projected);
        for (var key : halves) {
            projected.add(key.attribute().name());
        }
        return projected;
    }

    private static Set<String> spelled(List<Key> halves) {
        return halves.stream()
                .filter(Key::derived)
                .flatMap(key -> key.fields().stream())
                .filter(field -> !field.isInside())
                .map(field -> field.own().name())
                .collect(Collectors.toSet());
    }

    private void checkBuckets(
            Directive directive, ObjectShape shape, List<Key> halves, Set<String> projected) {
        lacking(halves, projected)
                .filter(TimeBucket.only(halves.stream().map(Key::template).toList())::contains)
                .forEach(field ->
                        problems.report(
                                directive,
                                shape.type(),
                                "the index does not project `%s`, of which its keys hold only a part"
                                        .formatted(field),
                                "add it to project"));
    }

    private void checkLowered(
            Directive directive, ObjectShape shape, List<Key> halves, Set<String> projected) {
        var lowered =
                halves.stream()
                        .flatMap(key -> key.template().lowered().stream())
                        .collect(Collectors.toSet());
        lacking(halves, projected)
                .filter(lowered::contains)
                .forEach(field ->
                        problems.report(
                                directive,
                                shape.type(),
                                "the index does not project `%s`, whose value its keys hold only in"
                                                .formatted(field)
                                        + " lower case",
                                "add it to project"));
    }

    /// Returns the item's own fields in the keys that the index does not project.
    private static Stream<String> lacking(List<Key> halves, Set<String> projected) {
        return halves.stream()
                .flatMap(key -> key.fields().stream())
                .filter(field -> !field.isInside() && !projected.contains(field.own().name()))
                .map(KeyField::path)
                .distinct()
                .sorted();
    }
}
