// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

/// What becomes of a document that is not trusted.
public enum TrustMode {
    /// It runs.
    ANY,
    /// It runs, and the listener is told.
    PREFER,
    /// It is refused.
    ONLY
}
