// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schema.compile;

import graphql.GraphQLError;
import graphql.language.Definition;
import graphql.language.Document;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.Node;
import graphql.language.ObjectTypeDefinition;
import graphql.language.SDLDefinition;
import graphql.language.SDLExtensionDefinition;
import graphql.language.SDLNamedDefinition;
import graphql.language.SchemaDefinition;
import graphql.language.TypeDefinition;
import graphql.language.TypeName;
import graphql.language.UnionTypeDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.MultiSourceReader;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.schema.idl.errors.SchemaProblem;
import graphql.schema.validation.InvalidSchemaException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// A schema file that is valid GraphQL once the language's own definitions and the generated
/// connection types stand beside it.
@SuppressWarnings("rawtypes") // as graphql-java declares its nodes
final class SchemaFile {
    static final String WHOLE = "schema";
    private static final String VALID_SDL = "follow the GraphQL type system";
    private static final String LANGUAGE = load();

    private final Document document;
    private final TypeDefinitionRegistry registry;

    private SchemaFile(Document document, TypeDefinitionRegistry registry) {
        this.document = document;
        this.registry = registry;
    }

    /// Throws [dev.sluice.schema.InvalidSchemaException] where the file is not valid GraphQL.
    static SchemaFile read(String name, String text, Problems problems) {
        var document = parse(name, text, problems);
        problems.throwIfAny();
        refuseExtensions(document, problems);
        problems.throwIfAny();
        var registry = register(document, problems);
        problems.throwIfAny();
        ConnectionTypes.addTo(registry);
        validate(registry, problems);
        problems.throwIfAny();
        return new SchemaFile(document, registry);
    }

    private static Document parse(String name, String text, Problems problems) {
        var environment =
                ParserEnvironment.newParserEnvironment()
                        .document(
                                MultiSourceReader.newMultiSourceReader()
                                        .string(text, name)
                                        .trackData(true)
                                        .build())
                        .parserOptions(ParserOptions.getDefaultSdlParserOptions())
                        .build();
        try {
            return Parser.parse(environment);
        } catch (InvalidSyntaxException e) {
            problems.report(
                    e.getLocation(),
                    WHOLE,
                    sentence(e.getMessage()),
                    "mend the syntax of the file");
            return Document.newDocument().build();
        }
    }

    private static void refuseExtensions(Document document, Problems problems) {
        for (var definition : document.getDefinitions()) {
            if (definition instanceof SDLExtensionDefinition) {
                problems.report(
                        definition,
                        nameOf(definition),
                        "a type extension has no meaning in a single file",
                        "write its fields and directives in the type itself");
            } else if (!(definition instanceof SDLDefinition)) {
                problems.report(
                        definition,
                        WHOLE,
                        "an operation stands in the schema file",
                        "keep operations in files of their own");
            }
        }
    }

    private static TypeDefinitionRegistry register(Document document, Problems problems) {
        var registry = new TypeDefinitionRegistry();
        for (var definition : Parser.parse(LANGUAGE).getDefinitions()) {
            registry.add((SDLDefinition<?>) definition);
        }
        for (var definition : document.getDefinitions()) {
            registry.add((SDLDefinition<?>) definition)
                    .ifPresent(error -> report(error, definition, problems));
        }
        return registry;
    }

    private static void report(GraphQLError error, Definition<?> at, Problems problems) {
        problems.report(
                at,
                nameOf(at),
                sentence(error.getMessage()),
                "name it once; the schema language's own definitions are not repeated");
    }

    private static void validate(TypeDefinitionRegistry registry, Problems problems) {
        try {
            var schema = UnExecutableSchemaGenerator.makeUnExecutableSchema(registry);
            if (schema.getSubscriptionType() != null) {
                problems.report(
                        schema.getSubscriptionType().getDefinition(),
                        schema.getSubscriptionType().getName(),
                        "subscriptions need a connection that an HTTP function does not hold",
                        "remove the subscription type");
            }
        } catch (SchemaProblem e) {
            for (var error : e.getErrors()) {
                var locations = error.getLocations();
                problems.report(
                        locations == null || locations.isEmpty() ? null : locations.getFirst(),
                        WHOLE,
                        sentence(error.getMessage()),
                        VALID_SDL);
            }
        } catch (InvalidSchemaException e) {
            for (var line : String.valueOf(e.getMessage()).lines().skip(1).toList()) {
                problems.report((Node<?>) firstOf(registry), WHOLE, sentence(line), VALID_SDL);
            }
        }
    }

    private static Node<?> firstOf(TypeDefinitionRegistry registry) {
        return registry.getTypes(ObjectTypeDefinition.class).getFirst();
    }

    /// Joins lines, and drops the final full stop and the parser's own position.
    private static String sentence(@Nullable String message) {
        return String.valueOf(message)
                .strip()
                .replaceAll("\\s+", " ")
                .replaceAll(" \\[@\\d+:\\d+]", "")
                .replaceAll("[.]$", "");
    }

    private static String nameOf(Definition<?> definition) {
        return definition instanceof SDLNamedDefinition<?> named ? named.getName() : WHOLE;
    }

    Document document() {
        return document;
    }

    TypeDefinitionRegistry registry() {
        return registry;
    }

    @Nullable SchemaDefinition schemaDefinition() {
        return registry.schemaDefinition().orElse(null);
    }

    /// The object types of the file and the generated ones, in the order of the file.
    List<ObjectTypeDefinition> objectTypes() {
        return registry.getTypes(ObjectTypeDefinition.class);
    }

    <T extends TypeDefinition> @Nullable T type(String name, Class<T> kind) {
        return registry.getTypeOrNull(name, kind);
    }

    /// The object types that a type name stands for: itself, or a union's or interface's members.
    List<ObjectTypeDefinition> members(String name) {
        if (type(name, UnionTypeDefinition.class) instanceof UnionTypeDefinition union) {
            return union.getMemberTypes().stream()
                    .map(member -> type(((TypeName) member).getName(), ObjectTypeDefinition.class))
                    .flatMap(Stream::ofNullable)
                    .toList();
        }
        if (type(name, InterfaceTypeDefinition.class) != null) {
            return objectTypes().stream().filter(type -> implementsInterface(type, name)).toList();
        }
        var object = type(name, ObjectTypeDefinition.class);
        return object == null ? List.of() : List.of(object);
    }

    private static boolean implementsInterface(ImplementingTypeDefinition<?> type, String name) {
        return type.getImplements().stream().anyMatch(each -> Types.name(each).equals(name));
    }

    /// `query` or `mutation`: the root type's name, which need not exist.
    String root(String operation) {
        var definition = schemaDefinition();
        if (definition != null) {
            for (var named : definition.getOperationTypeDefinitions()) {
                if (named.getName().equals(operation)) {
                    return named.getTypeName().getName();
                }
            }
        }
        return operation.equals("query") ? "Query" : "Mutation";
    }

    boolean isRoot(String type) {
        return type.equals(root("query")) || type.equals(root("mutation"));
    }

    static String coordinate(ObjectTypeDefinition type, FieldDefinition field) {
        return type.getName() + "." + field.getName();
    }

    private static String load() {
        try (var in = SchemaFile.class.getResourceAsStream("language.graphqls")) {
            if (in == null) {
                throw new IllegalStateException("language.graphqls is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
