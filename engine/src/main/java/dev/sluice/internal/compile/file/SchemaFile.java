// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.file;

import static java.util.stream.Collectors.toSet;
import static java.util.stream.Collectors.toUnmodifiableSet;

import graphql.language.Definition;
import graphql.language.Document;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.SDLDefinition;
import graphql.language.SDLExtensionDefinition;
import graphql.language.SDLNamedDefinition;
import graphql.language.SchemaDefinition;
import graphql.language.TypeDefinition;
import graphql.language.TypeName;
import graphql.language.UnionTypeDefinition;
import graphql.parser.Parser;
import graphql.schema.idl.TypeDefinitionRegistry;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A schema file that is valid GraphQL together with the language's own definitions and the
/// generated connection types.
@SuppressWarnings("rawtypes") // as graphql-java declares its nodes
public final class SchemaFile {
    public static final String WHOLE = "schema";

    /// The definitions that the schema language adds to every schema file, as GraphQL SDL.
    public static final String LANGUAGE_TEXT = load();

    private static final Document LANGUAGE = Parser.parse(LANGUAGE_TEXT);

    private final Document document;
    private final TypeDefinitionRegistry registry;
    private final @Nullable String link;

    private SchemaFile(Document document, TypeDefinitionRegistry registry, @Nullable String link) {
        this.document = document;
        this.registry = registry;
        this.link = link;
    }

    /// Returns the names of the definitions of these kinds that the schema language adds.
    public static Set<String> ofLanguage(Class<?>... kinds) {
        return LANGUAGE.getDefinitions().stream()
                .filter(definition ->
                        Arrays.stream(kinds).anyMatch(kind -> kind.isInstance(definition)))
                .map(SchemaFile::nameOf)
                .collect(toUnmodifiableSet());
    }

    /// Throws [dev.sluice.internal.schema.InvalidSchemaException] if the file is not valid GraphQL.
    public static SchemaFile read(String name, String text, Problems problems) {
        var definitions = Definitions.parse(name, text, problems);
        refuseExtensions(definitions.document(), problems);
        var consequences = new Consequences(definitions.document());
        var coordinates = new Coordinates(definitions.document());
        var document = sound(definitions, coordinates, consequences, problems);
        var registry = register(document, problems);
        ConnectionTypes.addTo(registry);
        var link = Subgraph.link(document, problems);
        Subgraph.addTo(registry, link != null);
        new TypeSystem(registry, coordinates, consequences, problems).check();
        problems.leaveOut(consequences);
        return new SchemaFile(document, registry, link);
    }

    /// Returns the definitions with placeholders for those that were set aside, and without invalid
    /// directives.
    private static Document sound(
            Definitions definitions,
            Coordinates coordinates,
            Consequences consequences,
            Problems problems) {
        var ours = LANGUAGE.getDefinitions().stream().map(SchemaFile::nameOf).collect(toSet());
        var document =
                new MissingDefinitions(definitions.document(), ours, consequences)
                        .add(definitions.aside());
        return new DirectiveUses(document, LANGUAGE, coordinates, consequences, problems).check();
    }

    private static void refuseExtensions(Document document, Problems problems) {
        for (var definition : document.getDefinitions()) {
            if (Subgraph.isLink(definition)) {
                continue;
            }
            if (definition instanceof SDLExtensionDefinition) {
                problems.report(
                        definition,
                        nameOf(definition),
                        "a type extension is not allowed",
                        "write its fields and directives in the type itself");
            } else if (!(definition instanceof SDLDefinition)) {
                problems.report(
                        definition,
                        WHOLE,
                        "the schema file contains an operation",
                        "move it to a file of its own");
            }
        }
    }

    private static TypeDefinitionRegistry register(Document document, Problems problems) {
        var registry = new TypeDefinitionRegistry();
        var ours = LANGUAGE.getDefinitions();
        for (var definition : ours) {
            registry.add((SDLDefinition<?>) definition);
        }
        for (var definition : document.getDefinitions()) {
            if (definition instanceof SDLDefinition<?> sdl
                    && !(definition instanceof SDLExtensionDefinition)
                    && registry.add(sdl).isPresent()) {
                reportTwice(definition, ours, problems);
            }
        }
        return registry;
    }

    private static void reportTwice(
            Definition<?> definition, List<Definition> ours, Problems problems) {
        var name = nameOf(definition);
        var isOurs = ours.stream().anyMatch(each -> nameOf(each).equals(name));
        problems.report(
                definition,
                name,
                isOurs
                        ? "`%s` is already defined by the schema language".formatted(name)
                        : "`%s` is defined twice".formatted(name),
                isOurs
                        ? "remove the definition, because Sluice adds it, or rename it"
                        : "merge the two definitions, or rename one");
    }

    private static String nameOf(Definition<?> definition) {
        return definition instanceof SDLNamedDefinition<?> named ? named.getName() : WHOLE;
    }

    /// Returns the version of federation that the file links, or null.
    public @Nullable String link() {
        return link;
    }

    Document document() {
        return document;
    }

    public TypeDefinitionRegistry registry() {
        return registry;
    }

    public @Nullable SchemaDefinition schemaDefinition() {
        return registry.schemaDefinition().orElse(null);
    }

    /// Returns the object types of the file and the generated ones, in the order of the file.
    public List<ObjectTypeDefinition> objectTypes() {
        return registry.getTypes(ObjectTypeDefinition.class);
    }

    public <T extends TypeDefinition> @Nullable T type(String name, Class<T> kind) {
        return registry.getTypeOrNull(name, kind);
    }

    /// Returns the object types that a type name refers to: the type itself, or a union's or
    /// interface's members.
    public List<ObjectTypeDefinition> members(String name) {
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

    /// Returns the names of the unions and interfaces.
    public List<String> choices() {
        return Stream.concat(
                        registry.getTypes(UnionTypeDefinition.class).stream(),
                        registry.getTypes(InterfaceTypeDefinition.class).stream())
                .map(TypeDefinition::getName)
                .toList();
    }

    private static boolean implementsInterface(ImplementingTypeDefinition<?> type, String name) {
        return type.getImplements().stream().anyMatch(each -> Types.name(each).equals(name));
    }

    /// Returns the root type's name for `query` or `mutation`. The type need not exist.
    public String root(String operation) {
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

    public boolean isRoot(String type) {
        return type.equals(root("query")) || type.equals(root("mutation"));
    }

    public static String coordinate(ObjectTypeDefinition type, FieldDefinition field) {
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
