// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.devtools.contract.EditorFiles;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.resolvers.ProjectResolvers;
import dev.sluice.devtools.wording.Quantity;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.PrintStream;
import java.nio.file.Path;

/// Serves the schema file, its operations, the Java resolvers and the data as they are now. If one
/// of them has a problem, it changes nothing.
///
/// @param log gets the result
record Reload(
        Path file,
        EditorFiles editor,
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
            editor.write(schema.text(), catalog);
            var manifest = operations.manifest(catalog);
            var used = resolvers.read(schema.name(), schema.text());
            var next = builder.build(schema, catalog, manifest, used, client);
            var changes = stored.follow(next.catalog());
            api.become(next);
            next.catalog().notices().forEach(notice -> log.println("note: " + notice));
            log.printf(
                    "Reloaded %s in %.1f s%s%n",
                    file, (System.nanoTime() - start) / 1e9, text(changes));
        } catch (Failure failure) {
            log.println(failure.text());
            keep();
        } catch (RuntimeException fault) {
            log.println(fault);
            keep();
        }
    }

    private static String text(StoredData.Changes changes) {
        return changes.put() + changes.deleted() == 0
                ? ""
                : ": %s loaded, %d deleted"
                        .formatted(Quantity.of(changes.put(), "item"), changes.deleted());
    }

    private void keep() {
        log.printf("%s was not reloaded. The previous version is still served.%n", file);
    }
}
