// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class NearNamesTest {
    @ParameterizedTest
    @CsvSource({
        "Ordre, Order",
        "order, Order",
        "Orders, Order",
        "Oder, Order",
        "Orxer, Order",
        "custmerId, customerId",
        "customer_id, customerId",
        "idd, id",
        "customersIds, customerId"
    })
    void a_slip_of_one_letter_in_three_is_near(String typed, String meant) {
        assertThat(NearNames.of(typed, List.of("customerId", "Order", "id", "x"))).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"Key", "team", "Invoice", "Order", "do"})
    void another_name_is_not_near(String typed) {
        assertThat(NearNames.of(typed, List.of("customerId", "Order", "id"))).isNull();
    }

    @Test
    void the_nearest_name_is_the_one() {
        assertThat(NearNames.of("stattus", List.of("statues", "status", "stats")))
                .isEqualTo("status");
    }
}
