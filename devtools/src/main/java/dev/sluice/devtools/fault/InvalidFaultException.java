// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.fault;

import java.io.Serial;

/// A specification of a fault that cannot be used. The message says what is wrong and how to fix
/// it.
public final class InvalidFaultException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    InvalidFaultException(String message) {
        super(message);
    }

    /// Returns the message.
    public String text() {
        return String.valueOf(getMessage());
    }
}
