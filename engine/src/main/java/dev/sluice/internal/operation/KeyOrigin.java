// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

/// Where a value of a key comes from. It says how often the value repeats.
public sealed interface KeyOrigin {
    /// Returns whether the objects of one request can have different values.
    boolean isOfEach();

    /// The document or the schema has the value, so that all requests have the same one.
    record Fixed(String text) implements KeyOrigin {
        @Override
        public boolean isOfEach() {
            return false;
        }
    }

    /// A variable, a claim or a value of a Java resolver.
    ///
    /// @param name such as `category`, `input.lines.productId`, `claims.sub` or `prepared.total`
    record Given(String name, boolean isOfEach) implements KeyOrigin {}

    /// A field of a stored or embedded object that was read before.
    record Stored(String type, String field) implements KeyOrigin {
        @Override
        public boolean isOfEach() {
            return true;
        }

        /// Returns `Type.field`.
        public String name() {
            return type + "." + field;
        }
    }

    /// A new id, a time or a hash: each request has another value.
    record Fresh() implements KeyOrigin {
        @Override
        public boolean isOfEach() {
            return true;
        }
    }
}
