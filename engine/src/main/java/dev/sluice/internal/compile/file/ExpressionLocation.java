// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.file;

import dev.sluice.internal.schema.expression.ExpressionException;

/// The location of an expression, so that problems point into it.
///
/// @param text the expression in quotes
public record ExpressionLocation(Problems problems, Text text, String coordinate) {

    public void report(String fault, String fix) {
        problems.report(text.at(), coordinate, fault, fix);
    }

    /// Reports a problem at the first occurrence of a word in the expression.
    public void report(String word, String fault, String fix) {
        report(Math.max(0, text.value().indexOf(word)), fault, fix);
    }

    public void malformed(ExpressionException e) {
        report(
                e.offset(),
                "the expression is malformed: " + e.getMessage(),
                "write it as docs/reference/language/expressions.md shows");
    }

    public void report(int offset, String fault, String fix) {
        problems.report(text, offset, coordinate, fault, fix);
    }
}
