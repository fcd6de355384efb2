// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The pages of the runbook.
final class Runbook {
    private static final Pattern SECTION = Pattern.compile("^## ", Pattern.MULTILINE);

    private Runbook() {}

    /// Returns the texts by the names of their files.
    static Map<String, String> pages() {
        var pages = new TreeMap<String, String>();
        try (var files = Files.list(Template.PROJECT.resolve("docs/runbook"))) {
            for (var file : files.toList()) {
                pages.put(name(file), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pages;
    }

    /// Returns the sections of alarms by file and anchor, such as `slow.md#latency`.
    static Map<String, String> sections() {
        var sections = new TreeMap<String, String>();
        pages().forEach((page, text) ->
                SECTION.splitAsStream(text)
                        .skip(1)
                        .forEach(section -> sections.put(page + "#" + anchor(section), section)));
        return sections;
    }

    private static String anchor(String section) {
        return section.lines().findFirst().orElseThrow().toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private static String name(Path file) {
        return Objects.requireNonNull(file.getFileName()).toString();
    }
}
