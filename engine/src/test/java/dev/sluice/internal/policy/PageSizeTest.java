// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

class PageSizeTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 19, 20})
    void a_page_holds_from_one_item_to_its_maximum(int first) {
        assertThatCode(() -> PageSize.checked("first", first, 20)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(ints = {21, 0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void another_size_is_refused_with_the_bounds(@Nullable Integer first) {
        assertThatThrownBy(() -> PageSize.checked("first", first, 20))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> {
                            assertThat(refusal.code()).isEqualTo(ErrorCode.BAD_USER_INPUT);
                            assertThat(refusal.parameters())
                                    .isEqualTo(
                                            Map.of(
                                                    "reason",
                                                    "PAGE_SIZE_OUT_OF_RANGE",
                                                    "argument",
                                                    "first",
                                                    "minimum",
                                                    1,
                                                    "maximum",
                                                    20));
                        });
    }
}
