// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import dev.sluice.internal.schema.expression.ItemExpression;

/// The compiled `@event` of a mutation.
///
/// @param name the type of the event
/// @param version of the detail's schema, at least 1
/// @param detail the members of the event's data
public record MutationEvent(String name, int version, ItemExpression detail) {}
