// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schema.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.sluice.schema.InvalidSchemaException;
import dev.sluice.schema.Problem;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Whoever does what a remedy says gets rid of the problem.
class RemediesTest {
    private static final Pattern NAMED = Pattern.compile("`([$]?)([A-Za-z0-9_]+)`[^`]*$");
    private static final int FEWEST = 15;

    @TestFactory
    Stream<DynamicTest> what_a_remedy_says_removes_the_problem() {
        var tests = new ArrayList<DynamicTest>();
        for (var each : Check.all()) {
            add(each.toString(), each.schema(), tests);
        }
        assertThat(tests).hasSizeGreaterThan(FEWEST);
        return tests.stream();
    }

    private static void add(String name, String schema, List<DynamicTest> tests) {
        for (var problem : problems(schema)) {
            var mended = mended(schema, problem);
            if (mended != null) {
                tests.add(dynamicTest(name, () -> check(schema, mended, problem)));
            }
        }
    }

    private static void check(String schema, String mended, Problem problem) {
        assertThat(mended).isNotEqualTo(schema);
        assertThat(problems(mended))
                .as("%s%n%s", problem, mended)
                .extracting(Problem::toString)
                .isSubsetOf(problems(schema).stream().map(Problem::toString).toList())
                .doesNotContain(problem.toString());
    }

    /// The schema as the remedy says, or null where doing so is not mechanical.
    private static @Nullable String mended(String schema, Problem problem) {
        var remedy = problem.remedy();
        var named = NAMED.matcher(problem.fault());
        var argument = argument(problem.fault());
        if (remedy.startsWith("did you mean") && named.find()) {
            var meant = remedy.split("`", -1)[1];
            return onLine(schema, problem, "\\b" + named.group(2) + "\\b", meant);
        }
        if (remedy.startsWith("make the field nullable, as in")) {
            var meant = remedy.split("`", -1)[1];
            return onLine(schema, problem, Pattern.quote(meant + "!"), meant);
        }
        if (remedy.startsWith("add `first: Int! = ")) {
            var field = problem.coordinate().replaceFirst(".*[.]", "");
            var size = remedy.split("`", -1)[1];
            return schema.contains(field + "(")
                    ? schema.replaceFirst("\\b" + field + "[(]", field + "(" + size + ", ")
                    : schema.replaceFirst("\\b" + field + ":", field + "(" + size + "):");
        }
        if (remedy.startsWith("make it non-null") && argument != null) {
            return ofField(
                    schema,
                    problem,
                    "(\\b%s: \\[?\\w+!?]?)(?!!)(?=[,)\\s])".formatted(argument),
                    "$1!");
        }
        if (remedy.equals("bound it with @constraint(maxItems:)") && argument != null) {
            var list = "(\\b%s: \\[\\w+!?]!?".formatted(argument);
            var more = ofField(schema, problem, list + " @constraint[(])", "$1maxItems: 3, ");
            return more.equals(schema)
                    ? ofField(schema, problem, list + ")", "$1 @constraint(maxItems: 3)")
                    : more;
        }
        return null;
    }

    /// Replaces the first match at or after the field that has the problem.
    private static String ofField(String schema, Problem problem, String wrong, String right) {
        var field = problem.coordinate().replaceFirst(".*[.]", "") + "(";
        var from = Math.max(0, schema.indexOf(field));
        return schema.substring(0, from) + schema.substring(from).replaceFirst(wrong, right);
    }

    /// The argument that a fault speaks of.
    private static @Nullable String argument(String fault) {
        var found = Pattern.compile("^`[$]([A-Za-z0-9_]+)`").matcher(fault);
        return found.find() ? found.group(1) : null;
    }

    /// Replaces the first match at or after the problem's place.
    private static String onLine(String schema, Problem problem, String wrong, String right) {
        var from = 0;
        for (int line = 1; line < problem.line(); line++) {
            from = schema.indexOf('\n', from) + 1;
        }
        var rest = schema.substring(from);
        return schema.substring(0, from)
                + Pattern.compile(wrong)
                        .matcher(rest)
                        .replaceFirst(Matcher.quoteReplacement(right));
    }

    private static List<Problem> problems(String schema) {
        try {
            Schemas.compile(schema);
            return List.of();
        } catch (InvalidSchemaException e) {
            return e.problems();
        }
    }

    private static final String WRITE =
            """
            type Query { note(id: ID!): Note @getItem(key: "id = $id") @auth(rules: [{public: true}]) }
            type Note @table(name: "Notes", partitionKey: "{id}") @auth(rules: [{public: true}]) { id: ID! text: String }
            type Log @table(name: "Logs", partitionKey: "{id}") @auth(rules: [{public: true}]) { id: ID! }
            ELEMENT
            type Mutation {
              drop(id: ID!, LIST): Log @auth(rules: [{signedIn: true}])
                @write(put: "Log", item: "id = $id")
                @write(delete: "Note", each: "$all", key: "id = KEY")
            }
            """;

    @Test
    void a_write_for_each_scalar_is_made_one_for_each_object() {
        var scalars =
                WRITE.replace("ELEMENT", "")
                        .replace("LIST", "all: [ID!]! @constraint(maxItems: 5)")
                        .replace("KEY", "$each");
        assertThat(problems(scalars))
                .extracting(Problem::remedy)
                .containsExactly(
                        "make it a list of an input type, such as input Named { id: ID! }, with"
                                + " @constraint(unique: \"id\"), and write $each.id in the key");

        var objects =
                WRITE.replace("ELEMENT", "input Named { id: ID! }")
                        .replace("LIST", "all: [Named!]! @constraint(maxItems: 5, unique: \"id\")")
                        .replace("KEY", "$each.id");
        assertThat(problems(objects)).extracting(Problem::fault).isEmpty();
    }

    @Test
    void a_page_has_no_arguments_that_go_backwards() {
        var schema =
                """
                type Query {
                  notes(of: ID!, first: Int! = 5, after: String, last: Int, before: String): NoteConnection!
                    @query(keyCondition: "of = $of") @auth(rules: [{public: true}])
                }
                type Note @table(name: "Notes", partitionKey: "{of}", sortKey: "{id}") @auth(rules: [{public: true}]) {
                  of: ID! id: ID!
                }
                """;
        assertThat(problems(schema))
                .hasSize(2)
                .extracting(Problem::remedy)
                .containsOnly(
                        "remove it: a page goes forward by `first` and `after`; order: DESC reverses"
                                + " the list");
        assertThat(problems(schema.replace(", last: Int, before: String", ""))).isEmpty();
    }
}
