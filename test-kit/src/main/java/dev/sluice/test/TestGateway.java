// SPDX-License-Identifier: Apache-2.0
package dev.sluice.test;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.UUID;

/// Sends requests to the handler as events of API Gateway, in payload format 2.0.
final class TestGateway {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PATH = "/graphql";
    private static final String PUBLIC_PATH = "/graphql/public";

    private final RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler;
    private final LastRequest last;

    TestGateway(
            RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler,
            LastRequest last) {
        this.handler = handler;
        this.last = last;
    }

    /// @param claims of the caller, or null to use the public route
    /// @param body the members of the request
    TestAnswer send(
            @Nullable Map<String, String> claims, Map<String, ? extends @Nullable Object> body) {
        try {
            var id = UUID.randomUUID().toString();
            var event = event(claims, id, JSON.writeValueAsString(body));
            var response = handler.handleRequest(event, new TestContext(id));
            return TestAnswer.of(
                    response.getStatusCode(), JSON.readTree(response.getBody()), last.take());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static APIGatewayV2HTTPEvent event(
            @Nullable Map<String, String> claims, String id, String body) {
        var path = claims == null ? PUBLIC_PATH : PATH;
        var context =
                RequestContext.builder()
                        .withStage("$default")
                        .withRouteKey("ANY " + path)
                        .withRequestId(id)
                        .withHttp(
                                RequestContext.Http.builder()
                                        .withMethod("POST")
                                        .withPath(path)
                                        .withProtocol("HTTP/1.1")
                                        .withSourceIp("127.0.0.1")
                                        .build());
        if (claims != null) {
            var jwt = RequestContext.Authorizer.JWT.builder().withClaims(claims).build();
            context.withAuthorizer(RequestContext.Authorizer.builder().withJwt(jwt).build());
        }
        return APIGatewayV2HTTPEvent.builder()
                .withVersion("2.0")
                .withRouteKey("ANY " + path)
                .withRawPath(path)
                .withRawQueryString("")
                .withHeaders(
                        Map.of(
                                "accept", "application/graphql-response+json",
                                "content-type", "application/json"))
                .withRequestContext(context.build())
                .withBody(body)
                .withIsBase64Encoded(false)
                .build();
    }
}
