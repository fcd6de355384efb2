// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import org.jspecify.annotations.Nullable;

import java.io.Serial;

/// A setting that cannot be used. The message names the variable and the values it accepts, never
/// the value it has.
public final class InvalidSettingException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    InvalidSettingException(String variable, String expected) {
        this(variable, expected, null);
    }

    InvalidSettingException(String variable, String expected, @Nullable Throwable cause) {
        super("%s must be %s.".formatted(variable, expected), cause);
    }
}
