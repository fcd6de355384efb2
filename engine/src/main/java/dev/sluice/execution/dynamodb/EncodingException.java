// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution.dynamodb;

import java.io.Serial;

/// A value that cannot be stored where it should; `ObjectEncoder` adds where.
final class EncodingException extends IllegalArgumentException {
    @Serial private static final long serialVersionUID = 1L;

    private final String expected;

    /// @param expected for example `a boolean`
    EncodingException(String expected) {
        super("expected " + expected);
        this.expected = expected;
    }

    /// The same, naming the field.
    IllegalArgumentException at(String type, String field) {
        return new IllegalArgumentException(
                "%s.%s: expected %s".formatted(type, field, expected), this);
    }
}
