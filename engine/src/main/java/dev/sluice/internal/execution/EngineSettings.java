// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.operation.TrustedDocuments;
import dev.sluice.internal.policy.RequestLimits;

/// How the engine of one function is set up.
///
/// @param introspection whether clients may read the schema
/// @param consumption whether the cost report tells what an operation consumed, which differs with
///   what is hidden from the caller
/// @param limits its depth holds where the schema has no `@limits`
/// @param trusted decides which documents run
public record EngineSettings(
        boolean introspection,
        boolean consumption,
        RequestLimits limits,
        TrustedDocuments trusted) {}
