// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

/// The compiled `@idempotency`: where mutations with a `clientRequestToken` keep their records.
///
/// @param record the engine's own type, which no field of the schema can reach: its table, its key
///   field [#ID], its TTL field [#EXPIRES_AT], and the fields [#INPUT] and [#RESULT]
/// @param keepHours how long a record counts, at least 1
public record Idempotency(StoredType record, int keepHours) {
    /// The key of the record: a hash of caller, field and token.
    public static final String ID = "id";

    /// The hash of the arguments.
    public static final String INPUT = "input";

    /// What the mutation returned, as JSON: the key of an item, `[partition]` or `[partition,
    /// sort]`; a list of such keys; or a list of ids.
    public static final String RESULT = "result";

    public static final String EXPIRES_AT = "expiresAt";

    /// Returns the type of a record that holds this number of results.
    ///
    /// @param results at most as many as a transaction has actions
    public StoredType recordOf(long results) {
        return results <= 1 ? record : record.sized(record.itemSize() * (int) results);
    }
}
