// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs `sluice migrate` with two texts of schemas.
final class Migrate {
    private Migrate() {}

    /// @param directory gets the files of the schemas
    static Console run(Path directory, URI dynamoDb, String before, String after, String... options)
            throws IOException {
        var from = Files.writeString(directory.resolve("before.graphqls"), before);
        var to = Files.writeString(directory.resolve("after.graphqls"), after);
        var words =
                new ArrayList<>(
                        List.of(
                                "migrate",
                                "--from",
                                from.toString(),
                                "--schema",
                                to.toString(),
                                "--dynamodb",
                                dynamoDb.toString()));
        words.addAll(List.of(options));
        return Console.run(words.toArray(String[]::new));
    }
}
