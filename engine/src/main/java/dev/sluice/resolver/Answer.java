// SPDX-License-Identifier: Apache-2.0
package dev.sluice.resolver;

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
///                 Map.of("celsius", station.at(arguments.string("city"), request.remaining())))
/// ```
@FunctionalInterface
public non-sealed interface Answer extends Resolver {

    /// Returns the value of the field. Runs on its own thread and may wait for I/O, within the
    /// `requests` that the schema declares. Sluice interrupts it when the time for the request is
    /// over.
    ///
    /// @param arguments of the field, checked
    /// @return the answer, or null if there is none; an object is a [TypedObject] if the field's
    ///   type is an interface or a union
    /// @throws ResolverException to fail the field with a code that the schema declares
    @Nullable Object answer(Values arguments, Request request) throws Exception;
}
