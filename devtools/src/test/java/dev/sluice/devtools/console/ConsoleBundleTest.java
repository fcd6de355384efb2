// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The bundle of the console has the libraries of its lock file, under licences that NOTICE names.
class ConsoleBundleTest {
    private static final Path LOCK = Path.of("src/console/package-lock.json");
    private static final Path LICENSES =
            Path.of("src/main/resources/dev/sluice/devtools/console/bundle/LICENSES.txt");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^(\\S+) (\\d\\S*) \\(([^()]+)\\)$");
    private static final List<String> ALLOWED =
            List.of("MIT", "Apache-2.0", "BSD-2-Clause", "0BSD");

    @Test
    void each_package_has_the_version_of_the_lock_file_and_an_allowed_licence() throws IOException {
        var locked = new ArrayList<String>();
        new JsonMapper()
                .readTree(LOCK.toFile())
                .get("packages")
                .forEachEntry((path, entry) ->
                        locked.add(
                                path.replaceFirst(".*node_modules/", "")
                                        + " "
                                        + entry.path("version").asText()));
        var bundled = PACKAGE.matcher(Files.readString(LICENSES)).results().toList();

        assertThat(bundled).hasSizeGreaterThan(50);
        assertThat(locked).containsAll(bundled.stream().map(ConsoleBundleTest::version).toList());
        assertThat(bundled).extracting(each -> each.group(3)).isSubsetOf(ALLOWED);
    }

    private static String version(MatchResult bundled) {
        return bundled.group(1) + " " + bundled.group(2);
    }
}
