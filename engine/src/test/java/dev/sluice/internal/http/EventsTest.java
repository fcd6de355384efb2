// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import static dev.sluice.internal.http.Exchange.QUERY;
import static dev.sluice.internal.http.Exchange.get;
import static dev.sluice.internal.http.Exchange.post;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.sluice.internal.http.lambda.HttpApiHandler;
import dev.sluice.internal.http.lambda.RestApiHandler;
import dev.sluice.testing.Invocation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An event with any part missing is answered, and never causes a failure.
class EventsTest {
    private final Server server = new Server();
    private final HttpApiHandler httpApi = new HttpApiHandler(server.service);
    private final RestApiHandler restApi = new RestApiHandler(server.service);
    private final Invocation context = new Invocation(10_000);

    @Test
    void an_event_that_is_no_HTTP_request_is_refused() {
        assertThat(httpApi.handleRequest(new APIGatewayV2HTTPEvent(), context).getStatusCode())
                .isEqualTo(405);
        assertThat(httpApi.handleRequest(null, null).getStatusCode()).isEqualTo(405);
        assertThat(
                        restApi.handleRequest(new APIGatewayProxyRequestEvent(), context)
                                .getStatusCode())
                .isEqualTo(405);
        assertThat(restApi.handleRequest(null, null).getStatusCode()).isEqualTo(405);
        assertThat(server.executor.requests).isEmpty();
    }

    @Test
    void an_HTTP_event_without_headers_or_body_is_refused() {
        APIGatewayV2HTTPEvent event = post(QUERY).httpApi();
        event.setHeaders(null);
        assertThat(httpApi.handleRequest(event, context).getStatusCode()).isEqualTo(415);

        event = post(QUERY).httpApi();
        event.setBody(null);
        event.setRawPath(null);
        event.setRawQueryString(null);
        assertThat(httpApi.handleRequest(event, context).getStatusCode()).isEqualTo(400);
    }

    @Test
    void a_REST_event_without_headers_or_body_is_refused() {
        APIGatewayProxyRequestEvent event = post(QUERY).restApi();
        event.setHeaders(null);
        event.setMultiValueHeaders(null);
        assertThat(restApi.handleRequest(event, context).getStatusCode()).isEqualTo(415);

        event = post(QUERY).restApi();
        event.setBody(null);
        event.setIsBase64Encoded(null);
        event.setPath(null);
        event.setRequestContext(null);
        assertThat(restApi.handleRequest(event, context).getStatusCode()).isEqualTo(400);
    }

    @Test
    void null_names_and_values_are_left_out() {
        Map<String, String> headers = new HashMap<>(Map.of("content-type", "application/json"));
        headers.put(null, "x");
        headers.put("accept", null);
        APIGatewayV2HTTPEvent http = post(QUERY).httpApi();
        http.setHeaders(headers);
        assertThat(httpApi.handleRequest(http, context).getStatusCode()).isEqualTo(200);

        Map<String, List<String>> many =
                new HashMap<>(Map.of("content-type", List.of("application/json")));
        many.put("accept", null);
        many.put("x", Collections.singletonList(null));
        APIGatewayProxyRequestEvent rest = post(QUERY).restApi();
        rest.setMultiValueHeaders(many);
        assertThat(restApi.handleRequest(rest, context).getStatusCode()).isEqualTo(200);

        Map<String, List<String>> parameters = new HashMap<>(Map.of("query", List.of("{a}")));
        parameters.put("variables", null);
        parameters.put("extensions", Collections.singletonList(null));
        rest = get("").restApi();
        rest.setMultiValueQueryStringParameters(parameters);
        assertThat(restApi.handleRequest(rest, context).getStatusCode()).isEqualTo(200);
    }

    @Test
    void single_values_are_read_if_multiple_ones_are_missing() {
        APIGatewayProxyRequestEvent rest = get("query=%7Ba%7D").restApi();
        rest.setMultiValueHeaders(null);
        rest.setMultiValueQueryStringParameters(null);
        assertThat(restApi.handleRequest(rest, context).getStatusCode()).isEqualTo(200);

        APIGatewayV2HTTPEvent http = get("").httpApi();
        http.setRawQueryString(null);
        http.setQueryStringParameters(Map.of("query", "{a}"));
        assertThat(httpApi.handleRequest(http, context).getStatusCode()).isEqualTo(200);
    }

    @Test
    void a_function_URL_sends_the_same_payload() {
        APIGatewayV2HTTPEvent event = post(QUERY).httpApi();
        event.setRouteKey("$default");
        event.getRequestContext().setRouteKey("$default");
        event.getRequestContext().setDomainName("id.lambda-url.eu-west-1.on.aws");

        assertThat(httpApi.handleRequest(event, context).getStatusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "a\u001b[31m", "{\"a\":1}"})
    void a_request_id_that_could_forge_a_log_line_is_replaced(String requestId) {
        APIGatewayV2HTTPEvent event = post(QUERY).httpApi();
        event.getRequestContext().setRequestId(requestId);

        httpApi.handleRequest(event, context);

        assertThat(server.executor.recording().requestId()).isEqualTo("invocation-1");
        assertThat(server.events.getLast().requestId()).isEqualTo("invocation-1");
    }

    @Test
    void responses_are_text_with_single_headers() {
        APIGatewayV2HTTPResponse http = httpApi.handleRequest(post(QUERY).httpApi(), context);
        assertThat(http.getIsBase64Encoded()).isFalse();
        assertThat(http.getHeaders()).containsKey("content-type");

        APIGatewayProxyResponseEvent rest = restApi.handleRequest(post(QUERY).restApi(), context);
        assertThat(rest.getIsBase64Encoded()).isFalse();
        assertThat(rest.getHeaders()).isEqualTo(http.getHeaders());
        assertThat(rest.getBody()).isEqualTo(http.getBody());
    }
}
