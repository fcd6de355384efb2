// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.expression;

import java.io.Serial;

/// Reports a text that is not a valid expression. The message says what was found and what was
/// expected, without a final full stop.
public final class ExpressionException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final int offset;

    ExpressionException(int offset, String fault) {
        super(fault);
        this.offset = offset;
    }

    /// Returns the position of the fault in the text, in `char`s from 0, or the text's length if
    /// the text ends too early.
    public int offset() {
        return offset;
    }
}
