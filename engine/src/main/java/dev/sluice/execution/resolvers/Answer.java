// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution.resolvers;

import org.jspecify.annotations.Nullable;

/// Answers a field itself (`@resolver` alone).
///
/// ```graphql
/// weather(city: String!): Weather @resolver(name: "weather", requests: 1)
/// ```
///
/// ```java
/// Resolvers.none()
///         .answers("weather", (arguments, request) ->
///                 Map.of("celsius", station.at(arguments.string("city"), request.deadline())))
/// ```
@FunctionalInterface
public non-sealed interface Answer extends Resolver {

    /// It runs on a thread of its own and may wait for I/O, within the `requests` that the schema
    /// declares; it is interrupted when the time for the request is over.
    ///
    /// @param arguments of the field, checked
    /// @return what answers the field, or null where it has no answer
    @Nullable Object answer(Values arguments, Request request) throws Exception;
}
