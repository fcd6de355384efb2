// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import dev.sluice.devtools.data.TextFile;
import dev.sluice.devtools.failure.Failure;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Which operations an API has run, from its log (docs/reference/telemetry.md).
///
/// @param seen by the name of the operation
/// @param unread how many lines look like JSON and are not, so that they may hide an operation
record RunOperations(Map<String, Seen> seen, int unread) {
    private static final String UNNAMED = "(unnamed)";

    /// @param last the time of the last request, in RFC 3339, or null if the log has no times
    /// @param clients the names of the clients that sent it, sorted
    record Seen(long requests, @Nullable String last, List<String> clients) {
        private Seen and(Seen other) {
            var latest =
                    last == null || (other.last != null && other.last.compareTo(last) > 0)
                            ? other.last
                            : last;
            var all =
                    Stream.concat(clients.stream(), other.clients.stream())
                            .distinct()
                            .sorted()
                            .toList();
            return new Seen(requests + other.requests, latest, all);
        }
    }

    /// Reads the lines of the log that are JSON and belong to a request whose operation was
    /// admitted.
    ///
    /// @throws Failure if the file is missing, or has no such line
    static RunOperations read(Path file) {
        var json = new JsonMapper();
        var seen = new TreeMap<String, Seen>();
        var unread = 0;
        for (var line : TextFile.read(file, "log").lines().toList()) {
            var entry = entry(line, json);
            unread += entry == null ? 1 : 0;
            var name = entry == null ? null : operation(entry);
            if (entry != null && name != null) {
                var client = entry.path("clientName").textValue();
                var request =
                        new Seen(
                                1,
                                entry.path("timestamp").textValue(),
                                client == null ? List.of() : List.of(client));
                seen.merge(name, request, Seen::and);
            }
        }
        if (seen.isEmpty()) {
            throw Failure.input(
                    "%s has no request. Fix: give the log of the function, one JSON object in each line."
                            .formatted(file));
        }
        return new RunOperations(seen, unread);
    }

    /// Returns null if the entry is not of a request whose operation was admitted.
    private static @Nullable String operation(JsonNode entry) {
        if (!entry.path("message").asText().equals("request")) {
            return null;
        }
        var name = entry.path("operation").textValue();
        return name == null && entry.has("documentHash") ? UNNAMED : name;
    }

    /// Returns null if the line looks like JSON and is not.
    private static @Nullable JsonNode entry(String line, JsonMapper json) {
        var start = line.indexOf('{');
        try {
            return start < 0 ? MissingNode.getInstance() : json.readTree(line.substring(start));
        } catch (JacksonException _) {
            return null;
        }
    }
}
