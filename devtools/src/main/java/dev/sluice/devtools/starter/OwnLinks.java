// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.starter;

import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names the pages of Sluice's documentation that a new project does not have as pages of Sluice,
/// because a link to them would lead nowhere.
///
/// @param files the paths in the project
record OwnLinks(Set<String> files) {
    private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\(([^):#]+)(?:#[^)]*)?\\)");
    private static final Pattern MENTION =
            Pattern.compile("(?<![\\w/.-])docs/[a-z0-9/-]+\\.md(?:#[a-z0-9-]+)?");

    /// Returns the text of a file with links and mentions only of pages that the project has.
    String in(String path, String text) {
        var mentioned = MENTION.matcher(text).replaceAll(this::mention);
        return path.endsWith(".md")
                ? LINK.matcher(mentioned).replaceAll(link -> link(path, link))
                : mentioned;
    }

    private String mention(MatchResult mention) {
        var page = mention.group();
        return files.contains(page.replaceFirst("#.*", ""))
                ? page
                : Matcher.quoteReplacement("Sluice's " + page);
    }

    private String link(String from, MatchResult link) {
        var target = Path.of(from).resolveSibling(link.group(2)).normalize().toString();
        return Matcher.quoteReplacement(
                files.contains(target.replace('\\', '/'))
                        ? link.group()
                        : "%s (Sluice's `%s`)".formatted(link.group(1), target.replace('\\', '/')));
    }
}
