// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

/// A DynamoDB key attribute.
///
/// @param type S, N or B
public record KeyAttribute(String name, StoredAs type) {}
