// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

/// What `@idempotency` says: where mutations with a `clientRequestToken` keep their records.
///
/// @param record the engine's own type, which no field of the schema reaches: its table, its key
///   field [#ID], its TTL field [#EXPIRES_AT], and the fields [#INPUT] and [#RESULT]
/// @param keepHours how long a record counts, at least 1
public record Idempotency(StoredType record, int keepHours) {
    /// Key of the record: caller, field and token, hashed.
    public static final String ID = "id";

    /// The hash of the arguments.
    public static final String INPUT = "input";

    /// The key of the item that answered, as JSON: `[partition]` or `[partition, sort]`.
    public static final String RESULT = "result";

    public static final String EXPIRES_AT = "expiresAt";
}
