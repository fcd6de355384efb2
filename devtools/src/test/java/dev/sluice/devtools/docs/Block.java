// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.docs;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One fenced block of a page.
///
/// A block with a file name after its language is that file. A block of `sh` is a command. The
/// tests run commands of `./sluice` and `curl`. Any other block of `json` or `text` is the expected
/// output.
///
/// @param file empty if the block is not a file
public record Block(String language, String file, String text) {
    private static final Pattern FENCED =
            Pattern.compile("(?ms)^```([a-z]+)(?: (\\S+))?\\n(.*?)^```$");

    public static List<Block> of(String page) {
        return FENCED.matcher(page)
                .results()
                .map(block ->
                        new Block(
                                block.group(1),
                                block.group(2) == null ? "" : block.group(2),
                                block.group(3)))
                .toList();
    }

    public boolean isFile() {
        return !file.isEmpty();
    }

    boolean isCommand() {
        return language.equals("sh") && (text.startsWith("./sluice") || text.startsWith("curl"));
    }

    public boolean isOutput() {
        return !isFile() && (language.equals("json") || language.equals("text"));
    }

    /// Returns whether the text was printed. White space does not count, and `…` matches anything.
    public boolean admits(String printed) {
        var pattern =
                Stream.of(squeezed(text).split("…", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*"));
        return squeezed(printed).matches(pattern);
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s", "");
    }
}
