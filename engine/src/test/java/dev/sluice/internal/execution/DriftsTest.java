// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.cost.Cost;
import dev.sluice.telemetry.Consumption;
import dev.sluice.telemetry.Drift;

import org.junit.jupiter.api.Test;

class DriftsTest {
    private static final Cost BOUND = new Cost(4, 2, 9, 3);

    @Test
    void an_operation_within_its_bound_is_not_drift() {
        assertThat(Drifts.of("O", BOUND, new Consumption(4, 4, 2, 4.5, 3, 0, 0))).isEmpty();
    }

    @Test
    void requests_that_are_sent_again_are_not_drift() {
        assertThat(Drifts.of("O", BOUND, new Consumption(9, 4, 2, 4.5, 3, 5, 0))).isEmpty();
    }

    @Test
    void each_amount_above_the_bound_is_reported() {
        assertThat(Drifts.of("O", BOUND, new Consumption(6, 5, 3, 5, 4, 0, 0)))
                .containsExactly(
                        new Drift.OfBound("O", "requests", 4, 5),
                        new Drift.OfBound("O", "waves", 2, 3),
                        new Drift.OfBound("O", "readUnits", 4.5, 5),
                        new Drift.OfBound("O", "writeUnits", 3, 4));
    }
}
