// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

/// The phases of an instance of a function.
public enum Phase {
    /// From the start of the process until it asks for work, or with SnapStart, until its hooks
    /// have prepared it for the snapshot.
    INIT,

    /// From the restored snapshot until it asks for work.
    RESTORE,

    /// From an event to its response.
    INVOKE
}
