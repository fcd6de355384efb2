// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.libraries;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// A library that Maven has resolved for the artifact.
///
/// @param name the group and the artifact
record Resolved(String name, String version) {
    private static final Pattern LINE = Pattern.compile("(?m)^ +([^:\\s]+:[^:]+):jar:([^:]+):");

    /// Reads what the goal `list` of Maven's dependency plugin has written.
    static List<Resolved> read(Path file) throws IOException {
        return LINE.matcher(Files.readString(file))
                .results()
                .map(line -> new Resolved(line.group(1), line.group(2)))
                .toList();
    }

    Resolved(Pin pin) {
        this(pin.name(), pin.version());
    }

    /// Returns the name of its jar.
    String jar() {
        return "%s-%s.jar".formatted(name.substring(name.indexOf(':') + 1), version);
    }
}
