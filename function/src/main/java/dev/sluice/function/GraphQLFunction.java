// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.sluice.Settings;
import dev.sluice.Sluice;

import org.jspecify.annotations.Nullable;

import software.amazon.lambda.powertools.logging.PowertoolsLogging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The Lambda function. It serves `schema.graphqls` and trusts the documents in `operations.json`,
/// which is next to it in the artifact.
///
/// Both files are checked once, when the instance starts.
public final class GraphQLFunction
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private static final String SCHEMA = "schema.graphqls";
    private static final String OPERATIONS = "operations.json";

    private final RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> api;

    /// Called by Lambda. Reads the settings from the function's environment variables.
    public GraphQLFunction() {
        this(System.getenv());
    }

    GraphQLFunction(Map<String, String> environment) {
        var sluice =
                Sluice.builder()
                        .schema(SCHEMA, read(SCHEMA))
                        .resolvers(ApiResolvers.all())
                        .trustedDocuments(OPERATIONS, read(OPERATIONS))
                        .settings(Settings.from(environment))
                        .powertools()
                        .build();
        api = sluice.httpApi();
        sluice.snapStart(this);
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
