// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function;

import dev.sluice.resolver.Resolvers;

/// The Java resolvers of the shop that the tests serve. This class precedes the function's on the
/// class path of the tests, so that a project may replace its own.
public final class ApiResolvers {
    private ApiResolvers() {}

    public static Resolvers all() {
        return Resolvers.none().prepares("priceOrder", OrderPrice::prepare);
    }
}
