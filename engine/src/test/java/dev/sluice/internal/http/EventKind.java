// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.internal.http.lambda.EventReader;
import dev.sluice.internal.http.lambda.HttpApiHandler;
import dev.sluice.internal.http.lambda.ResponseWriter;
import dev.sluice.internal.http.lambda.RestApiHandler;
import dev.sluice.testing.Invocation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

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
    HTTP_API_JSON {
        @Override
        HttpResponse send(GraphQLOverHttp service, Exchange exchange) {
            var out = new ByteArrayOutputStream();
            try {
                var event = JSON.writeValueAsBytes(exchange.httpApi());
                ResponseWriter.write(
                        new HttpApiHandler(service)
                                .handleRequest(
                                        EventReader.read(new ByteArrayInputStream(event)),
                                        new Invocation(10_000)),
                        out);
                var response = JSON.readTree(out.toByteArray());
                return new HttpResponse(
                        response.path("statusCode").asInt(),
                        JSON.convertValue(response.path("headers"), new TypeReference<>() {}),
                        response.path("body").asText());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
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

    private static final JsonMapper JSON = JsonMapper.builder().build();

    abstract HttpResponse send(GraphQLOverHttp service, Exchange exchange);
}
