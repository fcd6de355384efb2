// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.file;

import graphql.language.Description;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.UnionTypeDefinition;
import graphql.schema.idl.TypeDefinitionRegistry;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Generates `XConnection`, `XEdge` and `PageInfo` if a field names them and the file does not
/// define them.
///
/// Source: GraphQL Cursor Connections Specification (Relay).
public final class ConnectionTypes {
    static final String SUFFIX = "Connection";
    private static final String EDGE = "Edge";
    private static final String PAGE_INFO = "PageInfo";
    private static final String TOTAL = "totalCount";
    private static final String IS_PARTIAL = "countIsPartial";

    private ConnectionTypes() {}

    static void addTo(TypeDefinitionRegistry registry) {
        add(registry, Role.CONNECTION);
        add(registry, Role.EDGE);
        add(registry, Role.PAGE_INFO);
    }

    private static void add(TypeDefinitionRegistry registry, Role role) {
        for (var name : named(registry)) {
            if (registry.getTypeOrNull(name) == null && roleOf(registry, name) == role) {
                var node = nodeOf(registry, name, role);
                registry.add(
                        switch (role) {
                            case CONNECTION ->
                                    isCounted(registry, name)
                                            ? counted(name, node)
                                            : connection(name, node);
                            case EDGE -> edge(name, node);
                            case PAGE_INFO, NONE -> pageInfo();
                        });
            }
        }
    }

