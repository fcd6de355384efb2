// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.opentelemetry;

import java.io.Serial;

/// The SDK of OpenTelemetry does not accept a variable.
public final class InvalidOpenTelemetryException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final String variable;

    InvalidOpenTelemetryException(String variable) {
        super("The SDK of OpenTelemetry does not accept " + variable);
        this.variable = variable;
    }

    /// Returns the name, or `OTEL_*` if the SDK does not say which.
    public String variable() {
        return variable;
    }
}
