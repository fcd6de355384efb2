// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import java.io.Serial;

/// Thrown if a stored value is not what the schema expects. `MisfitException` adds the type and
/// field.
public final class DecodingException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final String expected;

    /// @param expected for example `a number`
    DecodingException(String expected) {
        super("not " + expected, null, false, false);
        this.expected = expected;
    }

    String expected() {
        return expected;
    }
}
