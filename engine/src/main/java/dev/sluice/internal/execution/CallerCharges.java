// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.dynamodb.RequestStore;
import dev.sluice.internal.dynamodb.bucket.Charge;
import dev.sluice.internal.dynamodb.cursor.CursorCodec;
import dev.sluice.internal.operation.GraphQLRequest;
import dev.sluice.internal.operation.Operation;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Parameter;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.schema.Limits;
import dev.sluice.internal.value.CanonicalText;
import dev.sluice.resolver.Caller;
import dev.sluice.telemetry.CallerCharge;
import dev.sluice.telemetry.CallerCharge.Outcome;
import dev.sluice.telemetry.Consumption;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/// Charges operations to their callers, if the schema has limits for callers.
///
/// An operation that may send requests takes the units of its bound before it runs, or the units of
/// the limits if these are lower and it has a budget. Afterwards it gives back what it did not
/// consume.
final class CallerCharges {
    private static final String PURPOSE = "caller limit";
    private static final int CLIENT_DIGITS = 32;
    private static final Duration ROUNDING = Duration.ofNanos(999_999_999);

    private final boolean limited;
    private final long mostHalves;
    private final boolean failsOpen;
    private final CursorCodec hashes;

    /// @param failsOpen whether an operation runs although its caller's limit cannot be read
    /// @param hashes computes hashes with the keys of cursors, so that nobody else can compute the
    ///   hash of an address
    CallerCharges(@Nullable Limits limits, boolean failsOpen, CursorCodec hashes) {
        this.limited = limits != null && limits.perCaller() != null;
        this.mostHalves = limits == null ? Long.MAX_VALUE : mostHalves(limits);
        this.failsOpen = failsOpen;
        this.hashes = hashes;
    }

    private static long mostHalves(Limits limits) {
        var units = (long) limits.readUnits() + limits.writeUnits();
        var caller = limits.perCaller();
        return 2 * (caller == null ? units : Math.min(units, caller.units()));
    }

    /// The charge of one operation.
    interface Bill {
        Bill NONE = _ -> null;

        /// Gives back what the operation did not consume. Returns what telemetry receives, or null
        /// if the operation was not charged.
        @Nullable CallerCharge settle(Consumption consumed);
    }

    /// Takes the units of an operation.
    ///
    /// @param billed receives the bill, also if the operation is refused
    /// @throws Refusal CALLER_LIMIT_EXCEEDED, or the failure of DynamoDB if the setting says so
    void take(
            GraphQLRequest request,
            Operation operation,
            RequestStore store,
            Consumer<Bill> billed) {
        var bound = operation.bound().total();
        if (!limited || bound.requests() == 0) {
            return;
        }
        var caller = request.caller();
        var key = key(caller, request.address());
        var halves = Math.min(bound.halves(), mostHalves);
        switch (store.charge(key, halves)) {
            case Charge.Paid() ->
                    billed.accept(consumed -> {
                        var used = halves(consumed);
                        store.giveBack(key, halves - used);
                        return charge(caller, key, Outcome.PAID, halves, used);
                    });
            case Charge.Refused(var after) -> {
                billed.accept(_ -> charge(caller, key, Outcome.REFUSED, halves, 0));
                throw new Refusal(
                        ErrorCode.CALLER_LIMIT_EXCEEDED,
                        Map.of(Parameter.RETRY_AFTER, after.plus(ROUNDING).toSeconds()));
            }
            case Charge.Failed(var cause) -> {
                billed.accept(
                        consumed -> charge(caller, key, Outcome.UNPAID, halves, halves(consumed)));
                if (!failsOpen) {
                    throw cause;
                }
            }
        }
    }

    /// A signed-in caller is the subject of an issuer. An anonymous one is a network address,
    /// because a client can choose everything else that it sends.
    private String key(Caller caller, String address) {
        var text = new CanonicalText();
        if (caller.signedIn()) {
            text.append(caller.issuer());
            text.append(caller.subject());
        } else {
            text.append(NetworkAddress.of(address));
        }
        return hashes.digest(PURPOSE, text.toString());
    }

    private static long halves(Consumption consumed) {
        return (long) Math.ceil(2 * (consumed.readUnits() + consumed.writeUnits()));
    }

    private static CallerCharge charge(
            Caller caller, String key, Outcome outcome, long halves, long used) {
        return new CallerCharge(
                caller.issuer(),
                caller.subject(),
                caller.signedIn() ? null : key.substring(0, CLIENT_DIGITS),
                outcome,
                halves / 2.0,
                used / 2.0);
    }
}
