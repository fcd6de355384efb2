// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.expression;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// A length of time, as expressions write it: `24h`.
///
/// @param count of units; negative for an earlier time
public record TimeShift(long count, Unit unit) {
    /// No longer shift is accepted, so that no shift of the present leaves the years 0 to 9999.
    private static final Duration LONGEST = Duration.ofDays(365_250);

    /// A unit with its name in expressions.
    public enum Unit {
        SECONDS("s", Duration.ofSeconds(1)),
        MINUTES("m", Duration.ofMinutes(1)),
        HOURS("h", Duration.ofHours(1)),
        DAYS("d", Duration.ofDays(1));

        private final String name;
        private final Duration length;

        Unit(String name, Duration length) {
            this.name = name;
            this.length = length;
        }

        static Optional<Unit> of(String name) {
            return Arrays.stream(values()).filter(unit -> unit.name.equals(name)).findFirst();
        }
    }

    /// Returns whether the length is at most a thousand years.
    boolean isShort() {
        return Math.abs(count) <= LONGEST.dividedBy(unit.length);
    }

    TimeShift negated() {
        return new TimeShift(-count, unit);
    }

    public Instant from(Instant time) {
        return time.plus(unit.length.multipliedBy(count));
    }

    /// Returns the shift as an expression has it after the time, such as ` + 24h`.
    public String text() {
        return " %s %d%s".formatted(count < 0 ? "-" : "+", Math.abs(count), unit.name);
    }
}
