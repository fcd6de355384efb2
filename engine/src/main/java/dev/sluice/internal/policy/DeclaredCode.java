// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

/// A code that the schema declares: by `@write(onFail:)`, the condition of a write did not hold; by
/// `@resolver(codes:)`, a Java resolver failed the field.
///
/// @param name as the schema spells it; the compiler has checked it
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
