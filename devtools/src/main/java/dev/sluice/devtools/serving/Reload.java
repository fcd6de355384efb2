// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.devtools.failure.Failure;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.PrintStream;
import java.nio.file.Path;

/// Takes the schema file and its operations as they are now, whole or not at all.
///
/// @param log is told what became of it
record Reload(
        Path file,
        OperationDirectory operations,
        ApiBuilder builder,
        DynamoDbClient client,
        StoredData stored,
        LiveApi api,
        PrintStream log) {

    void run() {
        try {
            var catalog = SchemaFile.read(file).compile();
            var next = builder.build(catalog, operations.manifest(catalog), client);
            stored.follow(next.catalog());
            api.become(next);
            next.catalog().notices().forEach(notice -> log.println("note: " + notice));
            log.println("Reloaded " + file);
        } catch (Failure failure) {
            log.println(failure.text());
            keep();
        } catch (RuntimeException fault) {
            log.println(fault);
            keep();
        }
    }

    private void keep() {
        log.printf("%s was not reloaded: the schema before it still answers.%n", file);
    }
}
