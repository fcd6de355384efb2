// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function;

import dev.sluice.SluiceFunction;

/// The Lambda function, which `template.yaml` names.
public final class GraphQLFunction extends SluiceFunction {
    public GraphQLFunction() {
        super(ApiResolvers.all());
    }
}
