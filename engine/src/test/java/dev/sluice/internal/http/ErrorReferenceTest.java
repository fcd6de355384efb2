// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Parameter;
import dev.sluice.internal.policy.Reason;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.policy.RequestLimits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// docs/reference/errors.md and its pages agree with the code.
class ErrorReferenceTest {
    private static final Path REFERENCE = Path.of("../docs/reference");
    private static final Pattern ROW =
            Pattern.compile(
                    "\\| \\[`([A-Z_]+)`]\\(errors/\\1\\.md\\) \\| (\\d{3} \\| [a-z]+) \\| [^|]+ \\|");
    private static final Pattern EXAMPLE = Pattern.compile("```json\n(.+)\n```");

    @Test
    void every_code_has_one_row_with_its_status_and_category() {
        var expected =
                Stream.of(ErrorCode.values())
                        .map(code -> "%s %d | %s".formatted(code, code.status(), category(code)));

        var rows =
                ROW.matcher(read("errors.md"))
                        .results()
                        .map(row -> row.group(1) + " " + row.group(2));

        assertThat(rows).containsExactlyElementsOf(expected.toList());
    }

    @Test
    void every_code_has_a_page_and_no_other_has() throws IOException {
        try (var pages = Files.list(REFERENCE.resolve("errors"))) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.of(ErrorCode.values()).map(code -> code + ".md").toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_page_has_the_status_the_category_and_the_message(ErrorCode code) {
        var message = code.message();

        assertThat(page(code))
                .startsWith("# %s\n".formatted(code))
                .contains("\n| Status | %d |\n".formatted(code.status()))
                .contains("\n| Category | %s |\n".formatted(category(code)))
                .contains("\n**What happened.** ", "\n**Why.** ", "\n**What to do.** ");
        if (message != null) {
            assertThat(page(code)).contains("\n| Message | `%s` |\n".formatted(message));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_page_lists_the_parameters_in_their_order(ErrorCode code) {
        assertThat(rows(code, "\\| `[a-z]\\w*` \\| .+ \\|"))
                .containsExactlyElementsOf(
                        parameters(code).stream()
                                .map(each ->
                                        "| `%s` | %s |".formatted(each.member(), each.meaning()))
                                .toList());
    }

    @ParameterizedTest
    @EnumSource
    void a_page_lists_the_reasons_with_their_messages(ErrorCode code) {
        assertThat(rows(code, "\\| `[A-Z].*"))
                .containsExactlyElementsOf(reasons(code).map(ErrorReferenceTest::row).toList());
    }

    @ParameterizedTest
    @EnumSource
    void the_example_of_a_page_is_what_the_engine_answers(ErrorCode code) throws IOException {
        var example = EXAMPLE.matcher(page(code));
        assertThat(example.find()).isTrue();

        var extensions =
                new JsonMapper()
                        .readTree(example.group(1))
                        .path("errors")
                        .path(0)
                        .path("extensions");
        var parameters = new EnumMap<Parameter, Object>(Parameter.class);
        for (var each : Parameter.values()) {
            var value = extensions.path(each.member());
            if (!value.isMissingNode() && each != Parameter.REASON) {
                parameters.put(each, value.isInt() ? value.asInt() : value.asText());
            }
        }
        var refusal =
                extensions.has("reason")
                        ? new Refusal(
                                Reason.valueOf(extensions.path("reason").asText()), parameters)
                        : new Refusal(code, parameters);

        assertThat(parameters(code)).containsAll(parameters.keySet());
        assertThat(
                        new Replies(RequestLimits.standard(), HttpStatuses.ESTABLISHED)
                                .refused(refusal, ResponseType.JSON)
                                .response()
                                .body())
                .isEqualTo(example.group(1));
    }

    @ParameterizedTest
    @EnumSource
    void the_guide_for_clients_of_mutations_says_what_to_do_with_every_code(ErrorCode code) {
        assertThat(read("../concepts/writes.md")).contains("`%s`".formatted(code));
    }

    private static Set<Parameter> parameters(ErrorCode code) {
        var all = EnumSet.noneOf(Parameter.class);
        all.addAll(code.parameters());
        reasons(code)
                .forEach(reason -> {
                    all.add(Parameter.REASON);
                    all.addAll(reason.parameters());
                });
        return all;
    }

    private static Stream<Reason> reasons(ErrorCode code) {
        return Stream.of(Reason.values()).filter(reason -> reason.code() == code);
    }

    private static String row(Reason reason) {
        var parameters =
                reason.parameters().stream()
                        .map(each -> "`%s`".formatted(each.member()))
                        .collect(Collectors.joining(", "));
        return "| `%s` | `%s` | %s |"
                .formatted(reason, reason.message(), parameters)
                .replace("|  |", "| |");
    }

    private static List<String> rows(ErrorCode code, String row) {
        return page(code).lines().filter(line -> line.matches(row)).toList();
    }

    private static String category(ErrorCode code) {
        return code.category().name().toLowerCase(Locale.ROOT);
    }

    private static String page(ErrorCode code) {
        return read("errors/%s.md".formatted(code));
    }

    private static String read(String name) {
        try {
            return Files.readString(REFERENCE.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
