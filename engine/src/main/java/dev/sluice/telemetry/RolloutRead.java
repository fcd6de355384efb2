// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

import java.util.Locale;

/// How a field with `@rollout` was read during a request: all reads with the same path and the same
/// result of the comparison.
///
/// @param field `Type.field`
/// @param path the path that answered
/// @param times how often the field was read, at least 1
/// @param before what the old path read; nothing if it was not read
/// @param after what the new path read; nothing if it was not read
public record RolloutRead(
        String field, Path path, Comparison comparison, int times, Cost before, Cost after) {

    public enum Path {
        OLD,
        NEW;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Comparison {
        /// Only one path was read, or the answer is an error.
        NONE,
        /// Both paths had the same answer.
        EQUAL,
        DIFFERENT,
        /// The path that did not answer failed.
        FAILED,
        /// The answer was ready before the other path.
        UNFINISHED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What a path read.
    ///
    /// @param items those of the answer
    /// @param readUnits of these items as they were fetched. Items that were read and dropped do
    ///   not count
    public record Cost(int items, double readUnits) {
        public static final Cost NONE = new Cost(0, 0);

        Cost plus(Cost other) {
            return new Cost(items + other.items, readUnits + other.readUnits);
        }
    }

    /// Returns both reads together. They differ only in their number and their costs.
    public RolloutRead and(RolloutRead other) {
        return new RolloutRead(
                field,
                path,
                comparison,
                times + other.times,
                before.plus(other.before),
                after.plus(other.after));
    }
}
