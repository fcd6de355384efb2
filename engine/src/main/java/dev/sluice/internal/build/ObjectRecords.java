// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.build;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;

import dev.sluice.internal.build.RecordShapes.Component;
import dev.sluice.internal.schema.Source;

import graphql.language.ObjectTypeDefinition;
import graphql.language.TypeDefinition;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import javax.lang.model.element.Modifier;

/// Builds the records of object types. What the resolvers of a type's fields receive are records
/// inside of it: `Note.ForWords` has what the field `words` needs of a note, and
/// `Query.WeatherArguments` has the arguments of the field `weather`.
record ObjectRecords(ObjectFields fields, JavaTypes types) {

    /// Returns nothing if the type has no data of its own, and no field with a resolver.
    Optional<TypeSpec> of(ObjectTypeDefinition type) {
        var components = fields.components(type);
        var nested = nested(type);
        if (components.isEmpty() && nested.isEmpty()) {
            return Optional.empty();
        }
        var name = JavaTypes.nameOf(type.getName());
        var spec =
                components.isEmpty()
                        ? TypeSpec.classBuilder(name)
                                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                                .addMethod(
                                        MethodSpec.constructorBuilder()
                                                .addModifiers(Modifier.PRIVATE)
                                                .build())
                        : RecordShapes.record(name, components, types);
        RecordShapes.document(spec, RecordShapes.description(type));
        fields.choices(type).forEach(choice -> spec.addSuperinterface(types.named(choice)));
        return Optional.of(spec.addTypes(nested).build());
    }

    /// Returns the sealed interface of a union or an interface that resolvers can answer.
    Optional<TypeSpec> choice(TypeDefinition<?> type, @Nullable String description) {
        if (!fields.isChoice(type.getName())) {
            return Optional.empty();
        }
        var spec =
                TypeSpec.interfaceBuilder(JavaTypes.nameOf(type.getName()))
                        .addModifiers(Modifier.PUBLIC, Modifier.SEALED);
        fields.members(type.getName())
                .forEach(member -> spec.addPermittedSubclass(types.named(member.getName())));
        RecordShapes.document(spec, description);
        return Optional.of(spec.build());
    }

    private List<TypeSpec> nested(ObjectTypeDefinition type) {
        var names = new HashSet<>(Set.of(JavaTypes.nameOf(type.getName())));
        var nested = new ArrayList<TypeSpec>();
        for (var field : type.getFieldDefinitions()) {
            var source = fields.source(type, field);
            if (source instanceof Source.Computed computed && !computed.needs().isEmpty()) {
                nested.add(
                        record(
                                unused("For" + capital(field.getName()), names),
                                fields.needs(type, computed),
                                "What the field {@code %s} needs of its object."
                                        .formatted(field.getName())));
            }
            if (callsResolver(source) && !field.getInputValueDefinitions().isEmpty()) {
                nested.add(
                        record(
                                unused(capital(field.getName()) + "Arguments", names),
                                Component.of(field.getInputValueDefinitions()),
                                "The arguments of the field {@code %s}."
                                        .formatted(field.getName())));
            }
        }
        return nested;
    }

    private static boolean callsResolver(@Nullable Source source) {
        return switch (source) {
            case Source.Computed _, Source.Answered _ -> true;
            case Source.Mutation mutation -> mutation.preparation() != null;
            case null -> false;
            case Source.Stored _,
                    Source.Keyed _,
                    Source.Derived _,
                    Source.ListRead _,
                    Source.QueryRead _,
                    Source.Paging _,
                    Source.Member _ ->
                    false;
        };
    }

    private TypeSpec record(String name, List<Component> components, String text) {
        return RecordShapes.record(name, components, types)
                .addModifiers(Modifier.STATIC)
                .addJavadoc("$L\n", text)
                .build();
    }

    private static String unused(String name, Set<String> names) {
        var unused = name;
        while (!names.add(unused)) {
            unused += "_";
        }
        return unused;
    }

    private static String capital(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
