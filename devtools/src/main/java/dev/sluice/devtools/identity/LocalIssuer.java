// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.identity;

import java.time.Duration;

/// The issuer and audience of local tokens. A deployed API has its own issuer and never accepts
/// them.
public final class LocalIssuer {
    public static final String ISSUER = "https://sluice.localhost";
    public static final String AUDIENCE = "sluice-local";
    public static final Duration LIFETIME = Duration.ofHours(1);

    private LocalIssuer() {}
}
