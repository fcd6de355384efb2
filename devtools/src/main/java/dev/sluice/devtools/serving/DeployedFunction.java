// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.devtools.lambda.Artifact;
import dev.sluice.devtools.lambda.Credentials;
import dev.sluice.devtools.lambda.FunctionConfiguration;
import dev.sluice.devtools.lambda.FunctionFault;
import dev.sluice.devtools.lambda.LambdaFunction;
import dev.sluice.internal.schema.Catalog;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.time.Duration;

/// The deployed artifact, run with Lambda's runtime, on a DynamoDB with the tables of its schema.
public final class DeployedFunction implements AutoCloseable {
    /// The timeout of one event, the same as in template.yaml.
    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final String HANDLER = "GraphQLFunction";
    private static final String SCHEMA = "schema.graphqls";

    /// In MB, the default in template.yaml.
    private static final int MEMORY = 1769;

    private final Catalog catalog;
    private final Database database;
    private final @Nullable FaultLayer faults;
    private final LambdaFunction function;

    private DeployedFunction(
            Catalog catalog,
            Database database,
            @Nullable FaultLayer faults,
            LambdaFunction function) {
        this.catalog = catalog;
        this.database = database;
        this.faults = faults;
        this.function = function;
    }

    /// Returns when everything that the function needs is ready. The first event starts the
    /// function.
    ///
    /// @param log gets what the function prints, a line for each event, and notices
    /// @throws Failure if something is missing, or does not fit
    public static DeployedFunction start(
            LambdaOptions options, StoreOptions store, PrintStream log) {
        var artifact = new Artifact(options.artifact());
        var settings = LocalSettings.over(options.environment());
        var names = settings.tableNames();
        var data = new DataLoading(store.data(), log);
        var catalog = new SchemaSource(SCHEMA, artifact.text(SCHEMA)).compile();
        var database = Database.open(store, names);
        FaultLayer faults = null;
        try {
            var _ = new StoredData(database, data).follow(catalog);
            faults = FaultLayer.start(store.faults(), database.endpoint(), names, catalog, log);
            var endpoint = faults == null ? database.endpoint() : faults.endpoint();
            var configuration =
                    new FunctionConfiguration(
                            artifact.type(HANDLER) + "::handleRequest",
                            MEMORY,
                            options.timeout(),
                            options.snapStart(),
                            credentials(database),
                            new FunctionVariables(settings, endpoint).all());
            var function =
                    LambdaFunction.deploy(artifact, options.runtimeClient(), configuration, log);
            return new DeployedFunction(catalog, database, faults, function);
        } catch (RuntimeException e) {
            close(faults);
            database.close();
            throw e;
        }
    }

    private static Credentials credentials(Database database) {
        return database.endpoint().isAws()
                ? OwnCredentials.of(database.client())
                : Credentials.LOCAL;
    }

    Catalog catalog() {
        return catalog;
    }

    Database database() {
        return database;
    }

    /// @param event JSON
    public LambdaFunction.Result invoke(String event) throws FunctionFault {
        return function.invoke(event);
    }

    /// Ends the function, and an embedded DynamoDB. On return, the log has everything that they
    /// printed.
    @Override
    public void close() {
        function.close();
        close(faults);
        database.close();
    }

    private static void close(@Nullable FaultLayer faults) {
        if (faults != null) {
            faults.close();
        }
    }
}
