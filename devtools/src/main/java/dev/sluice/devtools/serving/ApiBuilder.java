// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.Settings;
import dev.sluice.Sluice;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.store.TableNames;
import dev.sluice.internal.computation.InvalidResolversException;
import dev.sluice.internal.computation.ResolverUses;
import dev.sluice.internal.http.Cors;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.resolver.Resolvers;
import dev.sluice.telemetry.RequestListener;
import dev.sluice.telemetry.Tracer;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.Map;

/// Builds the engine from a schema, as the deployed function does, with settings for a laptop.
final class ApiBuilder {
    private final RequestListener listener;
    private final Tracer tracer;
    private final Settings settings;
    private final Cors cors;

    /// @param environment the variables that the developer set, which take precedence
    /// @throws Failure if a variable has a value that cannot be used
    ApiBuilder(Map<String, String> environment, RequestListener listener, Tracer tracer) {
        this.listener = listener;
        this.tracer = tracer;
        var local = LocalSettings.over(environment);
        this.settings = local.read();
        this.cors = local.cors();
    }

    Cors cors() {
        return cors;
    }

    TableNames tableNames() {
        return new TableNames(settings.tableNames());
    }

    /// Uses only the Java resolvers that the schema names.
    ///
    /// @param catalog the compiled schema
    /// @param operations the manifest of the trusted operations
    /// @throws Failure if the schema names a resolver that does not exist
    ServedApi build(
            SchemaSource schema,
            Catalog catalog,
            String operations,
            Resolvers resolvers,
            DynamoDbClient client) {
        try {
            var sluice =
                    Sluice.builder()
                            .schema(schema.name(), schema.text())
                            .resolvers(new ResolverUses(catalog).among(resolvers))
                            .trustedDocuments("operations", operations)
                            .dynamoDb(client)
                            .settings(settings)
                            .listener(listener)
                            .tracer(tracer)
                            .build();
            return new ServedApi(catalog, sluice.httpApi());
        } catch (InvalidResolversException e) {
            throw Failure.input(
                    "%s%nThe command serves the resolvers of ApiResolvers, in function/."
                            .formatted(e.getMessage()));
        }
    }
}
