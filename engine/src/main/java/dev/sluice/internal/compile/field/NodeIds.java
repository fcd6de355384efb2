// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.field;

import dev.sluice.internal.compile.binding.NodeField;
import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.Types;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.expression.GlobalId;

import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Compiles `@node`: the field that is the global id of its object.
record NodeIds(Problems problems) {
    private static final List<String> SOURCES = List.of("getItem", "query", "write", "resolver");

    /// @param stored null if the type has no table, or if a problem of the type was reported
    /// @return null if a problem was reported
    @Nullable Source compile(
            ObjectTypeDefinition type,
            FieldDefinition field,
            @Nullable StoredType stored,
            String coordinate) {
        var before = problems.count();
        checkField(type, field, coordinate);
        if (!Directives.has(type, "table")) {
            report(
                    field,
                    coordinate,
                    "only an item has a global id, and `%s` is not stored in a table"
                            .formatted(type.getName()),
                    "move @node to a type with @table");
        }
        if (stored == null) {
            return null;
        }
        var form = NodeField.form(stored);
        checkKey(field, stored, form, coordinate);
        return problems.count() > before ? null : new Source.NodeId(form);
    }

    private void checkField(ObjectTypeDefinition type, FieldDefinition field, String coordinate) {
        if (!Types.isNonNull(field.getType())
                || Types.isList(field.getType())
                || !Types.name(field.getType()).equals("ID")) {
            report(field, coordinate, "a global id is never null", "give the field the type ID!");
        }
        if (!field.getInputValueDefinitions().isEmpty()) {
            report(field, coordinate, "a global id has no arguments", "remove them");
        }
        for (var source : SOURCES) {
            if (Directives.has(field, source)) {
                report(
                        field,
                        coordinate,
                        "the field has two sources: @node and @" + source,
                        "keep one of them");
            }
        }
        var first =
                type.getFieldDefinitions().stream()
                        .filter(each -> Directives.has(each, "node"))
                        .findFirst()
                        .orElseThrow();
        if (!first.getName().equals(field.getName())) {
            report(
                    field,
                    coordinate,
                    "`%s` is the global id of the type".formatted(first.getName()),
                    "keep one @node in a type");
        }
    }

    /// An id shows the values of its key to every client that has it.
    private void checkKey(
            FieldDefinition field, StoredType stored, GlobalId form, String coordinate) {
        if (form.parts().isEmpty()) {
            report(
                    field,
                    coordinate,
                    "the key of `%s` has no fields, so there is only one item"
                            .formatted(stored.name()),
                    "remove @node, and read the item with a field of its own");
        }
        for (var part : form.parts()) {
            var attribute = stored.shape().attribute(part.field());
            if (attribute != null && attribute.hidden() && part.claim().isEmpty()) {
                report(
                        field,
                        coordinate,
                        "the id would show clients the hidden key field `%s`"
                                .formatted(part.field()),
                        "show `%s`, or remove @node".formatted(part.field()));
            }
        }
    }

    private void report(FieldDefinition field, String coordinate, String fault, String fix) {
        problems.report(field, coordinate, fault, fix);
    }
}
