// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.operation.TrustedDocument;

import java.util.Map;

/// A request that Sluice makes itself, for priming.
///
/// @param variables JSON values by name
public record SampleRequest(TrustedDocument document, Map<String, Object> variables) {
    public SampleRequest {
        variables = Map.copyOf(variables);
    }
}
