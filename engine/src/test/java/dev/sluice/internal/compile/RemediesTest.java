// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.sluice.internal.schema.InvalidSchemaException;
import dev.sluice.internal.schema.Problem;
import dev.sluice.testing.Schemas;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A schema starts after the author applies the fixes.
class RemediesTest {
    /// Keep this as low as possible: if an author can follow the fix, the case has an edit.
    private static final int MOST_BY_HAND = 20;

    private static final Pattern CODE = Pattern.compile("`([^`…]+)`");

    @TestFactory
    Stream<DynamicTest> a_schema_starts_after_its_remedies() {
        return edited().map(check -> dynamicTest(check.toString(), () -> checkStarts(check)));
    }

    private static void checkStarts(Check check) {
        assertThat(problems(check.edited())).extracting(Problem::toString).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> an_edit_is_what_the_remedy_says() {
        return edited().map(check -> dynamicTest(check.toString(), () -> checkFollows(check)));
    }

    private static void checkFollows(Check check) {
        var fix = check.messages().getFirst().replaceFirst(".*[.] Fix: ", "");
        if (check.messages().size() == 1 && !fix.contains(" or ")) {
            follows(check.schema(), check.edited(), fix);
        }
    }

    private static void follows(String before, String after, String fix) {
        if (fix.matches("(add|write|make|return|declare|give|bind) .*")) {
            for (var code : CODE.matcher(fix).results().map(each -> each.group(1)).toList()) {
                var form = Pattern.quote(code).replace("value", "\\E.+\\Q");
                assertThat(before + after).as(fix).containsPattern(form);
            }
        }
        if (fix.matches("(remove|leave|take) .*")) {
            assertThat(after).as(fix).hasSizeLessThan(before.length());
        }
        if (fix.matches("add .*")) {
            assertThat(after).as(fix).hasSizeGreaterThan(before.length());
        }
        if (fix.matches("make (it|its elements) non-null.*")) {
            assertThat(count(after)).as(fix).isGreaterThan(count(before));
        }
        if (fix.matches("make (it|the field) nullable.*")) {
            assertThat(count(after)).as(fix).isLessThan(count(before));
        }
    }

    private static long count(String schema) {
        return schema.chars().filter(c -> c == '!').count();
    }

    @Test
    void few_remedies_take_judgment() {
        assertThat(Check.all())
                .filteredOn(check -> check.byHand() != null)
                .hasSizeLessThanOrEqualTo(MOST_BY_HAND);
    }

    private static Stream<Check> edited() {
        return Check.all().stream().filter(check -> check.edit() != null);
    }

    private static List<Problem> problems(String schema) {
        try {
            Schemas.compile(schema);
            return List.of();
        } catch (InvalidSchemaException e) {
            return e.problems();
        }
    }

    @Test
    void a_cursor_that_goes_back_needs_a_size_that_does() {
        var schema =
                """
                type Query {
                  notes(of: ID!, first: Int! = 5, after: String, before: String): NoteConnection!
                    @query(keyCondition: "of = $of") @auth(rules: [{public: true}])
                }
                type Note @table(name: "Notes", partitionKey: "{of}", sortKey: "{id}") @auth(rules: [{public: true}]) {
                  of: ID! id: ID!
                }
                """;
        assertThat(problems(schema))
                .extracting(Problem::fix)
                .containsExactly(
                        "add `last: Int`, so that pages go back, too; or use it as $before, or remove it");
        assertThat(problems(schema.replace(", before: String", ""))).isEmpty();
        assertThat(problems(schema.replace("Int! = 5", "Int, last: Int"))).isEmpty();
    }
}
