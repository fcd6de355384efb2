// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.sluice.internal.schema.InvalidSchemaException;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.stream.Stream;

/// Each case of `checks` is a schema with one fault and all problems that are reported.
final class StartUpCheckTest {
    /// Independent problems. The problems of the case must be reported together with these.
    private static final String ELSEWHERE =
            "input Elsewhere { one: Zzzzzzzzz, two: ID @zzzzzzzzz }\n";

    @TestFactory
    Stream<DynamicTest> a_schema_that_must_not_start_says_why() {
        return Check.all().stream().map(each -> dynamicTest(each.toString(), () -> check(each)));
    }

    private static void check(Check each) {
        var refused =
                assertThrows(
                        InvalidSchemaException.class,
                        () -> SchemaCompiler.compile("api.graphqls", each.schema()));
        assertEquals(String.join("\n", each.messages()), refused.getMessage());
    }

    @TestFactory
    Stream<DynamicTest> a_problem_elsewhere_hides_no_other() {
        return Check.all().stream()
                .filter(each ->
                        each.messages().stream().noneMatch(line -> line.contains(" schema: ")))
                .map(each -> dynamicTest(each.toString(), () -> checkBeside(each)));
    }

    private static void checkBeside(Check each) {
        var refused =
                assertThrows(
                        InvalidSchemaException.class,
                        () -> SchemaCompiler.compile("api.graphqls", each.schema() + ELSEWHERE));
        var messages = refused.problems().stream().map(Object::toString).toList();
        assertTrue(messages.containsAll(each.messages()), messages::toString);
        assertEquals(each.messages().size() + 2, messages.size(), messages::toString);
    }
}
