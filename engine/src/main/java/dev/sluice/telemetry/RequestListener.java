// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

/// Is told of each request once its reply is ready, on the request's thread.
@FunctionalInterface
public interface RequestListener {
    void answered(RequestEvent event);

    /// Something is larger than the schema declares. Told before `answered`, on the request's
    /// thread.
    default void drifted(Drift drift) {}

    /// Is told of what a request was denied, once for each thing, before `answered`.
    default void denied(Denial denial) {}

    /// Is told of the writes of a mutation field once it is known what became of them, before
    /// `answered`, on the request's thread.
    default void wrote(WriteEvent event) {}

    /// A document that is not trusted is about to run; told before its request is answered, where
    /// the function is set up to prefer trusted ones.
    default void unknownDocument(UnknownDocument document) {}
}
