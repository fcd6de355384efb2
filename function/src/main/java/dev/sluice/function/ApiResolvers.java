// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function;

import dev.sluice.resolver.Resolvers;

/// The Java resolvers that `schema.graphqls` names. The deployed function and `sluice serve` both
/// use them.
public final class ApiResolvers {
    private ApiResolvers() {}

    public static Resolvers all() {
        return Resolvers.none().prepares("priceOrder", OrderPrice::prepare);
    }
}
