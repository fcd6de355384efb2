// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.file;

import graphql.language.Argument;
import graphql.language.BooleanValue;
import graphql.language.Definition;
import graphql.language.Description;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.FieldDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.IntValue;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.SchemaDefinition;
import graphql.language.SchemaExtensionDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.UnionTypeDefinition;
import graphql.schema.idl.TypeDefinitionRegistry;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// What a schema has if it is a subgraph of Apollo Federation 2.
///
/// Source: Apollo Federation Subgraph Specification.
@SuppressWarnings("rawtypes") // as graphql-java declares its nodes
public final class Subgraph {
    public static final String ENTITIES = "_entities";
    public static final String REPRESENTATIONS = "representations";
    public static final String SERVICE = "_service";
    public static final String SERVICE_TYPE = "_Service";
    public static final Set<String> TYPES = Set.of("_Any", "_Entity", SERVICE_TYPE);

    /// The directives that a schema file can have for the composition of the supergraph.
    public static final Set<String> DIRECTIVES =
            Set.of("link", "key", "shareable", "inaccessible", "tag", "override", "external");

    /// The directives of federation that need what Sluice does not do.
    static final Set<String> REFUSED =
            Set.of(
                    "requires",
                    "provides",
                    "interfaceObject",
                    "composeDirective",
                    "context",
                    "fromContext",
                    "authenticated",
                    "requiresScopes",
                    "policy",
                    "extends");

    public static final String NEWEST = "https://specs.apollo.dev/federation/v2.3";
    private static final String FEDERATION = "https://specs.apollo.dev/federation/v2.";
    private static final String LINK = "https://specs.apollo.dev/link/";
    private static final int REPRESENTATIONS_AT_MOST = 100;

    private Subgraph() {}

    /// Returns whether a definition only links specifications, as in `extend schema @link(…)`.
    static boolean isLink(Definition definition) {
        return definition instanceof SchemaExtensionDefinition extension
                && extension.getOperationTypeDefinitions().isEmpty()
                && extension.getDirectives().stream()
                        .allMatch(directive -> directive.getName().equals("link"));
    }

    /// Returns the version of federation that the file links, or null if it links none. Reports
    /// links that Sluice does not know.
    static @Nullable String link(Document document, Problems problems) {
        String version = null;
        for (var definition : document.getDefinitions()) {
            if (definition instanceof SchemaDefinition schema) {
                for (var link : schema.getDirectives("link")) {
                    version = isVersion(link, problems) ? url(link) : version;
                }
            }
        }
        return version;
    }

    private static boolean isVersion(Directive link, Problems problems) {
        var url = url(link);
        if (!url.startsWith(FEDERATION) && !url.startsWith(LINK)) {
            problems.report(
                    link,
                    SchemaFile.WHOLE,
                    "Sluice does not know the specification that @link names",
                    "link Federation 2, as in @link(url: \"%s\")".formatted(NEWEST));
        }
        if (link.getArgument("as") != null || isRenamed(link)) {
            problems.report(
                    link,
                    SchemaFile.WHOLE,
                    "the directives of federation have their own names here",
                    "remove `as` from @link");
        }
        return url.startsWith(FEDERATION);
    }

    private static boolean isRenamed(Directive link) {
        var imported = Directives.list(link, "import");
        return imported != null
                && imported.stream()
                        .anyMatch(each -> !(each instanceof graphql.language.StringValue));
    }

    private static String url(Directive link) {
        return String.valueOf(Directives.string(link, "url"));
    }

    /// Returns whether the gateway can ask for objects of the type by their keys.
    public static boolean isEntity(ObjectTypeDefinition type) {
        return Directives.has(type, "table")
                && type.getDirectives("key").stream().anyMatch(Subgraph::isResolvable);
    }

    /// Returns whether another subgraph has the objects of the type, and this one only their keys.
    public static boolean isStub(ObjectTypeDefinition type) {
        return !Directives.has(type, "table") && Directives.has(type, "key");
    }

