// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.sluice.internal.http.AuthorizerClaims;
import dev.sluice.internal.http.Body;
import dev.sluice.internal.http.Gzip;
import dev.sluice.internal.http.Headers;
import dev.sluice.internal.http.HttpRequest;
import dev.sluice.internal.http.HttpResponse;
import dev.sluice.internal.http.QueryParameters;

import org.jspecify.annotations.Nullable;

import java.util.Base64;
import java.util.Map;

/// Translates the events of HTTP APIs (payload format 2.0) and of function URLs. Every member may
/// be missing.
///
/// Source:
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
final class HttpApiEvents {
    private HttpApiEvents() {}

    /// @param invocationId the request's id if the gateway gave none
    static HttpRequest read(@Nullable APIGatewayV2HTTPEvent nullable, String invocationId) {
        APIGatewayV2HTTPEvent event = nullable == null ? new APIGatewayV2HTTPEvent() : nullable;
        RequestContext context =
                event.getRequestContext() == null
                        ? new RequestContext()
                        : event.getRequestContext();
        RequestContext.Http http =
                context.getHttp() == null ? new RequestContext.Http() : context.getHttp();
        return new HttpRequest(
                EventTranslation.orEmpty(http.getMethod()),
                EventTranslation.orEmpty(
                        event.getRawPath() == null ? http.getPath() : event.getRawPath()),
                Headers.of(event.getHeaders()),
                query(event),
                new Body(event.getBody(), event.getIsBase64Encoded()),
                claims(context.getAuthorizer()),
                EventTranslation.orEmpty(http.getSourceIp()),
                EventTranslation.requestId(context.getRequestId(), invocationId));
    }

    static APIGatewayV2HTTPResponse write(HttpResponse response) {
        return write(response.status(), response.headers(), response.body(), false);
    }

    static APIGatewayV2HTTPResponse writeCompressed(HttpResponse response) {
        String body = Base64.getEncoder().encodeToString(Gzip.body(response));
        return write(response.status(), Gzip.headers(response), body, true);
    }

    private static APIGatewayV2HTTPResponse write(
            int status, Map<String, String> headers, String body, boolean isBase64) {
        APIGatewayV2HTTPResponse event = new APIGatewayV2HTTPResponse();
        event.setStatusCode(status);
        event.setHeaders(headers);
        event.setBody(body);
        event.setIsBase64Encoded(isBase64);
        return event;
    }

    private static QueryParameters query(APIGatewayV2HTTPEvent event) {
        if (event.getRawQueryString() != null) {
            return new QueryParameters.Encoded(event.getRawQueryString());
        }
        return EventTranslation.decoded(event.getQueryStringParameters());
    }

    private static AuthorizerClaims claims(RequestContext.@Nullable Authorizer authorizer) {
        if (authorizer == null) {
            return new AuthorizerClaims.None();
        }
        if (authorizer.getJwt() != null && authorizer.getJwt().getClaims() != null) {
            return new AuthorizerClaims.Jwt(authorizer.getJwt().getClaims());
        }
        return authorizer.getLambda() == null
                ? new AuthorizerClaims.None()
                : new AuthorizerClaims.Context(authorizer.getLambda());
    }
}
