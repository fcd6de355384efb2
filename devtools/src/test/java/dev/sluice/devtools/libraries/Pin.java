// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.libraries;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A library that the artifact may contain, as reviewed: exactly this jar, with this licence.
///
/// @param name the group and the artifact, such as `org.slf4j:slf4j-api`
record Pin(String name, String version, String licence, String sha256) {
    /// Reads lines such as `org.slf4j:slf4j-api 2.0.17 MIT 7b75…`.
    static List<Pin> read(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .map(Pin::parse)
                .toList();
    }

    private static Pin parse(String line) {
        var words = List.of(line.split(" "));
        return new Pin(words.get(0), words.get(1), words.get(2), words.get(3));
    }

    String line() {
        return String.join(" ", name, version, licence, sha256);
    }

    /// Returns the name of its jar.
    String jar() {
        return new Resolved(this).jar();
    }
}
