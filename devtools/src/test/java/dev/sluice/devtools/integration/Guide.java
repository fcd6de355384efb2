// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.integration;

import dev.sluice.devtools.docs.Block;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// A how-to page about the stack of production.
record Guide(String text) {
    private static final Path PAGES = Path.of("../docs/how-to");
    private static final Pattern PARAMETER = Pattern.compile("(?m)^ *\"(\\w+=.*)\",$");

    static Guide of(String page) throws IOException {
        return new Guide(Files.readString(PAGES.resolve(page)));
    }

    /// Returns the commands below a heading.
    ///
    /// @param stack replaces the name of the stack
    List<String> commands(String heading, String stack) {
        return section(heading).stream()
                .filter(block -> block.language().equals("sh"))
                .map(block -> block.text().replaceAll("sluice-(prod|dev)", stack))
                .toList();
    }

    /// Returns the parameters of the deployment below a heading, without escapes.
    ///
    /// @param stack replaces the name of the stack
    String[] parameters(String heading, String stack) {
        return section(heading).stream()
                .filter(block -> block.language().equals("toml"))
                .flatMap(block -> PARAMETER.matcher(block.text()).results())
                .map(parameter -> parameter.group(1).replace("\\\"", "\""))
                .map(parameter -> parameter.replace("sluice-prod", stack))
                .toArray(String[]::new);
    }

    private List<Block> section(String heading) {
        var start = text.indexOf("\n## " + heading + "\n");
        if (start < 0) {
            throw new AssertionError("the page has no " + heading);
        }
        var end = text.indexOf("\n## ", start + 1);
        return Block.of(text.substring(start, end < 0 ? text.length() : end));
    }
}
