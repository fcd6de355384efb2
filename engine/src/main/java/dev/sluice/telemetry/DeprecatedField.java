// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/// A deprecated field that an operation selects, or an argument, input field or value of an enum
/// that it gives.
///
/// @param field `Type.field`, `Type.field(argument:)`, `Input.field` or `Enum.VALUE`
/// @param since the day from which it is deprecated, or null if the schema does not say
/// @param sunset the day from which it can be gone, or null if the schema does not say
public record DeprecatedField(
        String field, @Nullable LocalDate since, @Nullable LocalDate sunset) {}
