// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/// A deprecated field that an operation selects.
///
/// @param field `Type.field`
/// @param since the day from which it is deprecated, or null if the schema does not say
/// @param sunset the day from which it can be gone, or null if the schema does not say
public record DeprecatedField(
        String field, @Nullable LocalDate since, @Nullable LocalDate sunset) {}
