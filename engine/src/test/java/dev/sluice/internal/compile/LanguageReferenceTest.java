// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.testing.Schemas;

import graphql.language.DirectiveDefinition;
import graphql.language.InputValueDefinition;
import graphql.parser.Parser;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Checks that `docs/reference/language.md` and its pages match the code.
final class LanguageReferenceTest {
    private static final Path SOURCES = Path.of("src");
    private static final Path DOCS = Path.of("..", "docs", "reference");
    private static final String REFERENCE =
            Schemas.read(DOCS.resolve("language.md")) + pages(DOCS.resolve("language"));
    private static final Pattern PLACE =
            Pattern.compile("^api\\.graphqls:\\d+:\\d+ ", Pattern.MULTILINE);

    @Test
    void each_message_of_the_reference_is_one_that_a_schema_gets() {
        var known =
                Check.all().stream()
                        .flatMap(check -> check.messages().stream())
                        .map(messages -> PLACE.matcher(messages).replaceAll(""))
                        .collect(Collectors.toSet());
        var messages = blocks("text").stream().flatMap(String::lines).toList();
        assertFalse(messages.isEmpty());
        messages.forEach(message -> assertTrue(known.contains(message), message));
    }

    @Test
    void each_directive_and_argument_has_its_place_in_the_reference() {
        var language =
                Schemas.read(
                        SOURCES.resolve(
                                "main/resources/dev/sluice/internal/compile/file/language.graphqls"));
        for (var directive :
                Parser.parse(language).getDefinitionsOfType(DirectiveDefinition.class)) {
            assertTrue(REFERENCE.contains("@" + directive.getName()), directive.getName());
            for (InputValueDefinition argument : directive.getInputValueDefinitions()) {
                assertTrue(
                        Pattern.compile("\\b" + argument.getName() + "\\b")
                                .matcher(REFERENCE)
                                .find(),
                        argument.getName());
            }
        }
    }

    private static String pages(Path folder) {
        try (var pages = Files.list(folder)) {
            return pages.map(Schemas::read).collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> blocks(String kind) {
        return Pattern.compile("^```" + kind + "\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(REFERENCE)
                .results()
                .map(block -> block.group(1))
                .toList();
    }
}
