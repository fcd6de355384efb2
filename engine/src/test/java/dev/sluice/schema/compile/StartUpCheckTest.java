// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schema.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.sluice.schema.InvalidSchemaException;

import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Each case of `checks/*.md` is a schema with one fault and all that its author is told of it.
final class StartUpCheckTest {
    private static final Path CHECKS =
            Path.of("src/test/resources/dev/sluice/schema/compile/checks");
    private static final Pattern CASE =
            Pattern.compile(
                    "^## (.+)\n\n```graphql\n((?:.*\n)*?)```\n\n```text\n((?:.*\n)*?)```\n",
                    Pattern.MULTILINE);

    @TestFactory
    Stream<DynamicContainer> a_schema_that_must_not_start_says_why() throws IOException {
        try (var files = Files.list(CHECKS)) {
            return files.sorted().toList().stream().map(StartUpCheckTest::container);
        }
    }

    /// Independent problems, so the others must all be reported beside them.
    private static final String ELSEWHERE =
            "input Elsewhere { one: Zzzzzzzzz, two: ID @zzzzzzzzz }\n";

    @TestFactory
    Stream<DynamicTest> a_problem_elsewhere_hides_no_other() throws IOException {
        try (var files = Files.list(CHECKS)) {
            return files
                    .sorted()
                    .flatMap(file -> CASE.matcher(read(file)).results())
                    .filter(each -> !each.group(3).contains(" schema: "))
                    .map(each -> dynamicTest(each.group(1), () -> checkBeside(each)))
                    .toList()
                    .stream();
        }
    }

    private static void checkBeside(MatchResult each) {
        var refused =
                assertThrows(
                        InvalidSchemaException.class,
                        () -> SchemaCompiler.compile("api.graphqls", each.group(2) + ELSEWHERE));
        var told = refused.problems().stream().map(Object::toString).toList();
        assertTrue(told.containsAll(each.group(3).strip().lines().toList()), told::toString);
        assertEquals(each.group(3).strip().lines().count() + 2, told.size(), told::toString);
    }

    private static DynamicContainer container(Path file) {
        var text = read(file);
        var cases = CASE.matcher(text).results().toList();
        assertEquals(text.lines().filter(line -> line.startsWith("## ")).count(), cases.size());
        return dynamicContainer(
                file.getFileName().toString(),
                cases.stream().map(each -> dynamicTest(each.group(1), () -> check(each))));
    }

    private static void check(MatchResult each) {
        var refused =
                assertThrows(
                        InvalidSchemaException.class,
                        () -> SchemaCompiler.compile("api.graphqls", each.group(2)));
        assertEquals(each.group(3).strip(), refused.getMessage());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
