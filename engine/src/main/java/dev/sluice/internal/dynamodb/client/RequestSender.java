// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.client;

import dev.sluice.internal.breaker.Outcome;
import dev.sluice.internal.dynamodb.retry.Attempts;
import dev.sluice.internal.dynamodb.retry.BlockedException;
import dev.sluice.internal.dynamodb.retry.DividedException;
import dev.sluice.internal.dynamodb.retry.FailedAttempt;
import dev.sluice.internal.dynamodb.retry.FailureKind;
import dev.sluice.internal.dynamodb.retry.Failures;
import dev.sluice.internal.dynamodb.retry.TableBreakers;
import dev.sluice.internal.dynamodb.retry.TableBreakers.Sent;
import dev.sluice.internal.dynamodb.retry.UnsentException;
import dev.sluice.internal.dynamodb.retry.UntrustedReplyException;
import dev.sluice.internal.policy.Deadline;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.recording.Recording;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkPlugin;

import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/// Sends each attempt of the requests of one GraphQL request, unless it is too late or a circuit
/// breaker is open.
final class RequestSender {
    private final List<SdkPlugin> plugins;
    private final TableBreakers breakers;
    private final Meter meter;
    private final HeldItems held;
    private final Deadline deadline;
    private final Recording recording;
    private volatile boolean hasSent;

    RequestSender(
            List<SdkPlugin> plugins,
            TableBreakers breakers,
            Meter meter,
            HeldItems held,
            Deadline deadline,
            Recording recording) {
        this.plugins = plugins;
        this.breakers = breakers;
        this.meter = meter;
        this.held = held;
        this.deadline = deadline;
        this.recording = recording;
    }

    /// Returns null if any time is left to read, or what the client sees: UNAVAILABLE if the
    /// GraphQL request has sent nothing, DEADLINE_EXCEEDED if its time is used up.
    @Nullable Refusal late() {
        return deadline.remaining().isPositive() ? null : tooLate();
    }

    private Refusal tooLate() {
        return hasSent ? Failures.deadlineExceeded() : Failures.unsent();
    }

    /// Reports all attempts of a read as one.
    ///
    /// @param trusted whether DynamoDB can have sent the response
    /// @throws Refusal if the read failed
    /// @throws DividedException if it was of several tables, and some are to be read again
    <T> T read(SdkCall<T> call, Attempts attempts, Predicate<T> trusted) {
        attempts.begin();
        var late = late();
        if (late != null) {
            throw late;
        }
        held.requireRoom();
        var sent = breakers.enter(call.tables(), recording);
        if (sent == null) {
            throw Failures.unsent();
        }
        if (attempts.isRepeat()) {
            meter.repeats();
        }
        return recording.calling(
                call.operation(),
                call.tables(),
                call.items(),
                () -> firstTrusted(call, attempts, trusted, sent));
    }

    private <T> T firstTrusted(
            SdkCall<T> call, Attempts attempts, Predicate<T> trusted, Sent first) {
        var sent = first;
        while (true) {
            try (var arrival = held.arrival()) {
                return attempt(call, attempts, arrival::begin, trusted, sent);
            } catch (DividedException divided) {
                throw divided;
            } catch (RuntimeException e) {
                var failed = FailedAttempt.of(e);
                var next = again(call, attempts, failed.kind());
                if (next == null) {
                    throw failed.kind() == FailureKind.TOO_LATE ? tooLate() : failed.refusal();
                }
                sent = next;
                meter.repeats();
            }
        }
    }

    /// A breaker that is not closed lets one call pass, and that one is not repeated.
    private @Nullable Sent again(SdkCall<?> call, Attempts attempts, FailureKind kind) {
        return breakers.areClosed(call.tables()) && attempts.again(kind)
                ? breakers.enter(call.tables(), recording)
                : null;
    }

    /// Sends a write once, and reports it.
    ///
    /// @param trusted whether DynamoDB can have sent the response. A response that it cannot have
    ///   sent does not prove that the write was applied.
    <T> T write(SdkCall<T> call, Attempts attempts, Predicate<T> trusted) {
        if (!attempts.isInTime()) {
            throw new UnsentException(null);
        }
        var sent = breakers.enterTransaction(call.tables(), recording);
        if (sent == null) {
            throw new BlockedException();
        }
        return recording.calling(
                call.operation(),
                call.tables(),
                call.items(),
                () -> attempt(call, attempts, _ -> {}, trusted, sent));
    }

    /// @throws DividedException if the call is a read of several tables, one of which may be the
    ///   cause of the failure. The requests that follow show which one, so this one shows nothing.
    private <T> T attempt(
            SdkCall<T> call,
            Attempts attempts,
            LongConsumer length,
            Predicate<T> trusted,
            Sent sent) {
        var given = attempts.timeout();
        var began = System.nanoTime();
        var outcome = Outcome.UNDECIDED;
        try {
            var response = send(call, attempts, length);
            if (!trusted.test(response)) {
                throw new UntrustedReplyException();
            }
            outcome = Outcome.ANSWERED;
            return response;
        } catch (RuntimeException e) {
            var failed = FailedAttempt.of(e);
            outcome = failed.outcome(given, began);
            if (failed.kind() == FailureKind.THROTTLED) {
                meter.throttled();
            }
            if (attempts.isDivisible(failed.kind(), call.tables())) {
                var again = attempts.divided(failed.kind(), call.tables());
                outcome = again.isEmpty() ? outcome : Outcome.UNDECIDED;
                throw new DividedException(failed.refusal(), again);
            }
            throw e;
        } finally {
            sent.end(outcome);
        }
    }

    private <T> T send(SdkCall<T> call, Attempts attempts, LongConsumer length) {
        return Transmission.run(
                attempts,
                length,
                () -> {
                    hasSent = true;
                    meter.sends();
                    return call.send().apply(limits(attempts));
                });
    }

    private AwsRequestOverrideConfiguration limits(Attempts attempts) {
        var limits = AwsRequestOverrideConfiguration.builder().apiCallTimeout(attempts.timeout());
        plugins.forEach(limits::addPlugin);
        return limits.build();
    }
}
