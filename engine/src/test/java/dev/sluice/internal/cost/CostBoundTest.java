// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.cost;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

class CostBoundTest {

    @Test
    void nothing_costs_nothing() {
        assertThat(CostBound.of(List.of()).total()).isEqualTo(Cost.NONE);
    }

    @Test
    void an_eventual_item_costs_half_a_unit_for_each_4_kb() {
        assertThat(CostBound.of(List.of(items("a", 1, 3, 9, false))).total())
                .isEqualTo(new Cost(1, 1, 9, 0));
        assertThat(CostBound.of(List.of(items("a", 1, 3, 9, true))).total())
                .isEqualTo(new Cost(1, 1, 18, 0));
    }

    @Test
    void a_page_rounds_the_sum_of_its_items() {
        var page = new PlannedRequest.Pages("a", 1, 2, 21, 1, false);

        assertThat(CostBound.of(List.of(page)).total()).isEqualTo(new Cost(2, 1, 12, 0));
    }

    @Test
    void a_page_stops_at_a_megabyte_and_the_item_that_crosses_it() {
        var page = new PlannedRequest.Pages("a", 1, 1, 1_000, 400, true);

        assertThat(CostBound.of(List.of(page)).total()).isEqualTo(new Cost(1, 1, 712, 0));
    }

    @Test
    void waves_are_the_longest_chain_and_share_requests_only_within_one() {
        var bound =
                CostBound.of(
                        List.of(
                                items("a", 1, 60, 4, false),
                                items("b", 1, 40, 4, false),
                                items("a.c", 2, 1, 4, false)));

        assertThat(bound.total()).isEqualTo(new Cost(2, 2, 101, 0));
        assertThat(bound.fields()).containsEntry("b", new Cost(1, 1, 40, 0));
    }

    @Test
    void amounts_saturate() {
        var page = new PlannedRequest.Pages("a", 1, Long.MAX_VALUE, 100, 400, true);

        assertThat(CostBound.of(List.of(page, page)).total())
                .isEqualTo(new Cost(Long.MAX_VALUE, 1, Long.MAX_VALUE, 0));
    }

    private static PlannedRequest.Items items(
            String field, int wave, long count, int kilobytes, boolean consistent) {
        return new PlannedRequest.Items(
                field, wave, wave, count, Set.of("T"), consistent, kilobytes, false);
    }
}
