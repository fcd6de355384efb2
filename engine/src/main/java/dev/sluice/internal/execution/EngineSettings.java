// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.operation.TrustedDocuments;
import dev.sluice.internal.policy.RequestLimits;

/// The engine settings of one function.
///
/// @param introspection whether clients may read the schema
/// @param consumption whether the cost report includes what an operation consumed, which depends on
///   what is hidden from the caller
/// @param callerLimitFailsOpen whether an operation runs although its caller's limit cannot be read
/// @param readAhead whether reads whose keys are known start before their parents have been read;
///   only tests turn this off
/// @param limits its depth applies if the schema has no `@limits`
/// @param trusted decides which documents run
public record EngineSettings(
        boolean introspection,
        boolean consumption,
        boolean callerLimitFailsOpen,
        boolean readAhead,
        RequestLimits limits,
        TrustedDocuments trusted) {}
