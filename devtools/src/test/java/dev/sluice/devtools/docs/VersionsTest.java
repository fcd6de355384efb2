// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// All artifacts have one version, which a release replaces in all `pom.xml` files at once.
class VersionsTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern OWN =
            Pattern.compile("<artifactId>sluice-[a-z]+</artifactId>\\s*<version>([^<]+)</version>");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    @Test
    void every_module_and_every_managed_artifact_has_the_version_of_the_project()
            throws IOException {
        var root = Files.readString(PROJECT.resolve("pom.xml"));
        var version = first(OWN, root);
        assertThat(root).contains("<sluice.version>" + version + "</sluice.version>");
        var own = OWN.matcher(root).results().map(each -> each.group(1)).toList();
        assertThat(own.subList(1, own.size())).containsOnly("${sluice.version}");

        var modules = MODULE.matcher(root).results().map(each -> each.group(1)).toList();
        assertThat(modules).contains("bom", "project", "engine");
        for (var module : modules) {
            var pom = Files.readString(PROJECT.resolve(module).resolve("pom.xml"));
            assertThat(first(OWN, pom)).as(module).isEqualTo(version);
            assertThat(pom).as(module).doesNotContain("${project.version}");
        }
    }

    @Test
    void the_API_is_compared_from_the_first_release_on_and_breaks_only_with_the_right_number()
            throws IOException {
        var root = Files.readString(PROJECT.resolve("pom.xml"));
        var last = property("sluice.last-release", root);
        assertThat(property("sluice.last-release.missing", root))
                .isEqualTo(String.valueOf(last.equals("none")));
        if (property("sluice.keeps-api", root).equals("false")) {
            assertThat(last).isNotEqualTo("none");
            assertThat(breaking(property("sluice.version", root))).isGreaterThan(breaking(last));
        }
    }

    /// Returns the number of a version that a break raises, with the numbers before it.
    private static int breaking(String version) {
        var numbers = version.split("\\.", -1);
        var major = Integer.parseInt(numbers[0]);
        return major > 0 ? 1000 * major : Integer.parseInt(numbers[1]);
    }

    private static String property(String name, String pom) {
        return first(Pattern.compile("<%1$s>([^<]*)</%1$s>".formatted(Pattern.quote(name))), pom);
    }

    private static String first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
