// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import org.jspecify.annotations.Nullable;

/// The answer of a field if its Java resolver fails (`@resolver(fallback:)`).
///
/// @param value as the resolver would return it
public record Fallback(@Nullable Object value) {}
