// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.read;

import dev.sluice.internal.compile.binding.Scope;
import dev.sluice.internal.compile.binding.ValueBinder;
import dev.sluice.internal.compile.binding.ValueShape;
import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.NearNames;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.expression.ExpressionException;
import dev.sluice.internal.schema.expression.Expressions;
import dev.sluice.internal.schema.expression.Value;

import graphql.language.Directive;
import graphql.language.EnumTypeDefinition;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.StringValue;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Compiles `@getItem(kind:, kinds:)`: the value that says which of several types an item has.
final class ItemKinds {
    private final SchemaFile file;
    private final Directive directive;
    private final ExpressionLocation location;
    private final List<StoredType> members;

    /// @param location of the directive's `kind`
    ItemKinds(
            SchemaFile file,
            Directive directive,
            ExpressionLocation location,
            List<StoredType> members) {
        this.file = file;
        this.directive = directive;
        this.location = location;
        this.members = members;
    }

    /// @param indexes for each text of the value, the index of the type
    record Kinds(Value value, Map<String, Integer> indexes) {}

    /// @return null if a problem was reported
    @Nullable Kinds compile(Scope scope) {
        if (members.size() == 1) {
            location.report(
                    "`%s` is the only type of the field".formatted(members.getFirst().name()),
                    "remove kind, or return a union or an interface");
            return null;
        }
        var value = value(scope);
        var before = location.problems().count();
        var indexes = indexes();
        if (value == null || location.problems().count() > before) {
            return null;
        }
        checkEnum(value, scope, indexes);
        return location.problems().count() > before ? null : new Kinds(value, indexes);
    }

    private @Nullable Value value(Scope scope) {
        try {
            var value = Expressions.value(location.text().value());
            var fit = new ValueBinder(scope, location).text(value);
            if (fit != null && value instanceof Value.Literal) {
                location.report("the kind is always the same", "use a value such as $parent.kind");
                return null;
            }
            return fit;
        } catch (ExpressionException e) {
            location.malformed(e);
            return null;
        }
    }

    private Map<String, Integer> indexes() {
        var indexes = new LinkedHashMap<String, Integer>();
        var given = Directives.list(directive, "kinds");
        if (given == null) {
            for (int i = 0; i < members.size(); i++) {
                indexes.put(members.get(i).name(), i);
            }
            return indexes;
        }
        for (var each : given) {
            if (each instanceof ObjectValue kind) {
                add(text(kind, "value"), text(kind, "type"), indexes);
            }
        }
        for (int i = 0; i < members.size(); i++) {
            if (!indexes.containsValue(i)) {
                var name = members.get(i).name();
                location.report(
                        "no kind has the type `%s`".formatted(name),
                        "add {value: \"…\", type: \"%s\"} to kinds".formatted(name));
            }
        }
        return indexes;
    }

    private void add(String value, String type, Map<String, Integer> indexes) {
        var names = members.stream().map(StoredType::name).toList();
        var index = names.indexOf(type);
        if (index < 0) {
            location.report(
                    "the field cannot return `%s`".formatted(type),
                    NearNames.fix(type, names, "name one of its types"));
        } else if (indexes.putIfAbsent(value, index) != null) {
            location.report(
                    "two kinds have the value `%s`".formatted(value), "remove one of the two");
        }
    }

    private static String text(ObjectValue kind, String name) {
        return kind.getObjectFields().stream()
                .filter(field -> field.getName().equals(name))
                .map(ObjectField::getValue)
                .filter(StringValue.class::isInstance)
                .map(text -> ((StringValue) text).getValue())
                .findFirst()
                .orElse("");
    }

    private void checkEnum(Value value, Scope scope, Map<String, Integer> indexes) {
        var known = new ValueBinder(scope, location).known(value);
        if (known == null
                || !(known.form() instanceof ValueShape.Scalar(var kind, var type, _))
                || kind != ScalarKind.ENUM
                || !(file.type(type, EnumTypeDefinition.class) instanceof EnumTypeDefinition of)) {
            return;
        }
        var values = of.getEnumValueDefinitions().stream().map(each -> each.getName()).toList();
        indexes.keySet().stream()
                .filter(text -> !values.contains(text))
                .forEach(text ->
                        location.report(
                                "the enum `%s` has no value `%s`".formatted(type, text),
                                "say what its values stand for, as in kinds: [{value: \"%s\", type: \"%s\"}]"
                                        .formatted(values.getFirst(), members.getFirst().name())));
    }
}
