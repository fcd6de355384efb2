// SPDX-License-Identifier: Apache-2.0
package dev.sluice.resolver;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Computes a field from other fields of the same object, and from the field's arguments
/// (`@resolver(needs:)`).
///
/// ```graphql
/// initials: String! @resolver(name: "initials", needs: ["name"])
/// price(currency: String!): Decimal @resolver(name: "price", needs: ["basePrice"])
/// ```
///
/// ```java
/// Resolvers.none()
///         .computes("initials", Computation.each(user -> initials(user.string("name"))))
///         .computes("price", (products, arguments) ->
///                 rates.convert(products, arguments.string("currency")))
/// ```
///
/// Sluice calls it once for all objects of a wave that ask for the field with the same arguments,
/// however many objects there are. Arguments come from the operation, never from an object, so an
/// operation that selects the field twice with other arguments leads to two calls.
@FunctionalInterface
public non-sealed interface Computation extends Resolver {

    /// Computes the field. Runs on its own thread and may wait for I/O, within the `requests` that
    /// the schema declares. Sluice interrupts it when the time for the request is over.
    ///
    /// If it throws an exception, the field fails for all `parents`. If the list holds an
    /// exception, the field fails only for the parent at that position.
    ///
    /// @param parents the `needs` of each object; at least one object
    /// @param arguments of the field, checked; the same for all `parents`
    /// @return for each of `parents`, in their order, a value, null, or an exception
    List<? extends @Nullable Object> compute(List<Values> parents, Values arguments)
            throws Exception;

    /// Returns a computation that looks at one object at a time. An exception fails the field of
    /// that object only.
    static Computation each(Function<Values, ? extends @Nullable Object> one) {
        return each((parent, _) -> one.apply(parent));
    }

    /// Returns a computation that looks at one object and the arguments at a time. An exception
    /// fails the field of that object only.
    static Computation each(BiFunction<Values, Values, ? extends @Nullable Object> one) {
        return (parents, arguments) -> {
            var computed = new ArrayList<@Nullable Object>();
            for (var parent : parents) {
                computed.add(tried(one, parent, arguments));
            }
            return computed;
        };
    }

    private static @Nullable Object tried(
            BiFunction<Values, Values, ? extends @Nullable Object> one,
            Values parent,
            Values arguments) {
        try {
            return one.apply(parent, arguments);
        } catch (RuntimeException thrown) {
            return thrown;
        }
    }
}
