// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.gateway;

import java.io.Serial;
import java.time.Duration;

/// A request that took too long: for the function, or for the gateway.
final class GatewayTimeout extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final int status;
    private final String reply;

    /// @param reply the message for the client
    GatewayTimeout(int status, String reply, Duration limit) {
        super("The function gave no response after %d ms".formatted(limit.toMillis()));
        this.status = status;
        this.reply = reply;
    }

    int status() {
        return status;
    }

    String reply() {
        return reply;
    }
}
