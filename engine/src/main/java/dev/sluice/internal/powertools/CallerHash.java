// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.powertools;

import dev.sluice.telemetry.RequestEvent;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/// A hash that identifies the caller of a request in the log without revealing who it is. If you
/// know the claims, you can compute it.
final class CallerHash {
    private static final int BYTES = 16;

    private CallerHash() {}

    /// Returns empty if the caller is anonymous, or was denied nothing, wrote nothing and was not
    /// charged.
    static Optional<String> of(RequestEvent event) {
        var denied = event.denials().stream().map(one -> hash(one.issuer(), one.subject()));
        var wrote = event.writes().stream().map(one -> hash(one.issuer(), one.subject()));
        var charge = event.charge();
        var charged =
                charge == null
                        ? Stream.<Optional<String>>empty()
                        : Stream.of(hash(charge.issuer(), charge.subject()));
        return Stream.of(denied, wrote, charged)
                .flatMap(each -> each)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> hash(@Nullable String issuer, @Nullable String subject) {
        if (subject == null) {
            return Optional.empty();
        }
        try {
            var claims = (issuer == null ? "" : issuer) + "\n" + subject;
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(claims.getBytes(StandardCharsets.UTF_8));
            return Optional.of(HexFormat.of().formatHex(digest, 0, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
