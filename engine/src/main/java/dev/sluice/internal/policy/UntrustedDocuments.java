// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

/// What happens to a document that is not trusted, the most open choice first.
public enum UntrustedDocuments {
    /// It runs.
    RUN,
    /// It runs, and is reported to the listener.
    REPORT,
    REFUSE
}
