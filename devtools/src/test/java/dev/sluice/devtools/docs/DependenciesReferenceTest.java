// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The reference gives a reason for each library and plugin that a `pom.xml` names.
class DependenciesReferenceTest {
    private static final Path PROJECT = Path.of("..");
    private static final Path REFERENCE = PROJECT.resolve("docs/reference/dependencies.md");
    private static final Pattern EXCLUSIONS = Pattern.compile("(?s)<exclusions>.*?</exclusions>");

    /// Finds groups and names. A BOM has a type, and is not a library.
    private static final Pattern NAMED =
            Pattern.compile(
                    "<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>"
                            + "(?!\\s*<version>[^<]+</version>\\s*<type>pom</type>)");

    private static final Set<String> OWN = Set.of("dev.sluice", "${project.groupId}");
    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| ([^|]+) \\|");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");

    @Test
    void each_library_and_plugin_of_the_build_has_a_row() throws IOException {
        var rows =
                FIRST_CELL
                        .matcher(Files.readString(REFERENCE))
                        .results()
                        .flatMap(cell -> NAME.matcher(cell.group(1)).results())
                        .map(MatchResult::group)
                        .collect(Collectors.toSet());

        var named = new TreeSet<String>();
        for (var pom : poms()) {
            var text = EXCLUSIONS.matcher(Files.readString(pom)).replaceAll("");
            NAMED.matcher(text)
                    .results()
                    .filter(each -> !OWN.contains(each.group(1)))
                    .forEach(each -> named.add(each.group(2)));
        }
        assertThat(rows).containsAll(named);
        assertThat(named).contains("graphql-java", "nullaway");
    }

    private static Iterable<Path> poms() throws IOException {
        try (var modules = Files.list(PROJECT)) {
            return Stream.concat(
                            Stream.of(PROJECT.resolve("pom.xml")),
                            modules.map(module -> module.resolve("pom.xml")))
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }
}
