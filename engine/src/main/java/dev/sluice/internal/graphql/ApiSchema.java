// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.graphql;

import dev.sluice.internal.computation.ResolverResult;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.schema.Catalog;

import graphql.Scalars;
import graphql.TypeResolutionEnvironment;
import graphql.language.Definition;
import graphql.language.Document;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.TypeDefinition;
import graphql.language.UnionTypeDefinition;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;

import org.jspecify.annotations.Nullable;

/// Builds the executable schema: the client's types, each field with its data fetcher.
public final class ApiSchema {
    private ApiSchema() {}

    /// Returns a schema for validating documents and costing operations, but not for executing
    /// them.
    public static GraphQLSchema of(Catalog catalog) {
        return of(catalog.clientSchema());
    }

    /// Like `of(Catalog)`.
    ///
    /// @param clientSchema the schema that clients see
    public static GraphQLSchema of(Document clientSchema) {
        return of(clientSchema, GraphQLCodeRegistry.newCodeRegistry().build());
    }

    public static GraphQLSchema of(Catalog catalog, GraphQLCodeRegistry fetchers) {
        return of(catalog.clientSchema(), fetchers);
    }

    /// @param clientSchema the schema that clients see; fetchers of other fields are ignored
    public static GraphQLSchema of(Document clientSchema, GraphQLCodeRegistry fetchers) {
        var registry = new SchemaParser().buildRegistry(clientSchema);
        var wiring =
                RuntimeWiring.newRuntimeWiring()
                        .codeRegistry(IdleDirectives.hidden(fetchers))
                        .strictMode(false)
                        .scalar(SluiceScalars.id())
                        .strictMode(true);
        for (var definition : clientSchema.getDefinitionsOfType(ScalarTypeDefinition.class)) {
            wiring.scalar(SluiceScalars.of(declared(definition)));
        }
        clientSchema.getDefinitions().stream()
                .filter(ApiSchema::isAbstract)
                .map(definition -> ((TypeDefinition<?>) definition).getName())
                .forEach(name -> wiring.type(name, type -> type.typeResolver(ApiSchema::typeOf)));
        return new SchemaGenerator().makeExecutableSchema(registry, wiring.build());
    }

    private static GraphQLScalarType declared(ScalarTypeDefinition definition) {
        var description = definition.getDescription();
        return GraphQLScalarType.newScalar()
                .name(definition.getName())
                .description(description == null ? null : description.getContent())
                .definition(definition)
                .coercing(Scalars.GraphQLString.getCoercing())
                .build();
    }

    private static boolean isAbstract(Definition<?> definition) {
        return definition instanceof UnionTypeDefinition
                || definition instanceof InterfaceTypeDefinition;
    }

    private static @Nullable GraphQLObjectType typeOf(TypeResolutionEnvironment environment) {
        return switch (environment.getObject()) {
            case Item item -> environment.getSchema().getObjectType(item.type().name());
            case ResolverResult.Members members ->
                    environment.getSchema().getObjectType(members.type());
            case null, default -> null;
        };
    }
}
