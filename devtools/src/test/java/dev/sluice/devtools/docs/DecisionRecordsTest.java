// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The decision records are numbered, listed and structured alike.
class DecisionRecordsTest {
    private static final Path RECORDS = Path.of("../docs/decisions");
    private static final int PAGE = 60;
    private static final Pattern LISTED =
            Pattern.compile("(?m)^- \\[(\\d{4}\\. .*)]\\((\\d{4}-[a-z0-9-]+\\.md)\\)$");

    /// The status of a record that still holds, or of one that another has replaced.
    private static final Pattern STATUS =
            Pattern.compile(
                    "\\*\\*Status:\\*\\* (accepted|superseded by \\[\\d{4}]\\(\\d{4}-.*\\.md\\))");

    @Test
    void records_are_numbered_without_a_gap() throws IOException {
        var numbers = records().stream().map(DecisionRecordsTest::number).toList();
        assertThat(numbers)
                .isNotEmpty()
                .isEqualTo(
                        IntStream.rangeClosed(1, numbers.size())
                                .mapToObj("%04d"::formatted)
                                .toList());
    }

    @Test
    void the_index_lists_each_record_once_by_its_title() throws IOException {
        var listed =
                LISTED.matcher(Files.readString(RECORDS.resolve("README.md")))
                        .results()
                        .map(DecisionRecordsTest::entry)
                        .toList();
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(
                        records().stream().map(record -> record + " # " + title(record)).toList());
    }

    @Test
    void a_record_has_its_number_a_status_and_three_sections_on_one_page() throws IOException {
        for (var record : records()) {
            var lines = Files.readAllLines(record);
            assertThat(lines.getFirst()).startsWith("# " + number(record) + ". ");
            assertThat(lines.get(2)).as(record.toString()).matches(STATUS);
            assertThat(lines.stream().filter(line -> line.startsWith("## ")))
                    .as(record.toString())
                    .containsExactly("## Context", "## Decision", "## Consequences");
            assertThat(lines).as(record.toString()).hasSizeLessThanOrEqualTo(PAGE);
        }
    }

    private static String entry(MatchResult entry) {
        return RECORDS.resolve(entry.group(2)) + " # " + entry.group(1);
    }

    private static String title(Path record) {
        try {
            return Files.readAllLines(record).getFirst().substring(2);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String number(Path record) {
        return record.getFileName().toString().substring(0, 4);
    }

    private static List<Path> records() throws IOException {
        try (var files = Files.list(RECORDS)) {
            return files.filter(file -> !file.endsWith("README.md")).sorted().toList();
        }
    }
}
