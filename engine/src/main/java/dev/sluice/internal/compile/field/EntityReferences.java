// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.field;

import dev.sluice.internal.compile.binding.Scope;
import dev.sluice.internal.compile.binding.ValueBinder;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.NearNames;
import dev.sluice.internal.compile.file.Scalars;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Types;
import dev.sluice.internal.compile.key.Term;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.expression.Value;

import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/// Compiles `@getItem` on a field that returns an object of another subgraph: it reads nothing, and
/// answers the key.
record EntityReferences(SchemaFile file, Map<String, ObjectShape> shapes) {

    /// @param stub the type of the field
    /// @return null if a problem was reported
    @Nullable Source compile(
            FieldDefinition field,
            ObjectTypeDefinition stub,
            Scope scope,
            ExpressionLocation location) {
        if (shapes.containsKey(stub.getName())) {
            location.report(
                    "`%s` is also stored inside of items".formatted(stub.getName()),
                    "use one type for the stored object, and another one for the reference");
            return null;
        }
        var terms = Term.all(location);
        if (terms == null) {
            return null;
        }
        if (Types.isList(field.getType())) {
            location.report(
                    "a reference to another subgraph is one object, but the field's type is a list",
                    "return one `%s`, or read a list of items that each have one"
                            .formatted(stub.getName()));
            return null;
        }
        var before = location.problems().count();
        var key = new HashMap<String, Value>();
        for (var each : stub.getFieldDefinitions()) {
            bind(field, each, terms, new ValueBinder(scope, location), location, key);
        }
        for (var name : terms.keySet()) {
            if (stub.getFieldDefinitions().stream()
                    .noneMatch(each -> each.getName().equals(name))) {
                location.report(
                        name,
                        "`%s` has no field `%s`".formatted(stub.getName(), name),
                        NearNames.fix(name, key.keySet(), "name its key fields"));
            }
        }
        return location.problems().count() > before ? null : new Source.EntityReference(key);
    }

    private void bind(
            FieldDefinition field,
            FieldDefinition part,
            Map<String, Term> terms,
            ValueBinder values,
            ExpressionLocation location,
            Map<String, Value> key) {
        var name = part.getName();
        var kind = Scalars.kind(file, Types.name(part.getType()));
        if (kind == null || !(terms.get(name) instanceof Term.Equal(var value))) {
            location.report(
                    "the key field `%s` has no value: a reference has the whole key"
                            .formatted(name),
                    "add `%s = value`".formatted(name));
            return;
        }
        var fit = values.fit(value, name, kind);
        if (fit != null && fit.nullable() && Types.isNonNull(field.getType())) {
            location.report(
                    "`%s` can be null, but the field is non-null"
                            .formatted(ValueBinder.spell(value)),
                    "make both nullable, or both non-null");
        }
        if (fit != null) {
            key.put(name, fit.value());
        }
    }
}
