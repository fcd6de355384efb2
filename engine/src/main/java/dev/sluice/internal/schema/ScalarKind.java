// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

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
    DATE_TIME(StoredAs.S),
    /// `DateTime @attribute(as: N)`, and every TTL field: an `Instant` to the second, stored as
    /// epoch seconds.
    EPOCH_SECONDS(StoredAs.N),
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

    ScalarKind(@Nullable StoredAs key) {
        this.key = key;
    }

    /// Returns the key attribute type, S, N or B, or null if a key attribute cannot hold the
    /// scalar.
    public @Nullable StoredAs key() {
        return key;
    }
}
