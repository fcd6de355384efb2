// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

/// What Sluice does with a document that is not trusted.
public enum TrustMode {
    /// Runs it.
    ANY,
    /// Runs it, and reports it to the listener.
    PREFER,
    /// Refuses it.
    ONLY
}
