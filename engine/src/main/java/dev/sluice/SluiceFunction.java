// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.sluice.internal.http.lambda.EventReader;
import dev.sluice.internal.http.lambda.ResponseWriter;
import dev.sluice.internal.powertools.LogContext;
import dev.sluice.resolver.Resolvers;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A Lambda function behind an HTTP API. It serves `schema.graphqls` and trusts the documents in
/// `operations.json`. Both files are resources of the artifact, and are checked once, when the
/// instance starts.
///
/// A project extends this class, because Lambda needs a class with a constructor that takes
/// nothing:
///
/// ```java
/// public final class GraphQLFunction extends SluiceFunction {
///     public GraphQLFunction() {
///         super(ApiResolvers.all());
///     }
/// }
/// ```
///
/// It reports through Powertools and registers the hooks of SnapStart.
public abstract class SluiceFunction implements RequestStreamHandler {
    private static final String SCHEMA = "schema.graphqls";
    private static final String OPERATIONS = "operations.json";

    private final RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> api;

    /// Reads the settings from the function's environment variables.
    protected SluiceFunction(Resolvers resolvers) {
        this(resolvers, System.getenv());
    }

    /// @param environment the settings, by the names of their environment variables
    @SuppressWarnings("this-escape") // Nothing calls the hooks before the function is complete.
    protected SluiceFunction(Resolvers resolvers, Map<String, String> environment) {
        var settings = Settings.from(environment);
        var builder = Sluice.builder();
        try (var _ = LibraryPreload.start(settings.tracingLibrary())) {
            builder.schema(SCHEMA, read(SCHEMA));
        }
        var sluice =
                builder.resolvers(resolvers)
                        .trustedDocuments(OPERATIONS, read(OPERATIONS))
                        .settings(settings)
                        .powertools()
                        .build();
        api = sluice.httpApi();
        sluice.snapStart(this);
    }

    /// @param event in JSON (payload format 2.0)
    /// @param response gets JSON
    @Override
    public final void handleRequest(
            InputStream event, OutputStream response, @Nullable Context context)
            throws IOException {
        var request = EventReader.read(event);
        ResponseWriter.write(
                LogContext.during(context, () -> api.handleRequest(request, context)), response);
    }

    private String read(String name) {
        try (var in = getClass().getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the artifact");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
