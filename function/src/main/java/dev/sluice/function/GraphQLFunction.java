// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function;

import dev.sluice.SluiceFunction;

import java.util.Map;

/// The Lambda function.
public final class GraphQLFunction extends SluiceFunction {

    /// Called by Lambda.
    public GraphQLFunction() {
        super(ApiResolvers.all());
    }

    GraphQLFunction(Map<String, String> environment) {
        super(ApiResolvers.all(), environment);
    }
}
