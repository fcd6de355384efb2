// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class LibraryAuditTest {
    private static final Pin CORE =
            new Pin("com.fasterxml.jackson.core:jackson-core", "2.23.0", "Apache-2.0", "aa");
    private static final Zip ZIP =
            new Zip(
                    10,
                    Map.of(
                            "jackson-core-2.23.0.jar", new Zip.Jar("aa", 5),
                            "sluice-engine-0.1.0.jar", new Zip.Jar("00", 5)));

    private final Advisories advisories = Advisories.read(Path.of("../.ci/advisories.json"));

    LibraryAuditTest() throws IOException {}

    private List<String> problems(Zip zip, Pin... pins) {
        return new LibraryAudit(
                        zip, List.of(pins), Stream.of(pins).map(Resolved::new).toList(), advisories)
                .problems();
    }

    @Test
    void an_artifact_that_is_as_reviewed_has_no_problems() {
        assertThat(problems(ZIP, CORE)).isEmpty();
    }

    @Test
    void a_jar_that_is_not_pinned_and_a_pin_without_a_jar_are_problems() {
        assertThat(problems(ZIP)).containsExactly("jackson-core-2.23.0.jar is not pinned");
        assertThat(problems(new Zip(0, Map.of()), CORE))
                .containsExactly("jackson-core-2.23.0.jar is pinned, but not in the artifact");
    }

    @Test
    void a_jar_with_other_bytes_is_a_problem() {
        var other = new Zip(10, Map.of("jackson-core-2.23.0.jar", new Zip.Jar("bb", 5)));

        assertThat(problems(other, CORE))
                .containsExactly("jackson-core-2.23.0.jar is not the jar that was pinned");
    }

    @Test
    void a_licence_that_is_not_in_the_table_is_a_problem() {
        var other = new Pin(CORE.name(), CORE.version(), "GPL-3.0", CORE.sha256());

        assertThat(problems(ZIP, other))
                .containsExactly("jackson-core-2.23.0.jar has the licence GPL-3.0");
    }

    @Test
    void a_version_with_an_advisory_is_a_problem() {
        var old = new Pin(CORE.name(), "2.20.1", CORE.licence(), CORE.sha256());
        var zip = new Zip(10, Map.of("jackson-core-2.20.1.jar", new Zip.Jar("aa", 5)));

        assertThat(problems(zip, old))
                .containsExactly(
                        "jackson-core-2.20.1.jar has the advisory GHSA-72hv-8253-57qq",
                        "jackson-core-2.20.1.jar has the advisory GHSA-r7wm-3cxj-wff9",
                        "jackson-core-2.20.1.jar has the advisory GHSA-649p-m576-vr99");
    }

    @Test
    void a_pin_of_another_group_than_the_library_that_Maven_resolved_is_a_problem() {
        var other = new Resolved("com.example:jackson-core", "2.23.0");

        assertThat(new LibraryAudit(ZIP, List.of(CORE), List.of(other), advisories).problems())
                .containsExactly(
                        "Maven resolved no com.fasterxml.jackson.core:jackson-core:2.23.0",
                        "Maven resolved com.example:jackson-core:2.23.0");
    }

    @ParameterizedTest
    @CsvSource({
        "org.apache.logging.log4j:log4j-api, 2.24.0, true",
        "org.apache.logging.log4j:log4j-api, 2.25.5, false",
        "org.apache.logging.log4j:log4j-api, 2.26.0, true",
        "org.apache.logging.log4j:log4j-api, 2.26.1, false",
        "com.fasterxml.jackson.core:jackson-core, 2.21.0-rc1, true",
        "com.fasterxml.jackson.core:jackson-annotations, 2.1, false",
    })
    void versions_are_compared_as_Maven_compares_them(
            String library, String version, boolean isAffected) {
        assertThat(!advisories.of(library, version).isEmpty()).isEqualTo(isAffected);
    }
}
