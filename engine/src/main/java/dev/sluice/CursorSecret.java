// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import dev.sluice.internal.dynamodb.cursor.CursorKeyring;
import dev.sluice.internal.dynamodb.cursor.CursorKeys;
import dev.sluice.internal.policy.Deadline;
import dev.sluice.internal.recording.Redacted;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The keys of cursors, derived from a secret. Reads the secret at startup, after each restore, and
/// when a cursor names an unknown key, at most once a minute.
///
/// If the secret can no longer be read, the known keys stay in use.
final class CursorSecret implements CursorKeyring {
    private static final Logger LOG = LoggerFactory.getLogger(CursorSecret.class);
    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final Duration AT_START = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofSeconds(2);

    /// IAM may deny a new role, for some seconds, what its policy allows.
    private static final int ATTEMPTS = 5;

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    /// Requests of one reading; they share its time equally.
    private static final int REQUESTS = 2;

    private final SecretReader reader;
    private final InstantSource clock;
    private volatile SecretKeys known;
    private Instant asked = Instant.MIN;

    /// @throws InvalidSettingException if the secret cannot be read, or is too short
    CursorSecret(SecretReader reader, InstantSource clock) {
        this.reader = reader;
        this.clock = clock;
        try {
            this.known = atStart();
        } catch (SdkException failure) {
            throw new InvalidSettingException(
                    Setting.CURSOR_SECRET.variable().name(),
                    "the ARN or the name of a secret that the function may read",
                    Redacted.of(failure));
        }
    }

    private SecretKeys atStart() {
        for (var attempt = 1; ; attempt++) {
            try {
                return reader.read(AT_START);
            } catch (SecretsManagerException failure) {
                if (!isDenied(failure) || attempt == ATTEMPTS) {
                    throw failure;
                }
                pause();
            }
        }
    }

    private static boolean isDenied(SecretsManagerException failure) {
        var details = failure.awsErrorDetails();
        return details != null && "AccessDeniedException".equals(details.errorCode());
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_ATTEMPTS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public CursorKeys keys() {
        return known.at(clock.instant());
    }

    @Override
    public synchronized CursorKeys newer(Deadline deadline) {
        var left = deadline.remaining();
        if (left.isPositive() && !clock.instant().isBefore(asked.plus(QUIET))) {
            asked = clock.instant();
            read((left.compareTo(LATER) < 0 ? left : LATER).dividedBy(REQUESTS));
        }
        return keys();
    }

    @Override
    public synchronized void renew() {
        asked = Instant.MIN;
        read(LATER);
    }

    private void read(Duration limit) {
        try {
            known = reader.read(limit);
        } catch (RuntimeException failure) {
            LOG.warn("The cursor secret could not be read", Redacted.of(failure));
        }
    }
}
