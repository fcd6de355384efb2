// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;

import dev.sluice.internal.http.AuthorizerClaims;
import dev.sluice.internal.http.Body;
import dev.sluice.internal.http.Headers;
import dev.sluice.internal.http.HttpRequest;
import dev.sluice.internal.http.HttpResponse;
import dev.sluice.internal.http.QueryParameters;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Translates the events of REST APIs (Lambda proxy integration). Every member may be missing.
///
/// Source:
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
final class RestApiEvents {
    private RestApiEvents() {}

    /// @param invocationId the request's id if the gateway gave none
    static HttpRequest read(@Nullable APIGatewayProxyRequestEvent nullable, String invocationId) {
        APIGatewayProxyRequestEvent event =
                nullable == null ? new APIGatewayProxyRequestEvent() : nullable;
        ProxyRequestContext context =
                event.getRequestContext() == null
                        ? new ProxyRequestContext()
                        : event.getRequestContext();
        return new HttpRequest(
                EventTranslation.orEmpty(event.getHttpMethod()),
                EventTranslation.orEmpty(
                        event.getPath() == null ? context.getPath() : event.getPath()),
                headers(event),
                query(event),
                new Body(event.getBody(), Boolean.TRUE.equals(event.getIsBase64Encoded())),
                claims(context.getAuthorizer()),
                context.getIdentity() == null
                        ? ""
                        : EventTranslation.orEmpty(context.getIdentity().getSourceIp()),
                EventTranslation.requestId(context.getRequestId(), invocationId));
    }

    static APIGatewayProxyResponseEvent write(HttpResponse response) {
        APIGatewayProxyResponseEvent event = new APIGatewayProxyResponseEvent();
        event.setStatusCode(response.status());
        event.setHeaders(response.headers());
        event.setBody(response.body());
        event.setIsBase64Encoded(false);
        return event;
    }

    /// `headers` has only the last value of a repeated header.
    private static Headers headers(APIGatewayProxyRequestEvent event) {
        Headers all = Headers.ofMany(event.getMultiValueHeaders());
        return all.values().isEmpty() ? Headers.of(event.getHeaders()) : all;
    }

    private static QueryParameters query(APIGatewayProxyRequestEvent event) {
        Map<String, List<String>> all = event.getMultiValueQueryStringParameters();
        return all == null || all.isEmpty()
                ? EventTranslation.decoded(event.getQueryStringParameters())
                : EventTranslation.decodedMany(all);
    }

    /// A Cognito authorizer puts its claims under `claims`, a Lambda authorizer at the top level.
    /// IAM's `principalId` is not a claim.
    private static AuthorizerClaims claims(@Nullable Map<String, Object> authorizer) {
        if (authorizer == null) {
            return new AuthorizerClaims.None();
        }
        if (!authorizer.containsKey("claims")) {
            return new AuthorizerClaims.Context(new HashMap<>(authorizer));
        }
        if (!(authorizer.get("claims") instanceof Map<?, ?> claims)) {
            return new AuthorizerClaims.None();
        }
        Map<String, @Nullable Object> values = new HashMap<>();
        claims.forEach((name, value) -> values.put(String.valueOf(name), value));
        return new AuthorizerClaims.Context(values);
    }
}
