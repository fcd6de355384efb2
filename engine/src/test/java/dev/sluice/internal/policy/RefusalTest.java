// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.Map;

class RefusalTest {

    @Test
    void parameters_have_one_order_whatever_order_they_are_given_in() {
        var refusal =
                new Refusal(
                        ErrorCode.OPERATION_TOO_EXPENSIVE,
                        Map.of(
                                Parameter.FIELD,
                                "orders",
                                Parameter.MAXIMUM,
                                20,
                                Parameter.LIMIT,
                                "requests",
                                Parameter.BOUND,
                                101));

        assertThat(refusal.parameters().keySet())
                .containsExactly("limit", "maximum", "bound", "field");
    }

    @Test
    void a_reason_comes_first_and_its_message_has_the_parameters_in_their_places() {
        var refusal =
                new Refusal(Reason.MEMBER_NOT_AN_OBJECT, Map.of(Parameter.MEMBER, "variables"));

        assertThat(refusal).hasMessage("variables must be an object.");
        assertThat(refusal.code()).isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(refusal.parameters())
                .containsExactly(
                        Map.entry("reason", "MEMBER_NOT_AN_OBJECT"),
                        Map.entry("member", "variables"));
    }

    @Test
    void a_code_with_reasons_cannot_do_without_one() {
        assertThatThrownBy(() -> new Refusal(ErrorCode.BAD_REQUEST)).hasMessageContaining("reason");
    }

    @Test
    void a_code_of_the_schema_is_a_conflict() {
        var refusal =
                new Refusal(
                        new DeclaredCode("OUT_OF_STOCK"),
                        Map.of(Parameter.ELEMENT, 2, Parameter.WRITE, 1));
        var code = refusal.code();

        assertThat(refusal.parameters())
                .containsExactly(Map.entry("write", 1), Map.entry("element", 2));
        assertThat(code.name()).isEqualTo("OUT_OF_STOCK");
        assertThat(code.category()).isEqualTo(Category.CONFLICT);
        assertThat(code.status()).isEqualTo(409);
    }
}
