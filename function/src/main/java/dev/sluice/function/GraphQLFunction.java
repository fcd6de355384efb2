// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.sluice.Settings;
import dev.sluice.Sluice;
import dev.sluice.interfaces.HttpApiHandler;
        var settings = Settings.from(environment);
        var sluice =
                Sluice.builder()
                        .schema(SCHEMA, read(SCHEMA))
                        .resolvers(ApiResolvers.all())
                        .trustedDocuments(OPERATIONS, read(OPERATIONS))
                        .settings(settings)
                        .listener(new PowertoolsReporter(settings.telemetry()))
                        .tracer(new XRayTracer())
                        .build();
        api = sluice.httpApi();
        snapStart = sluice.snapStart(this, () -> {});
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(
            @Nullable APIGatewayV2HTTPEvent event, @Nullable Context context) {
        return PowertoolsLogging.withLogging(context, () -> api.handleRequest(event, context));
    }

    private static String read(String name) {
        try (var in = GraphQLFunction.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the artifact");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
