// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.snapstart.SnapStart;

import java.time.Duration;

/// Gives the tests of other packages the parts of an API that are not public.
public final class Composition {
    private Composition() {}

    /// Returns a builder with a schema that is already compiled.
    public static Sluice.Builder of(Catalog catalog) {
        return Sluice.builder().catalog(catalog);
    }

    /// Lets every read wait for its parent.
    public static Sluice.Builder withoutReadAhead(Sluice.Builder builder) {
        return builder.readAhead(false);
    }

    /// Lets graphql-java answer every object.
    public static Sluice.Builder notInPlace(Sluice.Builder builder) {
        return builder.inPlace(false);
    }

    /// Returns the hooks that [Sluice#snapStart] registers. They repeat no sample request.
    public static SnapStart hooks(
            Sluice sluice,
            RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler) {
        return sluice.hooks(handler, Duration.ZERO);
    }
}
