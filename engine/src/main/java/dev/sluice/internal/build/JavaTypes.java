// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.build;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;

import dev.sluice.internal.compile.file.Scalars;
import dev.sluice.internal.compile.file.SchemaFile;
import dev.sluice.internal.compile.file.Types;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.resolver.Values;

import graphql.language.InputObjectTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.SDLNamedDefinition;
import graphql.language.Type;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// The Java types of the values that a resolver receives and returns.
///
/// @param javaPackage of the types that the schema file defines
record JavaTypes(SchemaFile file, String javaPackage, ObjectFields fields) {
    private static final AnnotationSpec NULLABLE =
            AnnotationSpec.builder(ClassName.get("org.jspecify.annotations", "Nullable")).build();

    /// Names that Java gives no type, besides those that it reserves everywhere.
    private static final Set<String> NO_TYPES =
            Set.of("permits", "record", "sealed", "var", "yield");

    /// Returns whether the file defines the type, and not the schema language.
    boolean isOfFile(SDLNamedDefinition<?> type) {
        return type.getSourceLocation() != null
                && !SchemaFile.ofLanguage(type.getClass()).contains(type.getName())
                && !type.getName().startsWith("__");
    }

    static String nameOf(String type) {
        return NO_TYPES.contains(type) ? type + "_" : Values.javaName(type);
    }

    ClassName named(String type) {
        return ClassName.get(javaPackage, nameOf(type));
    }

    TypeName of(Type<?> type) {
        if (!Types.isNonNull(type)) {
            return present(type).annotated(NULLABLE);
        }
        var present = present(Types.nullable(type));
        return present.isBoxedPrimitive() ? present.unbox() : present;
    }

    private TypeName present(Type<?> type) {
        if (Types.isList(type)) {
            return ParameterizedTypeName.get(
                    ClassName.get(List.class), element(Types.element(type)));
        }
        var name = Types.name(type);
        var kind = Scalars.kind(file, name);
        if (kind == null) {
            return isWritten(name) ? named(name) : ClassName.get(Object.class);
        }
        return kind == ScalarKind.ENUM ? named(name) : ClassName.get(of(kind));
    }

    private boolean isWritten(String type) {
        var object = file.type(type, ObjectTypeDefinition.class);
        return object == null
                ? file.type(type, InputObjectTypeDefinition.class) != null || fields.isChoice(type)
                : !fields.components(object).isEmpty();
    }

    private TypeName element(Type<?> type) {
        return Types.isNonNull(type)
                ? present(Types.nullable(type))
                : present(type).annotated(NULLABLE);
    }

    private static Class<?> of(ScalarKind kind) {
        return switch (kind) {
            case STRING, ID, ENUM, BINARY -> String.class;
            case DATE_TIME, DATE_TIME_SECONDS, DATE, EPOCH_SECONDS, EPOCH_MILLISECONDS ->
                    Instant.class;
            case INT -> Integer.class;
            case FLOAT -> Double.class;
            case DECIMAL -> BigDecimal.class;
            case BOOLEAN -> Boolean.class;
            case JSON -> Object.class;
        };
    }
}
