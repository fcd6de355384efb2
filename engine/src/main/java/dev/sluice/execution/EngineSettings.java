// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

/// How the engine of one function is set up.
///
/// @param introspection whether clients may read the schema
/// @param depth levels of fields in a selection, where the schema's `@limits` says nothing
public record EngineSettings(boolean introspection, int depth) {}
