// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/// The end of a field, as `@deprecated` and `@sunset` announce it.
///
/// @param since the day from which the field is deprecated, or null if the schema does not say
/// @param sunset the day from which the field can be gone, or null if the schema does not say
public record Deprecation(@Nullable LocalDate since, @Nullable LocalDate sunset) {}