    private static Set<String> named(TypeDefinitionRegistry registry) {
        return registry.getTypes(ObjectTypeDefinition.class).stream()
                .flatMap(type -> type.getFieldDefinitions().stream())
                .map(field -> Types.name(field.getType()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Returns the type that a connection contains pages of, or null if the name is not a
    /// connection's name.
    public static @Nullable String nodeOf(TypeDefinitionRegistry registry, String name) {
        if (!name.endsWith(SUFFIX)
                || name.length() == SUFFIX.length()
                || isStored(registry, name)) {
            return null;
        }
        var node = name.substring(0, name.length() - SUFFIX.length());
        return switch (registry.getTypeOrNull(node)) {
            case ObjectTypeDefinition _, UnionTypeDefinition _, InterfaceTypeDefinition _ -> node;
            case null, default -> null;
        };
    }

    /// The type of a field that the engine answers.
    ///
    /// @param name the type's name; a field of type `String` may also be an `ID`
    public record Expected(String name, boolean list, boolean nonNull) {
        public boolean fits(FieldDefinition field) {
            var type = field.getType();
            var given = Types.name(type);
            return (given.equals(name) || (name.equals("String") && given.equals("ID")))
                    && Types.isList(type) == list
                    && !Types.isList(Types.element(type))
                    && (nonNull || !Types.isNonNull(type))
                    && field.getInputValueDefinitions().isEmpty();
        }

        @Override
        public String toString() {
            return (list ? "[" + name + "!]" : name) + (nonNull ? "!" : "");
        }
    }

    /// Returns the type of a field of a connection, an edge or `PageInfo` that the engine itself
    /// answers, or null for any other field.
    public static @Nullable Expected expected(
            TypeDefinitionRegistry registry, String type, String field) {
        var role = roleOf(registry, type);
        var node = nodeOf(registry, type, role);
        return switch (role) {
            case CONNECTION ->
                    switch (field) {
                        case "edges" -> new Expected(node + EDGE, true, true);
                        case "nodes" -> new Expected(node, true, true);
                        case "pageInfo" -> new Expected(PAGE_INFO, false, true);
                        case TOTAL -> new Expected("Int", false, false);
                        case IS_PARTIAL -> new Expected("Boolean", false, false);
                        default -> null;
                    };
            case EDGE ->
                    switch (field) {
                        case "cursor" -> new Expected("String", false, true);
                        case "node" -> new Expected(node, false, true);
                        default -> null;
                    };
            case PAGE_INFO ->
                    switch (field) {
                        case "hasNextPage", "hasPreviousPage" ->
                                new Expected("Boolean", false, true);
                        case "startCursor", "endCursor" -> new Expected("String", false, false);
                        default -> null;
                    };
            case NONE -> null;
        };
    }

    private static String nodeOf(TypeDefinitionRegistry registry, String type, Role role) {
        return switch (role) {
            case CONNECTION -> Objects.requireNonNull(nodeOf(registry, type));
            case EDGE -> type.substring(0, type.length() - EDGE.length());
            case PAGE_INFO, NONE -> type;
        };
    }

    private static boolean isStored(TypeDefinitionRegistry registry, String name) {
        var type = registry.getTypeOrNull(name, ObjectTypeDefinition.class);
        return type != null && Directives.has(type, "table");
    }

    public static boolean isPaging(TypeDefinitionRegistry registry, String type) {
        return roleOf(registry, type) != Role.NONE;
    }

    /// Returns whether the type has a field for the number of items in a whole list.
    public static boolean hasTotal(TypeDefinitionRegistry registry, String connection) {
        var type = registry.getTypeOrNull(connection, ObjectTypeDefinition.class);
        return type != null
                && type.getFieldDefinitions().stream()
                        .map(FieldDefinition::getName)
                        .anyMatch(ConnectionTypes::isTotal);
    }

    /// Returns whether a field of a connection says how many items the whole list has, or whether
    /// that is known.
    public static boolean isTotal(String field) {
        return field.equals(TOTAL) || field.equals(IS_PARTIAL);
    }

    /// Returns whether a list with pages of this type is counted.
    public static boolean isCounted(TypeDefinitionRegistry registry, String connection) {
        return registry.getTypes(ObjectTypeDefinition.class).stream()
                .flatMap(type -> type.getFieldDefinitions().stream())
                .filter(field -> Types.name(field.getType()).equals(connection))
                .anyMatch(field ->
                        Directives.find(field, "query") instanceof Directive query
                                && (query.getArgument("maxCount") != null
                                        || query.getArgument("counter") != null));
    }

    private enum Role {
        CONNECTION,
        EDGE,
        PAGE_INFO,
        NONE
    }

    private static Role roleOf(TypeDefinitionRegistry registry, String type) {
        if (isStored(registry, type)) {
            return Role.NONE;
        }
        if (type.equals(PAGE_INFO)) {
            return Role.PAGE_INFO;
        }
        if (nodeOf(registry, type) != null) {
            return Role.CONNECTION;
        }
        var edge = type.endsWith(EDGE) ? type.substring(0, type.length() - EDGE.length()) : "";
        return registry.getTypeOrNull(edge + SUFFIX) != null
                        && nodeOf(registry, edge + SUFFIX) != null
                ? Role.EDGE
                : Role.NONE;
    }

    private static ObjectTypeDefinition connection(String name, String node) {
        return object(
                name,
                "A page of a list.",
                field("edges", required(new ListType(required(named(node + EDGE))))),
                field("pageInfo", required(named(PAGE_INFO))));
    }

    private static ObjectTypeDefinition counted(String name, String node) {
        return connection(name, node)
                .transform(type ->
                        type.fieldDefinition(
                                        described(
                                                field(TOTAL, named("Int")),
                                                "The number of items in the whole list, if it is known."))
                                .fieldDefinition(
                                        described(
                                                field(IS_PARTIAL, named("Boolean")),
                                                "Whether `totalCount` is not known, such as for a long list.")));
    }

    private static FieldDefinition described(FieldDefinition field, String text) {
        return field.transform(
                described -> described.description(new Description(text, null, false)));
    }

    private static ObjectTypeDefinition edge(String name, String node) {
        return object(
                name,
                "One item of a page.",
                field("cursor", required(named("String"))),
                field("node", named(node)));
    }

    private static ObjectTypeDefinition pageInfo() {
        return object(
                PAGE_INFO,
                "The position of a page in its list.",
                field("hasNextPage", required(named("Boolean"))),
                field("hasPreviousPage", required(named("Boolean"))),
                field("startCursor", named("String")),
                field("endCursor", named("String")));
    }

    private static ObjectTypeDefinition object(
            String name, String description, FieldDefinition... fields) {
        var builder =
                ObjectTypeDefinition.newObjectTypeDefinition()
                        .name(name)
                        .description(new Description(description, null, false));
        for (var field : fields) {
            builder.fieldDefinition(field);
        }
        return builder.build();
    }

    private static FieldDefinition field(String name, Type<?> type) {
        return FieldDefinition.newFieldDefinition().name(name).type(type).build();
    }

    private static Type<?> named(String name) {
        return new TypeName(name);
    }

    private static Type<?> required(Type<?> type) {
        return new NonNullType(type);
    }
}
