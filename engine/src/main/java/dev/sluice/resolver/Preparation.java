// SPDX-License-Identifier: Apache-2.0
package dev.sluice.resolver;

import java.util.Map;

/// Prepares what a mutation writes (`@resolver(provides:)` beside `@write`): its values are
/// `$prepared` in the expressions.
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

    /// Must be pure: no I/O, no clock, no chance. The same arguments give the same values, for a
    /// request that is sent again must write the same.
    ///
    /// @param arguments of the mutation, checked
    /// @throws ResolverException to fail the mutation with a code that the schema declares, before
    ///   anything is written
    /// @return exactly the values that the schema says it provides, by name
    Map<String, ?> prepare(Values arguments);
}
