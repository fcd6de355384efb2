// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.serving.SchemaSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Finds the earlier version of a schema file.
public final class EarlierSchema {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int OK = 200;

    private EarlierSchema() {}

    /// @param from a file, an address, or a revision of git that has the later schema's file
    /// @param later the file of the later schema
    /// @throws Failure if there is no such version
    public static SchemaSource read(String from, Path later) {
        if (from.startsWith("https://") || from.startsWith("http://")) {
            return new SchemaSource(from, fetched(from));
        }
        return Files.exists(Path.of(from))
                ? SchemaSource.read(Path.of(from))
                : new SchemaSource(from + ":" + later, committed(from, later));
    }

    private static String fetched(String address) {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(address)).timeout(TIMEOUT).build();
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != OK) {
                throw Failure.environment(
                        "%s answered %d. Fix: give the address of the schema file itself. An API does not show where its items are, not even in introspection."
                                .formatted(address, response.statusCode()));
            }
            return response.body();
        } catch (IOException | IllegalArgumentException e) {
            throw Failure.environment("%s cannot be read: %s".formatted(address, e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.environment("%s was not read.".formatted(address));
        }
    }

    private static String committed(String revision, Path file) {
        var text = new GitFile(file).at(revision);
        if (text == null) {
            throw Failure.environment(
                    "%s is no file, no address, and no revision of git that has %s."
                            .formatted(revision, file));
        }
        return text;
    }
}
