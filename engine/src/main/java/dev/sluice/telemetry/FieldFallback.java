// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

/// A field that had its fallback, because its Java resolver failed or was not called.
///
/// @param field `Type.field`
/// @param times the number of objects, at least 1
public record FieldFallback(String field, int times) {}
