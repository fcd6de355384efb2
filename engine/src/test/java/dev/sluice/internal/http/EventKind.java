// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.sluice.internal.http.lambda.HttpApiHandler;
import dev.sluice.internal.http.lambda.RestApiHandler;
import dev.sluice.testing.Invocation;

/// The kinds of events that each test uses.
enum EventKind {
    HTTP_API {
        @Override
        HttpResponse send(GraphQLOverHttp service, Exchange exchange) {
            APIGatewayV2HTTPResponse response =
                    new HttpApiHandler(service)
                            .handleRequest(exchange.httpApi(), new Invocation(10_000));
            return new HttpResponse(
                    response.getStatusCode(), response.getHeaders(), response.getBody());
        }
    },
    REST_API {
        @Override
        HttpResponse send(GraphQLOverHttp service, Exchange exchange) {
            APIGatewayProxyResponseEvent response =
                    new RestApiHandler(service)
                            .handleRequest(exchange.restApi(), new Invocation(10_000));
            return new HttpResponse(
                    response.getStatusCode(), response.getHeaders(), response.getBody());
        }
    };

    abstract HttpResponse send(GraphQLOverHttp service, Exchange exchange);
}
