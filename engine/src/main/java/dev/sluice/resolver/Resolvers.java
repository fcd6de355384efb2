// SPDX-License-Identifier: Apache-2.0
package dev.sluice.resolver;

import java.util.HashMap;
import java.util.Map;

/// The resolvers of an API, by their names in `@resolver(name:)`. Immutable.
///
/// ```java
/// Sluice.builder()
///         .schema("schema.graphqls", text)
///         .resolvers(
///                 Resolvers.none()
///                         .prepares("priceOrder", PriceOrder::prepare)
///                         .computes("initials", Computation.each(User::initials)))
///         .build();
/// ```
///
/// Startup fails if the schema names a resolver that is not here or does not name one that is here,
/// or if a resolver is added for another use than the schema's.
public record Resolvers(Map<String, Resolver> byName) {
    public Resolvers {
        byName = Map.copyOf(byName);
    }

    public static Resolvers none() {
        return new Resolvers(Map.of());
    }

    /// Returns these resolvers and one for fields with `@resolver(needs:)`.
    ///
    /// @throws IllegalArgumentException if the name is taken
    public Resolvers computes(String name, Computation computation) {
        return with(name, computation);
    }

    /// Returns these resolvers and one for mutations with `@resolver(provides:)`.
    ///
    /// @throws IllegalArgumentException if the name is taken
    public Resolvers prepares(String name, Preparation preparation) {
        return with(name, preparation);
    }

    /// Returns these resolvers and one for fields with only `@resolver`.
    ///
    /// @throws IllegalArgumentException if the name is taken
    public Resolvers answers(String name, Answer answer) {
        return with(name, answer);
    }

    private Resolvers with(String name, Resolver resolver) {
        var all = new HashMap<>(byName);
        if (all.put(name, resolver) != null) {
            throw new IllegalArgumentException("two resolvers are called " + name);
        }
        return new Resolvers(all);
    }
}
