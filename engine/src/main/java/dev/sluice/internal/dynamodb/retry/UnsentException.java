// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.retry;

import org.jspecify.annotations.Nullable;

import java.io.Serial;

/// A request of which nothing was sent.
public final class UnsentException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    /// @param cause null if too little time was left to send it
    public UnsentException(@Nullable Throwable cause) {
        super(cause);
    }
}
