// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

import org.jspecify.annotations.Nullable;

/// Makes spans. Safe for use by many threads.
public interface Tracer {
    /// Makes none.
    Tracer NONE =
            new Tracer() {
                @Override
                public <T extends @Nullable Object, X extends Exception> T trace(
                        Span parent, String name, Traced<T, X> work) throws X {
                    return work.in(Span.NONE);
                }
            };

    /// Runs the work once, on this thread, in a span.
    ///
    /// @param parent of any thread; [Span#NONE] for the first of a request
    /// @param name one of [Signal.Trace]
    <T extends @Nullable Object, X extends Exception> T trace(
            Span parent, String name, Traced<T, X> work) throws X;

    /// Has ready what the first span takes, without making one that anybody is told of.
    default void warmUp() {}

    /// What is done in a span.
    @FunctionalInterface
    interface Traced<T extends @Nullable Object, X extends Exception> {
        T in(Span span) throws X;
    }

    /// A part of a request's time.
    interface Span {
        Span NONE = new Span() {};

        /// @param value never one that a client or a table holds
        default void tell(String name, Object value) {}

        /// The work of the span failed.
        default void fail() {}
    }
}
