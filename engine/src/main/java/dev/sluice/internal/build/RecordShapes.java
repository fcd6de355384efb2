// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.build;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;

import dev.sluice.resolver.Values;

import graphql.language.AbstractDescribedNode;
import graphql.language.EnumTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.Type;

import org.jspecify.annotations.Nullable;

import java.util.List;

import javax.lang.model.element.Modifier;

/// Builds enums and records.
final class RecordShapes {
    private RecordShapes() {}

    /// A component of a record: its name in the schema.
    record Component(String name, Type<?> type) {
        static List<Component> of(List<InputValueDefinition> values) {
            return values.stream()
                    .map(value -> new Component(value.getName(), value.getType()))
                    .toList();
        }
    }

    static TypeSpec enumeration(EnumTypeDefinition type) {
        var spec =
                TypeSpec.enumBuilder(JavaTypes.nameOf(type.getName()))
                        .addModifiers(Modifier.PUBLIC);
        type.getEnumValueDefinitions()
                .forEach(value -> spec.addEnumConstant(Values.javaName(value.getName())));
        document(spec, description(type));
        return spec.build();
    }

    static TypeSpec input(InputObjectTypeDefinition type, JavaTypes types) {
        var spec =
                record(
                        JavaTypes.nameOf(type.getName()),
                        Component.of(type.getInputValueDefinitions()),
                        types);
        document(spec, description(type));
        return spec.build();
    }

    static TypeSpec.Builder record(String name, List<Component> components, JavaTypes types) {
        var constructor = MethodSpec.constructorBuilder();
        components.forEach(component ->
                constructor.addParameter(
                        ParameterSpec.builder(
                                        types.of(component.type()),
                                        Values.javaName(component.name()))
                                .build()));
        return TypeSpec.recordBuilder(name)
                .addModifiers(Modifier.PUBLIC)
                .recordConstructor(constructor.build());
    }

    static @Nullable String description(AbstractDescribedNode<?> node) {
        return node.getDescription() == null ? null : node.getDescription().getContent();
    }

    static void document(TypeSpec.Builder type, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            type.addJavadoc("$L\n", escaped(text.strip()));
        }
    }

    /// Returns text that cannot end the comment, and means nothing to Java or Javadoc.
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("@", "&#64;")
                .replace("\\", "&#92;")
                .replace("*/", "*&#47;");
    }
}
