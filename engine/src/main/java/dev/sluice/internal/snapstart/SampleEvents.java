// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.snapstart;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.internal.execution.SampleRequest;
import dev.sluice.internal.operation.TrustedDocument;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes sample requests as events of an HTTP API (payload format 2.0).
final class SampleEvents {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SIGNED_IN = "/graphql";
    private static final String PUBLIC = "/graphql/public";

    private final SampleCaller caller;

    SampleEvents(SampleCaller caller) {
        this.caller = caller;
    }

    List<APIGatewayV2HTTPEvent> of(SampleRequest request) {
        var document = request.document();
        var byId = Map.of("documentId", document.id(), "variables", request.variables());
        var byText = Map.of("query", untrusted(document), "variables", request.variables());
        return document.type().equals("query")
                ? List.of(post(byId, Map.of()), get(request), post(byText, Map.of()))
                : List.of(post(byId, Map.of("graphql-cost", "validate")));
    }

    /// Returns the text of a document that means the same and is not trusted.
    private static String untrusted(TrustedDocument document) {
        return document.body() + "\n";
    }

    private APIGatewayV2HTTPEvent post(Map<String, ?> body, Map<String, String> headers) {
        var event = event("POST", SIGNED_IN, headers);
        var jwt = new RequestContext.Authorizer.JWT();
        jwt.setClaims(caller.claims());
        var authorizer = new RequestContext.Authorizer();
        authorizer.setJwt(jwt);
        event.getRequestContext().setAuthorizer(authorizer);
        event.setBody(json(body));
        return event;
    }

    private static APIGatewayV2HTTPEvent get(SampleRequest request) {
        var event = event("GET", PUBLIC, Map.of());
        event.setRawQueryString(
                "documentId=%s&variables=%s"
                        .formatted(
                                encoded(request.document().id()),
                                encoded(json(request.variables()))));
        return event;
    }

    private static APIGatewayV2HTTPEvent event(
            String method, String path, Map<String, String> headers) {
        var http = new RequestContext.Http();
        http.setMethod(method);
        http.setPath(path);
        var context = new RequestContext();
        context.setHttp(http);
        context.setRequestId("priming");
        var all = new LinkedHashMap<>(headers);
        all.put("content-type", "application/json");
        all.put("accept", "application/graphql-response+json, application/json");
        var event = new APIGatewayV2HTTPEvent();
        event.setVersion("2.0");
        event.setRawPath(path);
        event.setRawQueryString("");
        event.setHeaders(all);
        event.setRequestContext(context);
        return event;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("samples are JSON", e);
        }
    }
}
