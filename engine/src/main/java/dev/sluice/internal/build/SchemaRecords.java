// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.build;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;

import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.compile.file.SchemaFile;

import graphql.language.EnumTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.UnionTypeDefinition;

import java.util.ArrayList;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Writes Java types for the types of a schema, for its Java resolvers: records for objects and
/// inputs, enums, and sealed interfaces for what a resolver can answer with several types.
///
/// They are in the package `schema` below that of `ApiResolvers`. A project without this class has
/// none.
public final class SchemaRecords {
    private static final Pattern RESOLVERS = Pattern.compile("(.*/)?ApiResolvers\\.java");
    private static final Pattern PACKAGE =
            Pattern.compile("^\\s*package\\s+([\\w.]+)\\s*;", Pattern.MULTILINE);

    private SchemaRecords() {}

    /// Returns the text of each Java file by its path below the directory of the sources.
    ///
    /// @param name of the schema file, for messages
    /// @param schema the text of the schema file
    /// @param sources the text of each Java file of the project by its path, with `/`
    /// @throws dev.sluice.internal.schema.InvalidSchemaException with the problems of the schema
    public static SortedMap<String, String> of(
            String name, String schema, Map<String, String> sources) {
        var files = new TreeMap<String, String>();
        sources.forEach((path, text) -> {
            if (RESOLVERS.matcher(path).matches()) {
                var stated = PACKAGE.matcher(text);
                var above = stated.find() ? stated.group(1) + "." : "";
                files.putAll(inPackage(above + "schema", name, schema));
            }
        });
        return files;
    }

    private static SortedMap<String, String> inPackage(
            String javaPackage, String name, String schema) {
        var catalog = SchemaCompiler.compile(name, schema);
        var file = SchemaFile.read(name, schema, new Problems(name));
        var fields = new ObjectFields(file, catalog);
        var types = new JavaTypes(file, javaPackage, fields);
        var all = new ArrayList<TypeSpec>();
        var registry = file.registry();
        registry.getTypes(EnumTypeDefinition.class).stream()
                .filter(types::isOfFile)
                .map(RecordShapes::enumeration)
                .forEach(all::add);
        registry.getTypes(InputObjectTypeDefinition.class).stream()
                .filter(types::isOfFile)
                .map(input -> RecordShapes.input(input, types))
                .forEach(all::add);
        var objects = new ObjectRecords(fields, types);
        file.objectTypes().stream()
                .filter(types::isOfFile)
                .flatMap(type -> objects.of(type).stream())
                .forEach(all::add);
        registry.getTypes(UnionTypeDefinition.class).stream()
                .filter(types::isOfFile)
                .flatMap(type -> objects.choice(type, RecordShapes.description(type)).stream())
                .forEach(all::add);
        registry.getTypes(InterfaceTypeDefinition.class).stream()
                .filter(types::isOfFile)
                .flatMap(type -> objects.choice(type, RecordShapes.description(type)).stream())
                .forEach(all::add);
        var texts = new TreeMap<String, String>();
        var directory = javaPackage.replace('.', '/') + "/";
        all.forEach(type ->
                texts.put(
                        directory + type.name() + ".java",
                        JavaFile.builder(javaPackage, type).indent("    ").build().toString()));
        texts.put(
                directory + "package-info.java",
                """
                /// The types of the schema. The build makes them from `schema.graphqls`.
                @NullMarked
                package %s;

                import org.jspecify.annotations.NullMarked;
                """
                        .formatted(javaPackage));
        return texts;
    }
}
