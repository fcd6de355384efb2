// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schema;

import com.google.re2j.Pattern;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/// One `@constraint`; an absent part is null.
///
/// @param minLength in Unicode code points
/// @param maxLength in Unicode code points
/// @param pattern matches the whole value
/// @param lowercase whether the value is lower-cased (root locale) before it is checked and used
/// @param unique the field in which no two elements of the list may agree
public record Constraint(
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable Integer minLength,
        @Nullable Integer maxLength,
        @Nullable Pattern pattern,
        boolean lowercase,
        @Nullable Integer minItems,
        @Nullable Integer maxItems,
        @Nullable String unique) {}
