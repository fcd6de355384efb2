// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;

class CpuQuotaTest {
    private Process process;

    @BeforeEach
    void start() throws IOException {
        process = new ProcessBuilder("sleep", "60").start();
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void a_process_outlives_its_quota_and_can_get_another() throws IOException {
        for (var cores : new double[] {0.2, 1}) {
            try (var quota = CpuQuota.of(process.toHandle(), cores)) {
                assertThat(quota.title()).isIn("a control group", "a duty cycle");
            }
        }

        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void a_process_can_end_before_its_quota() throws Exception {
        try (var _ = CpuQuota.of(process.toHandle(), 0.2)) {
            process.destroyForcibly().waitFor();
        }

        assertThat(process.isAlive()).isFalse();
    }
}
