// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

import org.junit.jupiter.api.Test;

import java.util.Map;

/// Holds for every schema that the function may serve.
class GraphQLFunctionTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("SLUICE_CURSOR_KEYS", "k1:AAAAAAAAAAAAAAAAAAAAAA==");

    @Test
    void starts_with_its_schema_and_answers_an_event() {
        var event = new APIGatewayV2HTTPEvent();
        event.setRawPath("/graphql");
        event.setHeaders(Map.of("content-type", "application/json"));
        var context = new APIGatewayV2HTTPEvent.RequestContext();
        var http = new APIGatewayV2HTTPEvent.RequestContext.Http();
        http.setMethod("POST");
        context.setHttp(http);
        event.setRequestContext(context);
        event.setBody("{\"query\": \"{ __typename }\"}");

        var response = new GraphQLFunction(ENVIRONMENT).handleRequest(event, null);

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getBody()).startsWith("{\"data\":{\"__typename\":");
    }
}