    public static boolean isResolvable(Directive key) {
        return !(Directives.value(key, "resolvable") instanceof BooleanValue given)
                || given.isValue();
    }

    /// Adds the fields with which a gateway asks a subgraph, if the schema is one.
    static void addTo(TypeDefinitionRegistry registry, boolean linked) {
        var types = registry.getTypes(ObjectTypeDefinition.class);
        var isSubgraph = linked || types.stream().anyMatch(type -> Directives.has(type, "key"));
        var schema = registry.schemaDefinition().orElse(null);
        var root = registry.getTypeOrNull(query(schema), ObjectTypeDefinition.class);
        if (!isSubgraph || root == null) {
            return;
        }
        registry.add(
                ObjectTypeDefinition.newObjectTypeDefinition()
                        .name(SERVICE_TYPE)
                        .description(
                                new Description("This subgraph, for composition.", null, false))
                        .fieldDefinition(field("sdl", named("String")))
                        .build());
        var fields =
                Stream.concat(
                        root.getFieldDefinitions().stream(),
                        Stream.of(field(SERVICE, required(named(SERVICE_TYPE)))));
        var entities = types.stream().filter(Subgraph::isEntity).toList();
        if (!entities.isEmpty()) {
            addEntities(registry, entities);
            fields = Stream.concat(fields, Stream.of(entities(most(schema))));
        }
        var all = fields.toList();
        registry.remove(root);
        registry.add(root.transform(builder -> builder.fieldDefinitions(all)));
    }

    private static void addEntities(
            TypeDefinitionRegistry registry, List<ObjectTypeDefinition> entities) {
        registry.add(ScalarTypeDefinition.newScalarTypeDefinition().name("_Any").build());
        var union = UnionTypeDefinition.newUnionTypeDefinition().name("_Entity");
        entities.forEach(type -> union.memberType(named(type.getName())));
        registry.add(union.build());
    }

    /// Returns the most representations of one request.
    private static int most(@Nullable SchemaDefinition schema) {
        var limits = schema == null ? null : Directives.find(schema, "limits");
        return limits == null
                ? REPRESENTATIONS_AT_MOST
                : Directives.integer(limits, REPRESENTATIONS, REPRESENTATIONS_AT_MOST);
    }

    private static FieldDefinition entities(int most) {
        var limit =
                Directive.newDirective()
                        .name("constraint")
                        .argument(Argument.newArgument("maxItems", IntValue.of(most)).build())
                        .build();
        var representations =
                InputValueDefinition.newInputValueDefinition()
                        .name(REPRESENTATIONS)
                        .type(required(new ListType(required(named("_Any")))))
                        .directive(limit)
                        .build();
        return field(ENTITIES, required(new ListType(named("_Entity"))))
                .transform(builder -> builder.inputValueDefinition(representations));
    }

    private static String query(@Nullable SchemaDefinition schema) {
        return schema == null
                ? "Query"
                : schema.getOperationTypeDefinitions().stream()
                        .filter(operation -> operation.getName().equals("query"))
                        .map(operation -> operation.getTypeName().getName())
                        .findFirst()
                        .orElse("Query");
    }

    /// Returns whether composition needs to know of the directive.
    public static boolean isOurs(Directive directive) {
        return DIRECTIVES.contains(directive.getName());
    }

    /// Returns the `@key` of the type that can be resolved, or null if it has none.
    public static @Nullable Directive key(DirectivesContainer<?> type) {
        return type.getDirectives("key").stream()
                .filter(Subgraph::isResolvable)
                .findFirst()
                .orElse(null);
    }

    private static FieldDefinition field(String name, Type<?> type) {
        return FieldDefinition.newFieldDefinition().name(name).type(type).build();
    }

    private static Type<?> named(String name) {
        return new TypeName(Objects.requireNonNull(name));
    }

    private static Type<?> required(Type<?> type) {
        return new NonNullType(type);
    }
}
