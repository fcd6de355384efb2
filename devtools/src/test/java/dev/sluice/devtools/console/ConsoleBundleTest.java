// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.testing.NodePrograms;
import dev.sluice.devtools.testing.Tool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The bundle of the console has the libraries of its lock file, under licences that NOTICE names.
class ConsoleBundleTest {
    private static final Path SOURCES = Path.of("src/console");
    private static final Path LOCK = SOURCES.resolve("package-lock.json");
    private static final Path BUNDLE =
            Path.of("src/main/resources/dev/sluice/devtools/console/bundle");
    private static final Path LICENSES = BUNDLE.resolve("LICENSES.txt");
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

    @Test
    void the_bundle_is_what_the_packages_of_the_lock_file_make(@TempDir Path made)
            throws Exception {
        var programs = NodePrograms.install(SOURCES, "console");

        Tool.NODE.run(programs, List.of("build.mjs", made.toString()));

        assertThat(hashes(made)).isEqualTo(hashes(BUNDLE)).hasSize(6);
    }

    /// Returns the hash of each file by its name, so that a difference has a short message.
    private static Map<String, String> hashes(Path directory) throws Exception {
        var hashes = new TreeMap<String, String>();
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                var hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                hashes.put(file.getFileName().toString(), HexFormat.of().formatHex(hash));
            }
        }
        return hashes;
    }

    private static String version(MatchResult bundled) {
        return bundled.group(1) + " " + bundled.group(2);
    }
}
