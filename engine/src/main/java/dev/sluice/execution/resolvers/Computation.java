// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution.resolvers;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Computes a field from other fields of the same object (`@resolver(needs:)`), for many objects at
/// once: however many a list holds, it is called once for them all.
///
/// ```graphql
/// initials: String! @resolver(name: "initials", needs: ["name"])
/// ```
///
/// ```java
/// Resolvers.none().computes("initials", Computation.each(user -> initials(user.string("name"))))
/// ```
@FunctionalInterface
public non-sealed interface Computation extends Resolver {

    /// It runs on a thread of its own and may wait for I/O, within the `requests` that the schema
    /// declares; it is interrupted when the time for the request is over.
    ///
    /// @param objects of each object, the fields it needs; at least one
    /// @return a value for each, in their order; null where it has none
    List<? extends @Nullable Object> compute(List<Values> objects) throws Exception;

    /// A computation that looks at one object at a time.
    static Computation each(Function<Values, ? extends @Nullable Object> one) {
        return objects -> {
            var computed = new ArrayList<@Nullable Object>();
            objects.forEach(object -> computed.add(one.apply(object)));
            return computed;
        };
    }
}
