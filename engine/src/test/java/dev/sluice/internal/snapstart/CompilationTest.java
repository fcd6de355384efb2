// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.snapstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.policy.Deadline;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class CompilationTest {
    private final AtomicLong compilers = new AtomicLong();
    private int runs;

    @Test
    void work_is_repeated_while_the_compilers_work() {
        settle(this::compile, Duration.ofMinutes(1));

        assertThat(runs).isEqualTo(4);
    }

    /// The compilers work for an hour in each of the first three runs.
    private void compile() {
        runs++;
        if (runs <= 3) {
            compilers.addAndGet(Duration.ofHours(1).toMillis());
        }
    }

    @Test
    void work_runs_once_if_there_is_no_time() {
        settle(this::compile, Duration.ZERO);

        assertThat(runs).isEqualTo(1);
    }

    /// Looks at the compilers after each run.
    private void settle(Runnable work, Duration limit) {
        new Compilation(compilers::get, Duration.ZERO).settle(work, Deadline.in(limit));
    }
}
