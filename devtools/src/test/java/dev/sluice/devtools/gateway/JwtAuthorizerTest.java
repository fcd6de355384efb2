// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.gateway;

import static dev.sluice.devtools.gateway.Tokens.KEY;
import static dev.sluice.devtools.gateway.Tokens.NOW;
import static dev.sluice.devtools.gateway.Tokens.claims;
import static dev.sluice.devtools.gateway.Tokens.sign;
import static dev.sluice.devtools.gateway.Tokens.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Source: API Gateway Developer Guide, "Control access to HTTP APIs with JWT authorizers".
@SuppressWarnings("JavaUtilDate") // The library's own.
class JwtAuthorizerTest {
    private static final JWSHeader RS256 = header(JWSAlgorithm.RS256, KEY.getKeyID());

    private final JwtAuthorizer authorizer = Tokens.authorizer();

    @Test
    void claims_are_handed_over_as_strings_and_arrays_in_brackets() {
        var token =
                token(c ->
                        c.claim("cognito:groups", List.of("support", "staff"))
                                .claim("scope", "read write")
                                .claim("email_verified", true)
                                .claim("address", Map.of("city", "Ulm")));

        assertThat(authorizer.claims("Bearer " + token))
                .contains(
                        Map.of(
                                "sub", "c1",
                                "iss", "https://sluice.localhost",
                                "aud", "sluice-local",
                                "iat", Long.toString(NOW.getEpochSecond()),
                                "exp", Long.toString(NOW.getEpochSecond() + 3600),
                                "cognito:groups", "[support staff]",
                                "scope", "read write",
                                "email_verified", "true",
                                "address", "{\"city\":\"Ulm\"}"));
    }

    @Test
    void the_header_may_hold_the_token_alone() {
        assertThat(authorizer.claims(token(UnaryOperator.identity()))).isPresent();
    }

    @Test
    void an_expired_token_is_refused_from_the_second_it_expires() {
        assertRefused(token(c -> c.expirationTime(Date.from(NOW))));
        assertThat(authorizer.claims(token(c -> c.expirationTime(Date.from(NOW.plusSeconds(1))))))
                .isPresent();
    }

    @Test
    void a_token_without_expiry_is_refused() {
        assertRefused(token(c -> c.expirationTime(null)));
    }

    @Test
    void a_token_of_the_future_is_refused() {
        assertRefused(token(c -> c.notBeforeTime(Date.from(NOW.plusSeconds(1)))));
        assertRefused(token(c -> c.issueTime(Date.from(NOW.plusSeconds(1)))));
    }

    @Test
    void a_token_for_another_audience_is_refused() {
        assertRefused(token(c -> c.audience("another")));
    }

    @Test
    void the_client_id_counts_only_without_an_audience() {
        assertRefused(token(c -> c.audience("another").claim("client_id", "sluice-local")));
        assertRefused(token(c -> c.audience((String) null)));
        assertThat(
                        authorizer.claims(
                                token(c ->
                                        c.audience((String) null)
                                                .claim("client_id", "sluice-local"))))
                .isPresent();
    }

    @Test
    void a_token_of_another_issuer_is_refused() {
        assertRefused(token(c -> c.issuer("https://sluice.localhost/")));
    }

    @Test
    void a_token_of_another_key_is_refused_even_under_our_keys_name() {
        assertRefused(sign(Tokens.newKey("k1"), RS256, claims(UnaryOperator.identity())));
        assertRefused(
                sign(
                        Tokens.newKey("k2"),
                        header(JWSAlgorithm.RS256, "k2"),
                        claims(UnaryOperator.identity())));
    }

    @Test
    void a_token_that_names_no_key_is_refused() {
        assertRefused(
                sign(KEY, header(JWSAlgorithm.RS256, null), claims(UnaryOperator.identity())));
    }

    @Test
    void a_changed_token_is_refused() {
        var parts = token(UnaryOperator.identity()).split("\\.", -1);
        var other = token(c -> c.subject("c2")).split("\\.", -1);

        assertRefused(parts[0] + "." + other[1] + "." + parts[2]);
    }

    @Test
    void an_unsigned_token_is_refused() {
        assertRefused(new PlainJWT(claims(UnaryOperator.identity())).serialize());
    }

    @Test
    void a_token_signed_with_our_public_key_as_a_secret_is_refused() throws JOSEException {
        var forged =
                new SignedJWT(
                        header(JWSAlgorithm.HS256, KEY.getKeyID()),
                        claims(UnaryOperator.identity()));
        forged.sign(new MACSigner(KEY.toRSAPublicKey().getEncoded()));

        assertRefused(forged.serialize());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic YTpi", "Bearer a.b.c", "...", "{}"})
    void a_text_that_is_not_a_token_is_refused(@Nullable String header) {
        assertThat(authorizer.claims(header)).isEmpty();
    }

    private void assertRefused(String token) {
        assertThat(authorizer.claims("Bearer " + token)).isEmpty();
    }

    private static JWSHeader header(JWSAlgorithm algorithm, @Nullable String keyId) {
        return new JWSHeader.Builder(algorithm).keyID(keyId).build();
    }
}
