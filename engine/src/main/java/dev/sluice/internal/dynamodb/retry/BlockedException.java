// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.retry;

import java.io.Serial;

/// A request that was not sent because a circuit breaker is open.
public final class BlockedException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    public BlockedException() {
        super(null, null, false, false);
    }
}
