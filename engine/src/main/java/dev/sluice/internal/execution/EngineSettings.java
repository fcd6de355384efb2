// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.operation.TrustedDocuments;
import dev.sluice.internal.policy.RequestPolicy;

/// The engine settings of one function, which stay as long as it runs.
///
/// @param deployed the policy that the trusted documents fit
/// @param consumption whether the cost report includes what an operation consumed, which depends on
///   what is hidden from the caller
/// @param callerLimitFailsOpen whether an operation runs although its caller's limit cannot be read
/// @param readAhead whether reads whose keys are known start before their parents have been read;
///   only tests turn this off
/// @param inPlace whether Sluice answers objects itself, and not graphql-java; only tests turn this
///   off
public record EngineSettings(
        RequestPolicy deployed,
        boolean consumption,
        boolean callerLimitFailsOpen,
        boolean readAhead,
        boolean inPlace,
        TrustedDocuments trusted) {}
