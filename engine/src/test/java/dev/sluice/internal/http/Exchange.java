// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One HTTP request of a test, sent as either kind of event.
final class Exchange {
    static final String QUERY = "{\"query\":\"{ __typename }\"}";

    String method = "POST";
    String path = "/graphql";
    String query = "";
    @Nullable String body;
    boolean base64;
    final Map<String, List<String>> headers = new LinkedHashMap<>();

    /// Returns a valid POST, for tests to change.
    static Exchange post(String body) {
        Exchange exchange = new Exchange();
        exchange.body = body;
        return exchange.header("content-type", "application/json")
                .header("accept", "application/graphql-response+json");
    }

    static Exchange get(String query) {
        Exchange exchange = new Exchange().method("GET");
        exchange.query = query;
        return exchange.header("accept", "application/graphql-response+json");
    }

    Exchange method(String value) {
        method = value;
        return this;
    }

    Exchange path(String value) {
        path = value;
        return this;
    }

    /// Replaces the values of a header; without values, removes it.
    Exchange header(String name, String... values) {
        headers.keySet().removeIf(name::equalsIgnoreCase);
        if (values.length > 0) {
            headers.put(name, List.of(values));
        }
        return this;
    }

    Exchange base64(byte[] bytes) {
        return base64(Base64.getEncoder().encodeToString(bytes));
    }

    Exchange base64(String content) {
        body = content;
        base64 = true;
        return this;
    }

    /// The gateway joins a repeated header of an HTTP API with commas.
    APIGatewayV2HTTPEvent httpApi() {
        Map<String, String> joined = new LinkedHashMap<>();
        headers.forEach((name, values) -> joined.put(name, String.join(",", values)));
        return APIGatewayV2HTTPEvent.builder()
                .withVersion("2.0")
                .withRawPath(path)
                .withRawQueryString(query)
                .withHeaders(joined)
                .withBody(body)
                .withIsBase64Encoded(base64)
                .withRequestContext(
                        APIGatewayV2HTTPEvent.RequestContext.builder()
                                .withRequestId("request-1=")
                                .withHttp(
                                        APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                                                .withMethod(method)
                                                .withPath(path)
                                                .build())
                                .build())
                .build();
    }

    /// A REST API passes all values of a repeated header, and decodes the query.
    APIGatewayProxyRequestEvent restApi() {
        Map<String, String> last = new LinkedHashMap<>();
        headers.forEach((name, values) -> last.put(name, values.getLast()));
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters
                    .computeIfAbsent(parts[0], name -> new ArrayList<>())
                    .add(URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        Map<String, String> lastParameters = new LinkedHashMap<>();
        parameters.forEach((name, values) -> lastParameters.put(name, values.getLast()));
        return new APIGatewayProxyRequestEvent()
                .withHttpMethod(method)
                .withPath(path)
                .withHeaders(last)
                .withMultiValueHeaders(headers)
                .withQueryStringParameters(lastParameters)
                .withMultiValueQueryStringParameters(parameters)
                .withBody(body)
                .withIsBase64Encoded(base64)
                .withRequestContext(
                        new APIGatewayProxyRequestEvent.ProxyRequestContext()
                                .withRequestId("request-1="));
    }
}
