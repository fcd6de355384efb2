// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.write;

import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.retry.WriteFailure;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.policy.WasApplied;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/// What became of writes that belong together: all were applied, or none. Whatever fails is an
/// outcome too, so that no failure hides what is known.
public sealed interface WriteOutcome {

    /// @param items for each write what is known of its item: of a put and an update as it is now,
    ///   of a delete as it was
    record Applied(List<Written> items) implements WriteOutcome {
        public Applied {
            items = List.copyOf(items);
        }
    }

    /// At least one condition did not hold.
    ///
    /// @param writes those whose conditions did not hold, in the order of the writes
    /// @param records the places of the records that let the caller in and are gone
    record Refused(List<RefusedWrite> writes, List<Integer> records) implements WriteOutcome {
        public Refused {
            writes = List.copyOf(writes);
            records = List.copyOf(records);
        }
    }

    /// They were applied or not; a reply that tells it did not come, or it was an error.
    ///
    /// @param refusal what the client is told; never THROTTLED where it is unknown, for clients
    ///   send that again
    /// @param applied NO or UNKNOWN
    record Failed(Refusal refusal, WasApplied applied) implements WriteOutcome {
        public Failed {
            if (applied == WasApplied.UNKNOWN && refusal.code() == ErrorCode.THROTTLED) {
                refusal = new Refusal(ErrorCode.UNAVAILABLE);
            }
        }

        /// The last attempt failed. The cause is logged, once.
        ///
        /// @param mayBeApplied whether this or an earlier attempt may have been applied
        static Failed of(WriteFailure failure, boolean mayBeApplied) {
            return new Failed(failure.refusal(), mayBeApplied ? WasApplied.UNKNOWN : WasApplied.NO);
        }
    }

    /// Nothing was sent.
    record Unsent(Refusal refusal) implements WriteOutcome {}

    /// @param item null where a transaction tells nothing of it but that it was written
    /// @param attributes those that are known, or null where all are
    record Written(@Nullable Item item, @Nullable Set<String> attributes) {
        public Written {
            attributes = attributes == null ? null : Set.copyOf(attributes);
        }

        /// Whether these attributes need not be read.
        public boolean holds(Set<String> asked) {
            return item != null && (attributes == null || attributes.containsAll(asked));
        }
    }

    /// @param place of the write among those sent, from 0
    /// @param found the item that was there, or null where there was none or it has expired
    /// @param overflows whether the item has a number that the write would count beyond `Int`
    /// @param fits whether the write was refused for the size of a set, and leaves it a size that
    ///   it may have: elements that it adds are there already, or some that it deletes are not
    /// @param expired whether an upsert met an item that has expired
    record RefusedWrite(
            int place, @Nullable Item found, boolean overflows, boolean fits, boolean expired) {}
}
