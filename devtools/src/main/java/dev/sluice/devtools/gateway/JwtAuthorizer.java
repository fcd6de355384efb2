// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

import org.jspecify.annotations.Nullable;

import java.text.ParseException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Verifies tokens as the JWT authorizer of an HTTP API does. It accepts only RSA signatures, by
/// the key that the token names. The issuer and the audience must be the configured ones, and the
/// token must be neither expired nor used too early.
///
/// Source: API Gateway Developer Guide, "Control access to HTTP APIs with JWT authorizers".
public final class JwtAuthorizer {
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512);

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /// @param keys the issuer's public keys
    public JwtAuthorizer(JWKSet keys, String issuer, String audience, Clock clock) {
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(
                        ALGORITHMS, new ImmutableJWKSet<>(keys.toPublicJWKSet())));
        processor.setJWTClaimsSetVerifier(new ClaimRules(issuer, audience, clock));
    }

    /// Returns the claims of a valid token, written as API Gateway passes them on.
    ///
    /// @param authorization the header `Authorization`: a token, with or without `Bearer` before it
    /// @return empty if there is no token, or it is not valid
    public Optional<Map<String, String>> claims(@Nullable String authorization) {
        if (authorization == null) {
            return Optional.empty();
        }
        var token = authorization.strip().replaceFirst("(?i)^bearer\\s+", "");
        try {
            var signed = SignedJWT.parse(token);
            if (signed.getHeader().getKeyID() == null) {
                return Optional.empty();
            }
            processor.process(signed, null);
            return Optional.of(ClaimText.of(signed.getPayload().toJSONObject()));
        } catch (ParseException | BadJOSEException | JOSEException e) {
            return Optional.empty();
        }
    }
}
