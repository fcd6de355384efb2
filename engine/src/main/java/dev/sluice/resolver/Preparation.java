// SPDX-License-Identifier: Apache-2.0
package dev.sluice.resolver;

import java.util.Map;

/// Prepares what a mutation writes (`@resolver(provides:)` beside `@write`). Expressions read its
/// values as `$prepared`.
///
/// ```graphql
/// @resolver(name: "price", provides: ["total"])
/// @write(put: "Order", item: "...$input, total = $prepared.total")
/// ```
///
/// ```java
/// Resolvers.none().prepares("price", arguments -> Map.of("total", total(arguments)))
/// ```
@FunctionalInterface
public non-sealed interface Preparation extends Resolver {

    /// Returns the prepared values. Must be pure: no I/O, no clock, no randomness. The same
    /// arguments must give the same values, because a request that is sent again must write the
    /// same.
    ///
    /// @param arguments of the mutation, checked
    /// @throws ResolverException to fail the mutation with a code that the schema declares, before
    ///   anything is written
    /// @return exactly the values that `provides` lists, by name
    Map<String, ?> prepare(Values arguments);
}
