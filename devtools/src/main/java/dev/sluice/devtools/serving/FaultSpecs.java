// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.devtools.data.TextFile;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.fault.FaultRule;
import dev.sluice.devtools.fault.InvalidFaultException;
import dev.sluice.devtools.fault.SpecReader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads the rules of the command line, and those of the file after them.
record FaultSpecs(FaultOptions options, SpecReader reader) {

    /// @throws Failure with every specification that cannot be used
    List<FaultRule> read() {
        var rules = new ArrayList<FaultRule>();
        var problems = new ArrayList<String>();
        for (var spec : options.specs()) {
            add(spec, "--fault '%s'".formatted(spec), rules, problems);
        }
        if (!problems.isEmpty()) {
            throw Failure.usage(String.join("\n", problems));
        }
        if (options.file() != null) {
            rules.addAll(file(options.file()));
        }
        return rules;
    }

    private List<FaultRule> file(Path file) {
        var rules = new ArrayList<FaultRule>();
        var problems = new ArrayList<String>();
        var lines = TextFile.read(file, "fault file").lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                add(line, "%s:%d".formatted(file, i + 1), rules, problems);
            }
        }
        if (!problems.isEmpty()) {
            throw Failure.input(String.join("\n", problems));
        }
        return rules;
    }

    private void add(String spec, String place, List<FaultRule> rules, List<String> problems) {
        try {
            rules.add(reader.read(spec));
        } catch (InvalidFaultException e) {
            problems.add("%s: %s".formatted(place, e.text()));
        }
    }
}
