// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

class MediansTest {
    @Test
    void a_row_has_the_middle_of_each_part_and_of_their_sum() {
        var medians = new Medians();
        medians.add(new Start.Restored(PrimingSetting.FULL), new Sample(1, 50));
        medians.add(new Start.Restored(PrimingSetting.FULL), new Sample(30, 20));
        medians.add(new Start.Restored(PrimingSetting.FULL), new Sample(2, 90));
        var out = new ByteArrayOutputStream();

        medians.print(new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(out.toString(StandardCharsets.UTF_8))
                .endsWith("| restore, priming full | 2 | 50 | **51** | 50 – 92 |\n");
    }
}
