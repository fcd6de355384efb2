// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Exhaustion;
import dev.sluice.testing.SmallProcess;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.List;

/// A request uses up the memory, the stack or the size of a reply, or interrupts its thread. The
/// client learns nothing but the request's id, and the next request is served. The process is real,
/// because a test must not use up the memory of the others.
class ExhaustionTest {
    private static final String FINE = "200 {\"data\":{\"fine\":\"fine\"}";

    @ParameterizedTest
    @CsvSource({
        "memory, INTERNAL",
        "memoryOfTheAnswer, INTERNAL",
        "stack, INTERNAL",
        "stackOfTheAnswer, INTERNAL",
        "interrupted, INTERNAL",
        "largeAnswer, RESPONSE_TOO_LARGE"
    })
    void what_a_request_uses_up_is_there_for_the_next_one(String field, String code)
            throws IOException, InterruptedException {
        var lines = run(field);

        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst())
                .contains("\"code\":\"" + code + "\"")
                .doesNotContain("Error", "Exception", "dev.sluice", "text");
        if (code.equals("INTERNAL")) {
            assertThat(lines.getFirst()).contains("\"requestId\":\"");
        }
        assertThat(lines.getLast()).startsWith(FINE);
    }

    @ParameterizedTest
    @CsvSource("interrupts")
    void an_interrupt_that_a_resolver_leaves_behind_reaches_nobody(String field)
            throws IOException, InterruptedException {
        assertThat(run(field)).hasSize(2).allMatch(line -> line.startsWith("200 {\"data\""));
    }

    private static List<String> run(String field) throws IOException, InterruptedException {
        return SmallProcess.run(Exhaustion.class, field);
    }
}
