// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function;

import dev.sluice.resolver.Computation;
import dev.sluice.resolver.Resolvers;

/// The Java resolvers that `schema.graphqls` names.
public final class ApiResolvers {
    private ApiResolvers() {}

    public static Resolvers all() {
        return Resolvers.none().computes("words", Computation.each(Words::of));
    }
}
