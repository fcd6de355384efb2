// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

/// The value of `extensions.code` in an error.
public sealed interface Code permits ErrorCode, DeclaredCode {

    /// Returns the code in `UPPER_SNAKE` case, at most 64 characters.
    String name();

    Category category();

    /// Returns the HTTP status if nothing was executed. After execution has started, the status is
    /// 200.
    int status();
}
