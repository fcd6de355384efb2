// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.internal.schema.InvalidSchemaException;
import dev.sluice.testing.Schemas;
import dev.sluice.testing.Thoroughness;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

final class MutatedSchemaTest {
    private static final int MUTANTS = Thoroughness.cases(400, 3_000);
    private static final long SEED = Thoroughness.seed(20_260_731);

    /// Words and single characters, so that mutations also change the inside of expressions.
    private static final Pattern TOKEN = Pattern.compile("\\s+|[_A-Za-z0-9$]+|.", Pattern.DOTALL);

    @Test
    void a_schema_with_any_slip_starts_or_is_refused_at_a_line() {
        var random = new Random(SEED);
        var originals =
                Stream.concat(
                                Stream.of(Schemas.shop(), Schemas.singleTable()),
                                Schemas.domains().stream().map(Schemas::read))
                        .toList();
        var refused = 0;
        for (int i = 0; i < MUTANTS; i++) {
            var mutant = mutate(originals.get(i % originals.size()), random);
            refused += compiles(mutant) ? 0 : 1;
        }
        assertTrue(refused > MUTANTS / 2, "mutants refused: " + refused);
        assertTrue(refused < MUTANTS, "mutants refused: " + refused);
    }

    private static boolean compiles(String mutant) {
        try {
            Schemas.compile(mutant);
            return true;
        } catch (InvalidSchemaException e) {
            assertFalse(e.problems().isEmpty(), mutant);
            for (var problem : e.problems()) {
                assertTrue(problem.line() >= 1 && problem.column() >= 1, problem + "\n" + mutant);
                assertFalse(problem.fault().isBlank() || problem.fix().isBlank(), mutant);
                assertEquals(1, problem.toString().lines().count(), mutant);
            }
            return false;
        } catch (RuntimeException e) {
            throw new AssertionError("no such thing may come of\n" + mutant, e);
        }
    }

    private static String mutate(String text, Random random) {
        var tokens =
                new ArrayList<>(TOKEN.matcher(text).results().map(MatchResult::group).toList());
        for (int slips = 1 + random.nextInt(2); slips > 0; slips--) {
            slip(tokens, random);
        }
        return String.join("", tokens);
    }

    private static void slip(List<String> tokens, Random random) {
        var at = random.nextInt(tokens.size());
        var other = random.nextInt(tokens.size());
        var near = Math.min(tokens.size() - 1, at + 1 + random.nextInt(8));
        switch (random.nextInt(5)) {
            case 0 -> tokens.remove(at);
            case 1 -> tokens.add(at, tokens.get(at));
            case 2 -> swap(tokens, at, near);
            case 3 -> tokens.set(at, tokens.get(other));
            default -> swap(tokens, at, other);
        }
    }

    private static void swap(List<String> tokens, int one, int other) {
        var kept = tokens.get(one);
        tokens.set(one, tokens.get(other));
        tokens.set(other, kept);
    }
}
