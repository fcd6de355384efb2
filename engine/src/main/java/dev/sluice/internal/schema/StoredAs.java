// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

/// DynamoDB's attribute types, as named by `@attribute(as:)`.
///
/// Source: Amazon DynamoDB Developer Guide, "Data types".
public enum StoredAs {
    S,
    N,
    B,
    M,
    L,
    SS,
    NS,
    BS
}
