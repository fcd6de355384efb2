// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.gateway;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/// Verifies a token's claims as API Gateway does. `client_id` counts only in a token without `aud`.
final class ClaimRules extends DefaultJWTClaimsVerifier<SecurityContext> {
    private final String audience;
    private final Clock clock;

    ClaimRules(String issuer, String audience, Clock clock) {
        super(
                // The null element accepts a token without an audience; the rule below checks its
                // `client_id`.
                new HashSet<>(Arrays.asList(audience, null)),
                new JWTClaimsSet.Builder().issuer(issuer).build(),
                Set.of("exp"),
                null);
        this.audience = audience;
        this.clock = clock;
        setMaxClockSkew(0);
    }

    @Override
    @SuppressWarnings("JavaUtilDate") // The library's own.
    public void verify(JWTClaimsSet claims, @Nullable SecurityContext context)
            throws BadJWTException {
        super.verify(claims, context);
        if (claims.getAudience().isEmpty()
                && !Objects.equals(claims.getClaim("client_id"), audience)) {
            throw new BadJWTException("Neither aud nor client_id is the audience");
        }
        var issued = claims.getIssueTime();
        if (issued != null && issued.after(currentTime())) {
            throw new BadJWTException("Issued in the future");
        }
    }

    @Override
    @SuppressWarnings("JavaUtilDate") // The library's own.
    protected Date currentTime() {
        return Date.from(clock.instant());
    }
}
