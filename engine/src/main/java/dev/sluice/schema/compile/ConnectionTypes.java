// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schema.compile;

import graphql.language.Description;
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

import java.util.Set;
import java.util.stream.Collectors;

/// Generates `XConnection`, `XEdge` and `PageInfo` where a field names them and the file does not.
///
/// Source: GraphQL Cursor Connections Specification (Relay).
final class ConnectionTypes {
    static final String SUFFIX = "Connection";
    private static final String EDGE = "Edge";
    private static final String PAGE_INFO = "PageInfo";

    /// What the engine answers by name, by the kind of type.
    private static final Set<String> CONNECTION_FIELDS = Set.of("edges", "nodes", "pageInfo");

    private static final Set<String> EDGE_FIELDS = Set.of("cursor", "node");
    private static final Set<String> PAGE_INFO_FIELDS =
            Set.of("hasNextPage", "hasPreviousPage", "startCursor", "endCursor");

    private ConnectionTypes() {}

    static void addTo(TypeDefinitionRegistry registry) {
        var named =
                registry.getTypes(ObjectTypeDefinition.class).stream()
                        .flatMap(type -> type.getFieldDefinitions().stream())
                        .map(field -> Types.name(field.getType()))
                        .collect(Collectors.toCollection(java.util.TreeSet::new));
        for (var name : named) {
            var node = nodeOf(registry, name);
            if (node != null && registry.getTypeOrNull(name) == null) {
                registry.add(connection(name, node));
                if (registry.getTypeOrNull(node + EDGE) == null) {
                    registry.add(edge(node));
                }
                if (registry.getTypeOrNull(PAGE_INFO) == null) {
                    registry.add(pageInfo());
                }
            }
        }
    }

    /// The type whose pages a connection's name speaks of, or null where it is no connection's
    /// name.
    static @Nullable String nodeOf(TypeDefinitionRegistry registry, String name) {
        if (!name.endsWith(SUFFIX) || name.length() == SUFFIX.length()) {
            return null;
        }
        var node = name.substring(0, name.length() - SUFFIX.length());
        return switch (registry.getTypeOrNull(node)) {
            case ObjectTypeDefinition _, UnionTypeDefinition _, InterfaceTypeDefinition _ -> node;
            case null, default -> null;
        };
    }

    /// Whether the engine itself answers the field: it stands in a connection, an edge or
    /// `PageInfo`.
    static boolean answers(TypeDefinitionRegistry registry, String type, String field) {
        return switch (roleOf(registry, type)) {
            case CONNECTION -> CONNECTION_FIELDS.contains(field);
            case EDGE -> EDGE_FIELDS.contains(field);
            case PAGE_INFO -> PAGE_INFO_FIELDS.contains(field);
            case NONE -> false;
        };
    }

    static boolean isPaging(TypeDefinitionRegistry registry, String type) {
        return roleOf(registry, type) != Role.NONE;
    }

    private enum Role {
        CONNECTION,
        EDGE,
        PAGE_INFO,
        NONE
    }

    private static Role roleOf(TypeDefinitionRegistry registry, String type) {
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

    private static ObjectTypeDefinition edge(String node) {
        return object(
                node + EDGE,
                "One item of a page.",
                field("cursor", required(named("String"))),
                field("node", required(named(node))));
    }

    private static ObjectTypeDefinition pageInfo() {
        return object(
                PAGE_INFO,
                "Where a page stands in its list.",
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
