// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import java.time.Clock;
import java.util.Date;

/// Signs tokens that the local gateway accepts, in the form of Amazon Cognito's.
public final class TokenMinter {
    private final RSAKey key;
    private final Clock clock;

    /// @param key with its private part
    public TokenMinter(RSAKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /// Returns a JWT (RS256) that is valid from now on for [LocalIssuer#LIFETIME].
    public String mint(Identity identity) {
        var now = clock.instant();
        var claims =
                new JWTClaimsSet.Builder()
                        .subject(identity.subject())
                        .issuer(LocalIssuer.ISSUER)
                        .audience(LocalIssuer.AUDIENCE)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LocalIssuer.LIFETIME)));
        if (!identity.groups().isEmpty()) {
            claims.claim("cognito:groups", identity.groups());
        }
        if (!identity.scopes().isEmpty()) {
            claims.claim("scope", String.join(" ", identity.scopes()));
        }
        identity.claims()
                .forEach((name, values) ->
                        claims.claim(name, values.size() == 1 ? values.getFirst() : values));
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
        var token = new SignedJWT(header, claims.build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("The local signing key cannot sign", e);
        }
        return token.serialize();
    }
}
