// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.internal.policy.Refusal;

import org.junit.jupiter.api.Test;

class ClientRequestTokenTest {

    @Test
    void a_token_has_1_to_128_characters() {
        assertThatCode(() -> ClientRequestToken.check("t")).doesNotThrowAnyException();
        assertThatCode(() -> ClientRequestToken.check("\uD83D\uDE00".repeat(128)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> ClientRequestToken.check(""))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal ->
                                assertThat(refusal.parameters())
                                        .containsEntry("argument", "clientRequestToken")
                                        .containsEntry("constraint", "minLength")
                                        .containsEntry("bound", 1));
        assertThatThrownBy(() -> ClientRequestToken.check("t".repeat(129)))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal ->
                                assertThat(refusal.parameters())
                                        .containsEntry("constraint", "maxLength")
                                        .containsEntry("bound", 128));
    }
}
