// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.bucket;

import dev.sluice.internal.dynamodb.client.MeteredClient;
import dev.sluice.internal.dynamodb.retry.FailedAttempt;
import dev.sluice.internal.dynamodb.retry.UntrustedReplyException;
import dev.sluice.internal.schema.CallerLimit;

import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/// The buckets of all callers. Safe for use by many threads.
///
/// An operation takes its units from the share of this instance. If the share has too little, the
/// instance takes more from the table, usually with one request and at most with two.
public final class CallerBuckets {
    /// Callers whose shares an instance remembers. It forgets the one that it has not seen for the
    /// longest time, whose units are then lost until the bucket gets them back.
    private static final int MOST_CALLERS = 10_000;

    private final BucketSize size;
    private final BucketTable table;
    private final InstantSource clock;
    private final Map<String, BucketShare> shares =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, BucketShare> eldest) {
                    return size() > MOST_CALLERS;
                }
            };

    /// @param table the name of the table in DynamoDB
    /// @param clock decides what the buckets have got back
    public CallerBuckets(CallerLimit limit, String table, InstantSource clock) {
        this.size = BucketSize.of(limit);
        this.table = new BucketTable(table, limit.seconds());
        this.clock = clock;
    }

    /// Takes units for an operation.
    ///
    /// @param caller a hash of the caller
    /// @param halves of a unit, at least 1
    /// @param sent runs after each request to the table, also if it fails
    public Charge take(String caller, long halves, MeteredClient client, Runnable sent) {
        var share = share(caller);
        var now = now();
        var missing = share.take(halves, now);
        if (missing == 0) {
            return new Charge.Paid();
        }
        var needed = Math.min(missing, size.halves());
        if (needed > size.left(share.fullAt(), now)) {
            return refused(share, needed, now);
        }
        try {
            for (int request = 0; request < CallerLimit.REQUESTS; request++) {
                var fullAt = share.fullAt();
                if (needed > size.left(fullAt, now)) {
                    break;
                }
                var taken = size.share(needed, size.left(fullAt, now));
                if (takeFromTable(caller, share, taken, now, client, sent)) {
                    share.add(taken, halves, size.latest(now));
                    return new Charge.Paid();
                }
            }
            return refused(share, needed, now);
        } catch (RuntimeException failure) {
            return new Charge.Failed(FailedAttempt.of(failure).refusal());
        }
    }

    /// Gives back what an operation did not use.
    ///
    /// @param halves of a unit; negative if it used more than it had taken
    public void giveBack(String caller, long halves) {
        share(caller).giveBack(halves);
    }

    /// Forgets all shares, because other instances have a copy of them.
    public void forget() {
        synchronized (shares) {
            shares.clear();
        }
    }

    private boolean takeFromTable(
            String caller,
            BucketShare share,
            long taken,
            long now,
            MeteredClient client,
            Runnable sent) {
        try {
            share.saw(
                    table.take(
                            caller,
                            size.time(taken),
                            share.fullAt(),
                            now,
                            size.latest(now),
                            client));
            return true;
        } catch (ConditionalCheckFailedException tooLittle) {
            if (!tooLittle.hasItem()) {
                throw new UntrustedReplyException();
            }
            share.saw(BucketTable.fullAt(tooLittle.item()));
            return false;
        } finally {
            sent.run();
        }
    }

    private Charge refused(BucketShare share, long needed, long now) {
        var wait = share.fullAt() + size.time(needed) - size.latest(now);
        return new Charge.Refused(Duration.of(Math.max(1, wait), ChronoUnit.MICROS));
    }

    private BucketShare share(String caller) {
        synchronized (shares) {
            return shares.computeIfAbsent(caller, _ -> new BucketShare());
        }
    }

    private long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }
}
