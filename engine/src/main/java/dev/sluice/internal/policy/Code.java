// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

/// What `extensions.code` of an error says.
public sealed interface Code permits ErrorCode, DeclaredCode {

    /// In `UPPER_SNAKE` case, at most 64 characters.
    String name();

    Category category();

    /// The HTTP status when nothing was executed; once execution has started the status is 200.
    int status();
}
