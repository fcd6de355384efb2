// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

/// What a request asks to be told of its cost.
public enum CostReport {
    /// Nothing.
    NONE,
    /// The bound, and what was consumed.
    REPORT,
    /// The bound alone: the operation is not run.
    VALIDATE
}
