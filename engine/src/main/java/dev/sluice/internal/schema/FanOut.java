// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.schema.key.TimeBucket;

import java.util.List;

/// The partitions that one list is read from. The partition key of its condition contains
/// `Value.Element`, which stands for each of the values.
public sealed interface FanOut {
    /// A page sends as many requests in one wave as it has partitions.
    int MOST_PARTITIONS = 100;

    /// Returns how many values there can be, 1 to 100.
    int most();

    /// Returns how many values there are at least.
    int least();

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
