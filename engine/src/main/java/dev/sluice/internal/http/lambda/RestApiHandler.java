// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;

import dev.sluice.internal.http.GraphQLOverHttp;
import dev.sluice.internal.http.HttpRequest;

import org.jspecify.annotations.Nullable;

/// Serves a REST API.
public final class RestApiHandler
        implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
    private final GraphQLOverHttp service;

    /// Keeps the owner alive as long as the handler.
    @SuppressWarnings({"FieldCanBeLocal", "unused"})
    private final Object owner;

    public RestApiHandler(GraphQLOverHttp service) {
        this(service, service);
    }

    /// @param owner keeps alive what must live as long as the handler
    public RestApiHandler(GraphQLOverHttp service, Object owner) {
        this.service = service;
        this.owner = owner;
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(
            @Nullable APIGatewayProxyRequestEvent event, @Nullable Context context) {
        HttpRequest request = RestApiEvents.read(event, EventTranslation.invocationId(context));
        return RestApiEvents.write(service.answer(request, EventTranslation.remaining(context)));
    }
}
