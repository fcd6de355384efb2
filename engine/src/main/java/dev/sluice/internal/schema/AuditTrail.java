// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import java.util.Set;

/// Where the changes of items are noted (`@audit`).
///
/// @param type the stored type of the notes, which only the engine writes
/// @param keepDays how long a note is kept, at least 1
/// @param values the fields whose values a note has
public record AuditTrail(StoredType type, int keepDays, Set<String> values) {
    /// The type and the key of the changed item, such as `Order/ann/17`.
    public static final String ITEM = "item";

    /// The id of the note, which sorts by its time.
    public static final String ID = "id";

    public static final String AT = "at";

    /// The mutation field.
    public static final String FIELD = "field";

    /// `PUT`, `UPDATE` or `DELETE`.
    public static final String ACTION = "action";

    /// The subject of the caller's token.
    public static final String BY = "by";

    public static final String ISSUER = "issuer";

    /// The claim `client_id` or `azp`.
    public static final String CLIENT = "client";

    /// The id of the request in the log.
    public static final String REQUEST = "request";

    /// The version of the item before the change, if the mutation knows it.
    public static final String BEFORE = "before";

    /// The version of the item after the change, if the mutation knows it.
    public static final String AFTER = "after";

    /// The names of the fields that were set, removed or added to.
    public static final String CHANGED = "changed";

    /// The values that the noted fields had before the change, by field.
    public static final String OLD_VALUES = "oldValues";

    /// The values that the noted fields have after the change, by field.
    public static final String NEW_VALUES = "newValues";

    public AuditTrail {
        values = Set.copyOf(values);
    }
}
