// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/// The end of an element of the schema, as `@deprecated` and `@sunset` announce it.
///
/// @param since the day from which it is deprecated, or null if the schema does not say
/// @param sunset the day from which it can be gone, or null if the schema does not say
public record Deprecation(@Nullable LocalDate since, @Nullable LocalDate sunset) {}
