// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import dev.sluice.devtools.identity.LocalIssuer;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.function.UnaryOperator;

/// Tokens of the tests' own key pair, and the authorizer that trusts it, at a fixed time.
final class Tokens {
    static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final RSAKey KEY = newKey("k1");

    private Tokens() {}

    static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static JwtAuthorizer authorizer() {
        return new JwtAuthorizer(new JWKSet(KEY), LocalIssuer.ISSUER, LocalIssuer.AUDIENCE, CLOCK);
    }

    @SuppressWarnings("JavaUtilDate") // The library's own.
    static JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) {
        return change.apply(
                        new JWTClaimsSet.Builder()
                                .subject("c1")
                                .issuer(LocalIssuer.ISSUER)
                                .audience(LocalIssuer.AUDIENCE)
                                .issueTime(Date.from(NOW))
                                .expirationTime(Date.from(NOW.plusSeconds(3600))))
                .build();
    }

    static String token(UnaryOperator<JWTClaimsSet.Builder> change) {
        return sign(
                KEY,
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY.getKeyID()).build(),
                claims(change));
    }

    static String sign(RSAKey key, JWSHeader header, JWTClaimsSet claims) {
        try {
            var token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
