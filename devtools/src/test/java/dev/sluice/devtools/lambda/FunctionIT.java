// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// The zip that is deployed, in a process of its own under Lambda's runtime client.
class FunctionIT {
    private static final Artifact ARTIFACT =
            new Artifact(Path.of("../function/target/function.zip"));
    private static final Path RUNTIME_CLIENT = Path.of("target/runtime");
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String CANONICAL = "http-api-canonical-query.json";

    private static Store store;

    @BeforeAll
    static void open() throws IOException {
        store = new Store(ARTIFACT);
    }

    @AfterAll
    static void close() {
        if (store != null) {
            store.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_query_is_answered_from_DynamoDB(boolean snapStart) throws Exception {
        try (var function = deploy(snapStart, TIMEOUT, Map.of())) {
            var response = JSON(function.invoke(event(CANONICAL)).response());

            assertThat(response.path("statusCode").asInt()).isEqualTo(200);
            assertThat(JSON(response.path("body").asText()).at("/data/me/name").asText())
                    .isEqualTo("Ada Abebe");
        }
    }

    private static LambdaFunction deploy(
            boolean snapStart, Duration timeout, Map<String, String> more) {
        var variables = new HashMap<>(Map.of("SLUICE_CURSOR_KEYS", "k1:AAAAAAAAAAAAAAAAAAAAAA=="));
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", store.endpoint().toString());
        variables.putAll(more);
        return LambdaFunction.deploy(
                ARTIFACT,
                RUNTIME_CLIENT,
                new FunctionConfiguration(
                        "dev.sluice.function.GraphQLFunction::handleRequest",
                        1769,
                        timeout,
                        snapStart,
                        Credentials.LOCAL,
                        variables),
                System.err);
    }

    private static String event(String file) throws IOException {
        return Files.readString(Path.of("../events", file));
    }

    private static JsonNode JSON(String text) throws IOException {
        return new JsonMapper().readTree(text);
    }
}
