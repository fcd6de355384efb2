// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

import dev.sluice.testing.Api.Who;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Events as an HTTP API sends them. They ask for the cost unless a test says otherwise.
final class Events {
    static final Map<String, String> HEADERS =
            Map.of(
                    "content-type", "application/json",
                    "accept", "application/graphql-response+json",
                    "graphql-cost", "report");

    private Events() {}

    static APIGatewayV2HTTPEvent post(Who who, String body, Map<String, String> headers) {
        var event = event(who, "POST", headers);
        event.setBody(body);
        return event;
    }

    static APIGatewayV2HTTPEvent get(
            Who who, Map<String, String> parameters, Map<String, String> headers) {
        var event = event(who, "GET", headers);
        event.setRawQueryString(
                parameters.entrySet().stream()
                        .map(parameter ->
                                encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                        .collect(Collectors.joining("&")));
        return event;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static APIGatewayV2HTTPEvent event(
            Who who, String method, Map<String, String> headers) {
        var context = new APIGatewayV2HTTPEvent.RequestContext();
        var http = new APIGatewayV2HTTPEvent.RequestContext.Http();
        http.setMethod(method);
        http.setPath(who.path());
        http.setSourceIp(who.address());
        context.setHttp(http);
        context.setRequestId("request-1");
        if (who.subject() != null) {
            var jwt = new APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT();
            jwt.setClaims(who.claims());
            var authorizer = new APIGatewayV2HTTPEvent.RequestContext.Authorizer();
            authorizer.setJwt(jwt);
            context.setAuthorizer(authorizer);
        }
        var event = new APIGatewayV2HTTPEvent();
        event.setVersion("2.0");
        event.setRawPath(who.path());
        var all = new HashMap<>(HEADERS);
        all.putAll(headers);
        event.setHeaders(all);
        event.setRequestContext(context);
        return event;
    }
}
