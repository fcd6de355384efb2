// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

/// How much of its cost a request asks for.
public enum CostReport {
    /// No cost.
    NONE,
    /// The bound, and what the operation consumed.
    REPORT,
    /// Only the bound. The operation does not run.
    VALIDATE
}
