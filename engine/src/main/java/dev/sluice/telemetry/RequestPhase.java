// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

import java.util.Locale;

/// The phases of a request, in their order.
public enum RequestPhase {
    /// The HTTP request becomes a GraphQL request.
    READ,
    /// The document is looked up or parsed, validated and costed.
    ADMIT,
    /// The operation runs, in waves of requests to DynamoDB.
    EXECUTE,
    /// The result becomes JSON.
    REPLY;

    /// Returns the name in the log and the trace.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
