// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

/// What makes the spans of a function.
public enum TracingLibrary {
    /// Powertools for AWS Lambda, which sends spans to the daemon of AWS X-Ray.
    POWERTOOLS,

    /// The SDK of OpenTelemetry, which sends spans to a collector.
    OPENTELEMETRY
}
