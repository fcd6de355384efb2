// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.schema.key.TimeBucket;

import java.util.List;

/// The values that one term gives a field of a key. The key contains a `Value.Element` in its
/// place. With several such terms, there is a key for each combination of their values.
public sealed interface FanOut {
    /// A page sends as many requests in one wave as it has partitions.
    int MOST_PARTITIONS = 100;

    /// Returns how many values there can be, at least 1.
    int most();

    /// Returns how many values there are at least.
    int least();

    /// Returns how many combinations of the values there can be, or `Integer.MAX_VALUE` if there
    /// can be more.
    static int most(List<? extends FanOut> all) {
        return (int)
                all.stream()
                        .mapToLong(FanOut::most)
                        .reduce(1, (one, other) -> Math.min(one * other, Integer.MAX_VALUE));
    }

    /// @param values different from each other
    record Literals(List<Value.Literal> values) implements FanOut {
        public Literals {
            values = List.copyOf(values);
        }

        @Override
        public int most() {
            return values.size();
        }

        @Override
        public int least() {
            return values.size();
        }
    }

    /// The elements of a list.
    record Elements(Value.Reference list, int most) implements FanOut {
        @Override
        public int least() {
            return 0;
        }
    }

    /// The years, months, days or hours from one time to another.
    record Times(Value from, Value to, TimeBucket bucket, int most) implements FanOut {
        @Override
        public int least() {
            return 0;
        }
    }
}
