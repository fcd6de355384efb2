// SPDX-License-Identifier: Apache-2.0
package dev.sluice.resolver;

import java.util.HashMap;
import java.util.Map;

/// The resolvers of an API, each by the name that `@resolver(name:)` has for it. Immutable.
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
/// The API does not start unless the schema names each of them, and it has each that the schema
/// names, for the same use.
public record Resolvers(Map<String, Resolver> byName) {
    public Resolvers {
        byName = Map.copyOf(byName);
    }

    public static Resolvers none() {
        return new Resolvers(Map.of());
    }

    /// These, and one for fields with `@resolver(needs:)`.
    ///
    /// @throws IllegalArgumentException where the name is taken
    public Resolvers computes(String name, Computation computation) {
        return with(name, computation);
    }

    /// These, and one for mutations with `@resolver(provides:)`.
    ///
    /// @throws IllegalArgumentException where the name is taken
    public Resolvers prepares(String name, Preparation preparation) {
        return with(name, preparation);
    }

    /// These, and one for fields with nothing but `@resolver`.
    ///
    /// @throws IllegalArgumentException where the name is taken
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
