// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

/// What a change can do to those who rely on the earlier schema.
public enum Level {
    /// It makes operations fail that ran, or stored items unreadable.
    BREAKING,

    /// Everything still runs, but a client, or the earlier version during a deployment, can meet
    /// something that it does not know.
    DANGEROUS,

    SAFE
}
