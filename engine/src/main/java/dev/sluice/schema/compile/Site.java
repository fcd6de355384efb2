// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schema.compile;

import dev.sluice.schema.expression.ExpressionException;

/// Where an expression stands, so that its problems point into it.
///
/// @param text the expression in quotes
record Site(Problems problems, Text text, String coordinate) {

    void report(String fault, String remedy) {
        problems.report(text.at(), coordinate, fault, remedy);
    }

    /// Points at the first mention of a word of the expression.
    void report(String word, String fault, String remedy) {
        report(Math.max(0, text.value().indexOf(word)), fault, remedy);
    }

    void malformed(ExpressionException e) {
        report(
                e.offset(),
                "the expression is malformed: " + e.getMessage(),
                "write it as docs/reference/language.md shows");
    }

    void report(int offset, String fault, String remedy) {
        problems.report(text, offset, coordinate, fault, remedy);
    }
}
