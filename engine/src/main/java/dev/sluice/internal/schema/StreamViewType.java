// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

/// What the records of a table's stream contain of a changed item besides its key.
///
/// Source: Amazon DynamoDB API Reference, "StreamSpecification".
public enum StreamViewType {
    KEYS_ONLY,
    NEW_IMAGE,
    OLD_IMAGE,
    NEW_AND_OLD_IMAGES
}
