// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.field;

import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.UpdateExpression;

import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Checks that each mutation that adds or removes an item also changes the counter of its list.
record Counters(SchemaFile file, Problems problems) {

    /// @param fields of all types, by type and name
    void check(Map<String, Map<String, Field>> fields) {
        var mutations = fields.getOrDefault(file.root("mutation"), Map.of());
        for (var ofType : fields.values()) {
            for (var list : ofType.values()) {
                if (list.source() instanceof Source.QueryRead query && query.counter() != null) {
                    mutations.values().forEach(mutation -> check(mutation, list, query));
                }
            }
        }
    }

    private void check(Field mutation, Field list, Source.QueryRead query) {
        if (!(mutation.source() instanceof Source.Mutation source)) {
            return;
        }
        var writes = source.writes();
        var counter = Objects.requireNonNull(query.counter()).path().getFirst();
        var name = list.type() + "." + counter;
        for (var write : writes) {
            var type = write.type().name();
            if (query.target().members().stream().noneMatch(each -> each.name().equals(type))) {
                continue;
            }
            if (isUpsert(write)) {
                problems.report(
                        definition(mutation),
                        mutation.type() + "." + mutation.name(),
                        "the counter `%s` does not know whether the upsert adds a `%s`"
                                .formatted(name, type),
                        "remove upsert, or count `%s.%s` with maxCount"
                                .formatted(list.type(), list.name()));
            } else if (changesNumber(write)
                    && writes.stream().noneMatch(each -> counts(each, list.type(), counter))) {
                problems.report(
                        definition(mutation),
                        mutation.type() + "." + mutation.name(),
                        "the mutation adds or removes a `%s`, but does not change the counter `%s`"
                                .formatted(type, name),
                        "add a @write(update: \"%s\") with the expression ADD %s 1, or -1"
                                .formatted(list.type(), counter));
            }
        }
    }

    private static boolean isUpsert(Write write) {
        return switch (write) {
            case Write.Put put -> put.replaces();
            case Write.Update update -> update.creates();
            case Write.Delete _, Write.Check _ -> false;
        };
    }

    private static boolean changesNumber(Write write) {
        return write instanceof Write.Put || write instanceof Write.Delete;
    }

    private static boolean counts(Write write, String parent, String counter) {
        return write instanceof Write.Update update
                && update.type().name().equals(parent)
                && update.expression().actions().stream()
                        .anyMatch(action ->
                                action instanceof UpdateExpression.Add(var field, _)
                                        && field.names().equals(List.of(counter)));
    }

    private FieldDefinition definition(Field field) {
        return Objects.requireNonNull(file.type(field.type(), ObjectTypeDefinition.class))
                .getFieldDefinitions()
                .stream()
                .filter(each -> each.getName().equals(field.name()))
                .findFirst()
                .orElseThrow();
    }
}
