// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.devtools.Schemas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The files of an API with one station.
final class Stations {
    private Stations() {}

    static Path schema(Path directory) throws IOException {
        return Files.writeString(directory.resolve("stations.graphqls"), Schemas.STATIONS);
    }

    /// Writes the sample data: the station `s1`, named Harbour.
    static Path data(Path directory) throws IOException {
        return Files.writeString(
                directory.resolve("stations.json"),
                """
                {"Station": [{"id": "s1", "line": "U1", "name": "Harbour"}]}
                """);
    }
}
