// SPDX-License-Identifier: Apache-2.0
package dev.sluice.embedded;

import java.io.IOException;
import java.net.BindException;

/// The requested port is not available, mostly because another process listens on it. The message
/// names the port and the reason.
public final class PortUnavailableException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int port;

    PortUnavailableException(int port, BindException cause) {
        super("Port " + port + " is not available: " + cause.getMessage(), cause);
        this.port = port;
    }

    public int port() {
        return port;
    }
}
