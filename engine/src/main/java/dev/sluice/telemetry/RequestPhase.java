// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

import java.util.Locale;

/// The parts of a request's time, in their order.
public enum RequestPhase {
    /// The HTTP request becomes a GraphQL request.
    READ,
    /// The document is found or parsed, validated and costed.
    ADMIT,
    /// The operation runs, in waves of requests to DynamoDB.
    EXECUTE,
    /// The result becomes JSON.
    REPLY;

    /// As the log and the trace call it.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
