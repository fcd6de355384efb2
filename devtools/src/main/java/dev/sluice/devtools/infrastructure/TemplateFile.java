// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.infrastructure;

import com.fasterxml.jackson.core.JsonProcessingException;

import dev.sluice.devtools.data.TextFile;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.internal.schema.Problem;

import java.nio.file.Path;
import java.util.List;

/// A template in a file.
record TemplateFile(Path path, List<String> lines, TemplateContents contents) {
    TemplateFile {
        lines = List.copyOf(lines);
    }

    /// @throws Failure if the file is missing or is not YAML
    static TemplateFile read(Path path) {
        var text = TextFile.read(path, "template");
        try {
            return new TemplateFile(
                    path, text.lines().toList(), TemplateContents.of(Yaml.read(text)));
        } catch (JsonProcessingException e) {
            throw Failure.input(
                    "%s is not YAML: %s. Fix: delete it, and run `sluice infrastructure`."
                            .formatted(
                                    path, e.getOriginalMessage().lines().findFirst().orElse("")));
        }
    }

    /// Returns a problem at the line of its resource, or at the first line if the file does not
    /// have the resource.
    Problem problem(String id, String fault, String fix) {
        var line = Math.max(1, lines.indexOf("  " + id + ":") + 1);
        return new Problem(path.toString(), line, 1, id, fault, fix);
    }
}
