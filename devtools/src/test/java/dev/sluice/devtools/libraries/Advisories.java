// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.libraries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.apache.maven.artifact.versioning.ComparableVersion;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Known advisories, in the format of OSV.
record Advisories(String date, List<JsonNode> all) {
    static Advisories read(Path file) throws IOException {
        var content = new JsonMapper().readTree(file.toFile());
        return new Advisories(
                content.get("date").textValue(), content.get("advisories").valueStream().toList());
    }

    /// Returns the identifiers of those that affect this version of the library.
    List<String> of(String library, String version) {
        return all.stream()
                .filter(advisory ->
                        advisory.get("affected")
                                .valueStream()
                                .filter(affected ->
                                        affected.at("/package/name").textValue().equals(library))
                                .flatMap(affected -> affected.get("ranges").valueStream())
                                .anyMatch(range -> contains(range, new ComparableVersion(version))))
                .map(advisory -> advisory.get("id").textValue())
                .toList();
    }

    /// A range has events in their order: a version that introduces the fault, one that fixes it.
    private static boolean contains(JsonNode range, ComparableVersion version) {
        var isAffected = false;
        for (var event : range.get("events")) {
            if (event.has("introduced") && isAtLeast(version, event.get("introduced"))) {
                isAffected = true;
            }
            if (event.has("fixed") && isAtLeast(version, event.get("fixed"))) {
                isAffected = false;
            }
            if (event.has("last_affected")
                    && version.compareTo(at(event.get("last_affected"))) > 0) {
                isAffected = false;
            }
        }
        return isAffected;
    }

    private static boolean isAtLeast(ComparableVersion version, JsonNode other) {
        return version.compareTo(at(other)) >= 0;
    }

    private static ComparableVersion at(JsonNode version) {
        return new ComparableVersion(version.textValue());
    }
}
