// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.schema.InvalidSchemaException;
import dev.sluice.internal.schema.Problem;
import dev.sluice.testing.Schemas;
import dev.sluice.testing.Thoroughness;

import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// All independent problems of a file are reported at once, without problems that only follow from
/// them.
final class ManyProblemsTest {
    private static final Pattern DIRECTIVE =
            Pattern.compile("(?<!directive )@([a-zA-Z]+)(?:[(]|(?=\\s|$))");
    private static final int PAIRS = Thoroughness.cases(100, 400);
    private static final long SEED = Thoroughness.seed(20_261_128);

    private final Random random = new Random(SEED);

    @Test
    void an_unknown_argument_hides_no_problem_and_causes_none() {
        var wrong = new ArrayList<String>();
        for (var check : checks()) {
            for (var use : some(DIRECTIVE, check.schema(), 1)) {
                var more = use.group() + (use.group().endsWith("(") ? "zzzzz: 1, " : "(zzzzz: 1)");
                var name = "@" + use.group(1);
                if (isRefused(name, check)) {
                    continue;
                }
                compare(
                        check.toString() + " with " + name,
                        replaced(check.schema(), use.start(), use.end(), more),
                        Stream.concat(faults(check), Stream.of(name + " has no argument `zzzzz`")),
                        wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void an_unknown_directive_hides_no_problem_of_the_same_place_and_causes_none() {
        var wrong = new ArrayList<String>();
        for (var check : checks()) {
            for (var use : some(DIRECTIVE, check.schema(), 1)) {
                compare(
                        check.toString() + " before @" + use.group(1),
                        replaced(check.schema(), use.start(), use.start(), "@zzzzz "),
                        Stream.concat(faults(check), Stream.of("there is no directive `@zzzzz`")),
                        wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_directive_with_a_fault_causes_no_other_problem() {
        var wrong = new ArrayList<String>();
        for (var schema : starting()) {
            for (var use : some(DIRECTIVE, schema, 6)) {
                compare(
                        "@" + use.group(1) + " misspelled",
                        replaced(
                                schema,
                                use.start(),
                                use.end(),
                                "@"
                                        + use.group(1)
                                        + "x"
                                        + use.group().substring(1 + use.group(1).length())),
                        Stream.of("there is no directive `@" + use.group(1) + "x`"),
                        wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void an_argument_of_a_wrong_type_causes_no_other_problem() {
        var wrong = new ArrayList<String>();
        var text = Pattern.compile("(?<=[a-zA-Z]: )\"(?!\")[^\"\n]*\"");
        for (var schema : starting()) {
            for (var use : some(text, schema, 6)) {
                var mutant = replaced(schema, use.start(), use.end(), "5");
                var problems = problems(mutant);
                if (problems.size() != 1) {
                    wrong.add(use.group() + " " + problems);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_syntax_error_causes_no_other_problem() {
        var wrong = new ArrayList<String>();
        for (var schema : starting()) {
            for (var brace : some(Pattern.compile("\\{(?=\n)"), schema, 6)) {
                var mutant = replaced(schema, brace.start(), brace.end(), "{ a b ");
                var problems = problems(mutant);
                if (problems.size() != 1) {
                    wrong.add(
                            mutant.substring(Math.max(0, brace.start() - 60), brace.end())
                                    + " "
                                    + problems);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_syntax_error_elsewhere_hides_no_problem() {
        var wrong = new ArrayList<String>();
        for (var check : checks()) {
            compare(
                    check.toString(),
                    "input Elsewhere { a: [ID }\n" + check.schema() + "union Last =",
                    Stream.concat(
                            faults(check),
                            Stream.of(
                                    "Invalid syntax with offending token '['",
                                    "the definition is incomplete")),
                    wrong);
        }
        assertThat(wrong).isEmpty();
    }

    /// A text with a syntax error has no types that could get other names.
    private static boolean isGraphQl(String schema) {
        try {
            Parser.parse(schema);
            return true;
        } catch (InvalidSyntaxException _) {
            return false;
        }
    }

    @Test
    void two_problems_in_one_file_are_both_reported_and_nothing_else() {
        var wrong = new ArrayList<String>();
        var all =
                checks().stream()
                        .filter(check -> !check.schema().contains("schema "))
                        .filter(check -> !check.schema().contains("type Query @"))
                        .filter(check -> isGraphQl(check.schema()))
                        .toList();
        for (int i = 0; i < PAIRS; i++) {
            var one = all.get(random.nextInt(all.size()));
            var other = all.get(random.nextInt(all.size()));
            var renamed = new Beside(other.schema());
            compare(
                    one + " beside " + other,
                    renamed.join(one.schema()),
                    Stream.concat(faults(one), facts(renamed.alone()).stream()),
                    wrong);
        }
        assertThat(wrong).isEmpty();
    }

    /// The contents of a directive are not checked if the directive itself is refused.
    private static boolean isRefused(String directive, Check check) {
        return check.messages().stream()
                .anyMatch(messages ->
                        messages.contains("no directive `" + directive + "`")
                                || messages.contains(directive + " is not allowed")
                                || messages.contains(directive + " is used here twice")
                                || messages.contains("cannot have " + directive));
    }

    private static void compare(
            String name, String schema, Stream<String> expected, List<String> wrong) {
        var messages = facts(schema).stream().sorted().toList();
        var wanted = expected.distinct().sorted().toList();
        if (!messages.stream().distinct().toList().equals(wanted)) {
            wrong.add(name + "\n  wanted " + wanted + "\n  reported " + messages);
        }
    }

    private static List<Check> checks() {
        return Check.all().stream()
                .filter(check ->
                        check.messages().stream()
                                .noneMatch(messages -> messages.contains(" schema: ")))
                .toList();
    }

    private static List<String> starting() {
        return Stream.concat(
                        Stream.of(Schemas.shop(), Schemas.singleTable()),
                        Schemas.domains().stream().map(Schemas::read))
                .toList();
    }

    /// Returns a few random matches, the same in each run.
    private List<MatchResult> some(Pattern pattern, String text, int most) {
        var all = new ArrayList<>(pattern.matcher(text).results().toList());
        Collections.shuffle(all, random);
        return all.subList(0, Math.min(most, all.size()));
    }

    private static Stream<String> faults(Check check) {
        return check.messages().stream()
                .map(messages ->
                        messages.replaceFirst("^[^ ]+ [^ ]+: ", "")
                                .replaceFirst("[.] Fix: .*", ""));
    }

    private static String replaced(String text, int start, int end, String by) {
        return text.substring(0, start) + by + text.substring(end);
    }

    private static List<String> facts(String schema) {
        return problems(schema).stream().map(Problem::fault).toList();
    }

    private static List<Problem> problems(String schema) {
        try {
            Schemas.compile(schema);
            return List.of();
        } catch (InvalidSchemaException e) {
            return e.problems();
        }
    }
}
