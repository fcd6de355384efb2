// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

/// A code that the schema declares: with `@write(onFail:)`, for a write whose condition did not
/// hold; with `@resolver(codes:)`, for a field that a Java resolver failed.
///
/// @param name as in the schema; the compiler has checked it
public record DeclaredCode(String name) implements Code {
    static final String MESSAGE = "The condition of the write does not hold.";

    @Override
    public Category category() {
        return Category.CONFLICT;
    }

    @Override
    public int status() {
        return 409;
    }
}
