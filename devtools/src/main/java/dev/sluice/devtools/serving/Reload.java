// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.resolvers.ProjectResolvers;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.PrintStream;
import java.nio.file.Path;

/// Serves the schema file, its operations and the Java resolvers as they are now. If one of them
/// has a problem, it changes nothing.
///
/// @param log gets the result
record Reload(
        Path file,
        OperationDirectory operations,
        ProjectResolvers resolvers,
        ApiBuilder builder,
        DynamoDbClient client,
        StoredData stored,
        LiveApi api,
        PrintStream log) {

    void run() {
        var start = System.nanoTime();
        try {
            var schema = SchemaSource.read(file);
            var catalog = schema.compile();
            var manifest = operations.manifest(catalog);
            var next = builder.build(schema, catalog, manifest, resolvers.read(), client);
            stored.follow(next.catalog());
            api.become(next);
            next.catalog().notices().forEach(notice -> log.println("note: " + notice));
            log.printf("Reloaded %s in %.1f s%n", file, (System.nanoTime() - start) / 1e9);
        } catch (Failure failure) {
            log.println(failure.text());
            keep();
        } catch (RuntimeException fault) {
            log.println(fault);
            keep();
        }
    }

    private void keep() {
        log.printf("%s was not reloaded. The previous version is still served.%n", file);
    }
}
