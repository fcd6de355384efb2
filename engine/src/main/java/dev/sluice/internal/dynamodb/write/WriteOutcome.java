// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.write;

import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.retry.FailedAttempt;
import dev.sluice.internal.dynamodb.retry.FailureKind;
import dev.sluice.internal.dynamodb.retry.Failures;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.policy.WasApplied;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/// The outcome of writes that belong together: all were applied, or none. A failure is an outcome
/// too, so that no failure hides what is known.
public sealed interface WriteOutcome {

    /// @param items what is known of the item of each write: as it is now after a put or an update,
    ///   as it was before a delete
    record Applied(List<Written> items) implements WriteOutcome {
        public Applied {
            items = List.copyOf(items);
        }
    }

    /// At least one condition did not hold.
    ///
    /// @param writes those whose conditions did not hold, in the order of the writes
    /// @param records the positions of the records that granted the caller access and no longer
    ///   exist
    record Refused(List<RefusedWrite> writes, List<Integer> records) implements WriteOutcome {
        public Refused {
            writes = List.copyOf(writes);
            records = List.copyOf(records);
        }
    }

    /// The writes failed, or may have been applied: the reply did not come, or it was an error.
    ///
    /// @param refusal what the client sees; never THROTTLED if the outcome is unknown, because
    ///   clients resend after THROTTLED
    /// @param applied NO or UNKNOWN
    record Failed(Refusal refusal, WasApplied applied) implements WriteOutcome {
        public Failed {
            if (applied == WasApplied.UNKNOWN && refusal.code() == ErrorCode.THROTTLED) {
                refusal = new Refusal(ErrorCode.UNAVAILABLE);
            }
        }

        /// The last attempt failed. Logs the cause once.
        ///
        /// @param mayBeApplied whether this or an earlier attempt may have been applied
        static Failed of(FailedAttempt failure, boolean mayBeApplied) {
            if (!mayBeApplied) {
                return new Failed(failure.refusal(), WasApplied.NO);
            }
            var isLate = failure.kind() == FailureKind.TOO_LATE;
            return new Failed(
                    isLate ? Failures.deadlineExceeded() : failure.refusal(), WasApplied.UNKNOWN);
        }
    }

    /// Nothing was sent.
    record Unsent(Refusal refusal) implements WriteOutcome {}

    /// @param item null if a transaction returns nothing about it except that it was written
    /// @param attributes those that are known, or null if all are known
    record Written(@Nullable Item item, @Nullable Set<String> attributes) {
        public Written {
            attributes = attributes == null ? null : Set.copyOf(attributes);
        }

        /// Returns whether these attributes need not be read again.
        public boolean holds(Set<String> asked) {
            return item != null && (attributes == null || attributes.containsAll(asked));
        }
    }

    /// @param place the position of the write among those sent, from 0
    /// @param found the item that existed, or null if there was none or it had expired
    /// @param overflows whether the write would count a number of the item beyond `Int`
    /// @param fits whether the write was refused for the size of a set although the set's size
    ///   would be allowed: elements to add are already in it, or elements to delete are not
    /// @param expired whether an upsert met an expired item
    record RefusedWrite(
            int place, @Nullable Item found, boolean overflows, boolean fits, boolean expired) {}
}
