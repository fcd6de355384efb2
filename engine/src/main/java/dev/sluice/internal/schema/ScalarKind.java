// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import dev.sluice.internal.schema.key.TimePrecision;

import org.jspecify.annotations.Nullable;

/// How a scalar of the schema is represented in Java and in DynamoDB.
public enum ScalarKind {
    /// `String`, and every scalar the schema declares: a Java `String`, stored as S.
    STRING(StoredAs.S),
    /// `ID`: a Java `String`, stored as S.
    ID(StoredAs.S),
    /// An enum: its name as a Java `String`, stored as S.
    ENUM(StoredAs.S),
    /// `DateTime`: an `Instant` to the millisecond, stored as S in RFC 3339, UTC, three decimals.
    DATE_TIME(StoredAs.S, TimePrecision.MILLISECONDS),
    /// `DateTime @attribute(unit: SECONDS)`: an `Instant` to the second, stored as S without
    /// decimals.
    DATE_TIME_SECONDS(StoredAs.S, TimePrecision.SECONDS),
    /// `DateTime @attribute(unit: DAYS)`: the `Instant` at which a day starts in UTC, stored as S.
    DATE(StoredAs.S, TimePrecision.DAYS),
    /// `DateTime @attribute(as: N)`, and every TTL field: an `Instant` to the second, stored as
    /// epoch seconds.
    EPOCH_SECONDS(StoredAs.N, TimePrecision.SECONDS),
    /// `DateTime @attribute(as: N, unit: MILLISECONDS)`: an `Instant` to the millisecond, stored as
    /// epoch milliseconds.
    EPOCH_MILLISECONDS(StoredAs.N, TimePrecision.MILLISECONDS),
    /// `Int`: a Java `Integer`, stored as N.
    INT(StoredAs.N),
    /// `Float`: a finite Java `Double`, stored as N.
    FLOAT(StoredAs.N),
    /// `Decimal`: a `BigDecimal` of at most 38 digits, stored as N.
    DECIMAL(StoredAs.N),
    /// `String @attribute(as: B)`: base64 in GraphQL, a Java `String` of base64, stored as B.
    BINARY(StoredAs.B),
    /// `Boolean`: stored as BOOL; a key cannot hold it.
    BOOLEAN(null),
    /// `JSON`: maps, lists, strings, `BigDecimal`, booleans; stored as the native map or list.
    JSON(null);

    private final @Nullable StoredAs key;
    private final @Nullable TimePrecision time;

    ScalarKind(@Nullable StoredAs key) {
        this(key, null);
    }

    ScalarKind(@Nullable StoredAs key, @Nullable TimePrecision time) {
        this.key = key;
        this.time = time;
    }

    /// Returns the key attribute type, S, N or B, or null if a key attribute cannot hold the
    /// scalar.
    public @Nullable StoredAs key() {
        return key;
    }

    /// Returns how precisely the time is stored, or null if the scalar is not a `DateTime`.
    public @Nullable TimePrecision time() {
        return time;
    }

    /// Returns whether the scalar is a `DateTime`.
    public boolean isTime() {
        return time != null;
    }
}
