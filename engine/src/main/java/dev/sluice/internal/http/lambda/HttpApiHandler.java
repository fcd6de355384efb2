// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.sluice.internal.http.GraphQLOverHttp;
import dev.sluice.internal.http.Gzip;
import dev.sluice.internal.http.HttpRequest;
import dev.sluice.internal.http.HttpResponse;

import org.jspecify.annotations.Nullable;

/// Serves an HTTP API (payload format 2.0) or a function URL.
public final class HttpApiHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final GraphQLOverHttp service;

    /// Keeps the owner alive as long as the handler.
    @SuppressWarnings({"FieldCanBeLocal", "unused"})
    private final Object owner;

    public HttpApiHandler(GraphQLOverHttp service) {
        this(service, service);
    }

    /// @param owner keeps alive what must live as long as the handler
    public HttpApiHandler(GraphQLOverHttp service, Object owner) {
        this.service = service;
        this.owner = owner;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(
            @Nullable APIGatewayV2HTTPEvent event, @Nullable Context context) {
        HttpRequest request = HttpApiEvents.read(event, EventTranslation.invocationId(context));
        HttpResponse response = service.answer(request, EventTranslation.remaining(context));
        return Gzip.suits(request, response)
                ? HttpApiEvents.writeCompressed(response)
                : HttpApiEvents.write(response);
    }
}
