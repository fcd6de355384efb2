// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.expression;

import java.io.Serial;

/// A text that is no expression. The message says what was found and what was expected, without a
/// final full stop.
public final class ExpressionException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final int offset;

    ExpressionException(int offset, String fault) {
        super(fault);
        this.offset = offset;
    }

    /// Where in the text the fault is, in `char`s from 0; the text's length where it ends too
    /// early.
    public int offset() {
        return offset;
    }
}
