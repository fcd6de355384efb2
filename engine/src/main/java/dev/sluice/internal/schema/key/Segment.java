// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

/// One part of a key template, between separators.
public sealed interface Segment {

    record Literal(String text) implements Segment {}

    /// @param name the GraphQL field, or its path, such as `address.city`
    record Field(String name, Slot slot) implements Segment {
        /// Creates a segment that is the field and nothing else.
        public Field(String name) {
            this(name, Slot.PLAIN);
        }
    }
}
