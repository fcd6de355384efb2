// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;

import dev.sluice.devtools.failure.ExitCode;
import dev.sluice.devtools.failure.Failure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

class IdentityTest {
    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "[a", "a]", "a\tb", "a\nb"})
    void a_group_or_scope_that_a_claim_cannot_hand_over_is_refused(String name) {
        assertThatThrownBy(() -> new Identity("c1", List.of(name), List.of()))
                .isInstanceOfSatisfying(Failure.class, e -> isUsage(e, "group"));
        assertThatThrownBy(() -> new Identity("c1", List.of(), List.of(name)))
                .isInstanceOfSatisfying(Failure.class, e -> isUsage(e, "scope"));
    }

    @Test
    void a_claim_that_is_repeated_is_a_list() throws ParseException {
        var claims = Identity.claims(List.of("tenants=acme", "name=a = [b c]", "tenants=best"));
        var identity = new Identity("c1", List.of(), List.of(), claims);
        var key = SigningKey.in(directory);
        var token = SignedJWT.parse(new TokenMinter(key, Clock.systemUTC()).mint(identity));

        assertThat(token.getJWTClaimsSet().getStringListClaim("tenants"))
                .containsExactly("acme", "best");
        assertThat(token.getJWTClaimsSet().getStringClaim("name")).isEqualTo("a = [b c]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "=x", "sub=x", "iss=x", "exp=1", "cognito:groups=x", "scope=x"})
    void a_claim_needs_a_name_of_its_own(String claim) {
        assertThatThrownBy(() ->
                        new Identity("c1", List.of(), List.of(), Identity.claims(List.of(claim))))
                .isInstanceOfSatisfying(Failure.class, e -> isUsage(e, "claim"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "[a", "a]"})
    void an_element_of_a_list_that_a_claim_cannot_hand_over_is_refused(String element) {
        var claims = Map.of("tenants", List.of("acme", element));
        assertThatThrownBy(() -> new Identity("c1", List.of(), List.of(), claims))
                .isInstanceOfSatisfying(Failure.class, e -> isUsage(e, "value of a list"));
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
