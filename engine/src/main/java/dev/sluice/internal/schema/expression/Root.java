// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.expression;

import java.util.Arrays;
import java.util.Locale;

/// The first name of a reference.
public sealed interface Root {

    /// Returns the name, without `$`.
    String text();

    static Root of(String text) {
        return Arrays.<Root>stream(Reserved.values())
                .filter(reserved -> reserved.text().equals(text))
                .findFirst()
                .orElseGet(() -> new Named(text));
    }

    /// A name with a meaning of its own in all expressions.
    enum Reserved implements Root {
        /// The object that has the field.
        PARENT,
        /// The item that a rule checks.
        ITEM,
        /// The claims of the caller's token.
        CLAIMS,
        /// The time of the request, or of the mutation field.
        NOW,
        /// The new id of a mutation field.
        UUID,
        /// The element for which a repeated write runs.
        EACH,
        /// The values that a Java resolver computed before the writes.
        PREPARED;

        @Override
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// An argument of the field, or the alias of an item that a mutation reads before it writes.
    record Named(String text) implements Root {}
}
