// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.devtools.failure.ExitCode;
import dev.sluice.devtools.failure.Failure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class IdentityTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "[a", "a]", "a\tb", "a\nb"})
    void a_group_or_scope_that_a_claim_cannot_hand_over_is_refused(String name) {
        assertThatThrownBy(() -> new Identity("c1", List.of(name), List.of()))
                .isInstanceOfSatisfying(Failure.class, e -> isUsage(e, "group"));
        assertThatThrownBy(() -> new Identity("c1", List.of(), List.of(name)))
                .isInstanceOfSatisfying(Failure.class, e -> isUsage(e, "scope"));
    }

    @Test
    void a_subject_is_needed() {
        assertThatThrownBy(() -> new Identity(" ", List.of(), List.of()))
                .isInstanceOfSatisfying(Failure.class, e -> isUsage(e, "subject"));
    }

    private static void isUsage(Failure failure, String kind) {
        assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(failure).hasMessageContaining(kind);
    }
}
