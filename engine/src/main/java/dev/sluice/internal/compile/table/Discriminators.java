// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.table;

import dev.sluice.internal.compile.file.Directives;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Text;
import dev.sluice.internal.compile.file.Types;
import dev.sluice.internal.compile.shape.HeldAtStart;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.PrimaryKey;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.TypeDiscriminator;

import graphql.language.Directive;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;

import org.jspecify.annotations.Nullable;

import java.util.TreeMap;
import java.util.regex.Pattern;

/// Compiles `@table(discriminator:)`: texts that attributes must have, joined by `AND`. An
/// attribute need not belong to a field, so its name can be any name of DynamoDB.
record Discriminators(SchemaFile file, Problems problems) {
    private static final Pattern TERM =
            Pattern.compile("\\G\\s*([^=']*[^=' ])\\s*=\\s*'((?:[^']|'')+)'\\s*(AND\\s|$)");

    /// @param key the key of the table, or null if it has a problem
    TypeDiscriminator of(
            ObjectTypeDefinition type,
            Directive table,
            ObjectShape shape,
            @Nullable PrimaryKey key) {
        var text = Directives.text(table, "discriminator");
        if (text == null) {
            return TypeDiscriminator.NONE;
        }
        var texts = new TreeMap<String, String>();
        var matcher = TERM.matcher(text.value());
        var isWhole = false;
        while (!isWhole && matcher.find()) {
            var value = matcher.group(2).replace("''", "'");
            isWhole = matcher.group(3).isEmpty();
            if (texts.put(matcher.group(1), value) != null) {
                report(
                        type,
                        text,
                        "the discriminator has the attribute `%s` twice"
                                .formatted(matcher.group(1)),
                        "keep one of the two");
            }
        }
        if (!isWhole) {
            report(
                    type,
                    text,
                    "the discriminator does not give an attribute a text",
                    "write it as in \"entity = 'book'\"");
            return TypeDiscriminator.NONE;
        }
        texts.forEach((name, value) -> check(type, text, shape, key, name, value));
        return new TypeDiscriminator(texts);
    }

    private void check(
            ObjectTypeDefinition type,
            Text at,
            ObjectShape shape,
            @Nullable PrimaryKey key,
            String name,
            String value) {
        if (key != null
                && key.halves()
                        .anyMatch(
                                half -> !half.derived() && half.attribute().name().equals(name))) {
            report(
                    type,
                    at,
                    "the discriminator `%s` is a key of the table".formatted(name),
                    "write the text in the key template, or name another attribute");
        }
        var named = shape.attribute(name);
        if (named != null && !named.name().equals(name)) {
            report(
                    type,
                    at,
                    "the discriminator names attributes, and the field `%s` is stored as `%s`"
                            .formatted(name, named.name()),
                    "write \"%s = '%s'\"".formatted(named.name(), value.replace("'", "''")));
        }
        shape.attributes().values().stream()
                .filter(attribute -> attribute.name().equals(name))
                .forEach(attribute -> checkField(type, at, attribute, value));
    }

    private void checkField(ObjectTypeDefinition type, Text at, Attribute attribute, String value) {
        var field = attribute.field();
        var definition =
                type.getFieldDefinitions().stream()
                        .filter(each -> each.getName().equals(field))
                        .findFirst()
                        .orElseThrow();
        if (!isText(attribute, definition, value)) {
            report(
                    type,
                    at,
                    "the discriminator gives `%s` a text that the field cannot hold"
                            .formatted(field),
                    "make it a String, an ID or an enum with this value");
        }
        if (attribute.defaultValue() != null || isPinned(definition)) {
            report(
                    type,
                    at,
                    "`%s` is the discriminator, which Sluice sets".formatted(field),
                    "remove default and pin from the field");
        }
        if (!HeldAtStart.holds(value, attribute.constraints())) {
            report(
                    type,
                    at,
                    "the discriminator does not meet @constraint of `%s`".formatted(field),
                    "remove @constraint from the field, or change one of the two");
        }
    }

    private static boolean isPinned(FieldDefinition field) {
        var directive = Directives.find(field, "attribute");
        return directive != null && Directives.text(directive, "pin") != null;
    }

    private boolean isText(Attribute attribute, FieldDefinition field, String value) {
        if (!(attribute.type() instanceof AttributeType.Scalar(var kind))) {
            return false;
        }
        return kind == ScalarKind.ID
                || kind == ScalarKind.STRING
                || (kind == ScalarKind.ENUM
                        && file.type(Types.name(field.getType()), EnumTypeDefinition.class)
                                instanceof EnumTypeDefinition values
                        && values.getEnumValueDefinitions().stream()
                                .anyMatch(each -> each.getName().equals(value)));
    }

    private void report(ObjectTypeDefinition type, Text text, String fault, String fix) {
        problems.report(text.at(), type.getName(), fault, fix);
    }
}
