// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.cost;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

class EarlierWavesTest {

    @Test
    void an_item_may_join_a_request_that_the_first_wave_sends_anyway() {
        assertThat(costNothing(List.of(1, 2, 2), List.of(1, 1, 2), true)).isTrue();
    }

    @Test
    void an_item_may_not_leave_the_request_of_its_wave_for_one_of_its_own() {
        assertThat(costNothing(List.of(2, 2), List.of(1, 2), false)).isFalse();
    }

    @Test
    void all_items_of_a_wave_may_move_together() {
        assertThat(costNothing(List.of(2, 3, 3), List.of(1, 2, 2), false)).isTrue();
        assertThat(costNothing(List.of(2, 3), List.of(2, 2), false)).isTrue();
    }

    /// The later wave would not read what the earlier one has read.
    @Test
    void no_wave_may_overtake_another() {
        assertThat(costNothing(List.of(2, 3), List.of(2, 1), false)).isFalse();
    }

    @Test
    void an_item_may_not_join_a_first_wave_without_room() {
        var before = List.<PlannedRequest>of(items(1, 100), items(2, 1), items(2, 1));
        var after = List.<PlannedRequest>of(items(1, 100), items(1, 1), items(2, 1));

        assertThat(EarlierWaves.costNothing(before, after, true)).isFalse();
    }

    @Test
    void the_bound_does_not_grow() {
        var before =
                CostBound.of(
                        List.of(
                                items(1, 1),
                                new PlannedRequest.Pages("p", 2, 1, 1, 1, false),
                                items(3, 1)));
        var after =
                List.of(items(1, 1), new PlannedRequest.Pages("p", 1, 1, 1, 1, false), items(2, 1));

        assertThat(before.or(after, true).total().waves()).isEqualTo(2);
        assertThat(before.or(List.of(items(1, 201), items(2, 1), items(2, 1)), true))
                .isEqualTo(before);
    }

    private static boolean costNothing(List<Integer> before, List<Integer> after, boolean joins) {
        return EarlierWaves.costNothing(planned(before), planned(after), joins);
    }

    private static List<PlannedRequest> planned(List<Integer> waves) {
        return waves.stream().<PlannedRequest>map(wave -> items(wave, 1)).toList();
    }

    private static PlannedRequest items(int wave, long count) {
        return new PlannedRequest.Items("f", wave, wave, count, Set.of("T"), false, 1, false);
    }
}
