// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

import org.jspecify.annotations.Nullable;

/// Makes spans. Safe for use by many threads.
public interface Tracer {
    /// A tracer that makes no spans.
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
    /// @param parent a span of any thread; [Span#NONE] for the first span of a request
    /// @param name a name from [Signal.Trace]
    <T extends @Nullable Object, X extends Exception> T trace(
            Span parent, String name, Traced<T, X> work) throws X;

    /// Adds a value by which traces can be found to the span in which this thread works.
    ///
    /// @param value never a value from a client or a table
    default void annotate(String name, Object value) {}

    /// Prepares for the first span without reporting one.
    default void warmUp() {}

    /// Work that runs in a span.
    @FunctionalInterface
    interface Traced<T extends @Nullable Object, X extends Exception> {
        T in(Span span) throws X;
    }

    /// A part of a request's time.
    interface Span {
        Span NONE = new Span() {};

        /// @param value never a value from a client or a table
        default void setAttribute(String name, Object value) {}

        /// Marks the work of the span as failed.
        default void fail() {}
    }
}
