// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Holds for every schema that the function may serve.
class GraphQLFunctionTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("SLUICE_CURSOR_KEYS", "k1:AAAAAAAAAAAAAAAAAAAAAA==");

    @Test
    void starts_with_its_schema_and_answers_an_event() throws IOException {
        var event =
                """
                {"rawPath": "/graphql", "headers": {"content-type": "application/json"},
                 "requestContext": {"http": {"method": "POST"}},
                 "body": "{\\"query\\": \\"{ __typename }\\"}"}
                """;
        var response = new ByteArrayOutputStream();

        new GraphQLFunction(ENVIRONMENT)
                .handleRequest(
                        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                        response,
                        null);

        assertThat(response.toString(StandardCharsets.UTF_8))
                .startsWith("{\"statusCode\":200,")
                .contains("\"body\":\"{\\\"data\\\":{\\\"__typename\\\":");
    }
}
