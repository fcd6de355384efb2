// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.function.LocalFunction;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The function in the template that asks a new version before it gets traffic. It runs with
/// Python's own AWS SDK, against a server that answers for Lambda and CodeDeploy.
class DeploymentHookTest {
    private static final Tool PYTHON = new Tool("python3");
    private static final String QUERY = "{ __typename }";
    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    @TempDir private Path directory;
    private final FakeAws aws = FakeAws.start();

    @AfterEach
    void stop() {
        aws.stop();
    }

    @Test
    void a_version_that_answers_both_questions_gets_traffic() throws Exception {
        var function = LocalFunction.create();
        aws.version(event -> {
            var response = new ByteArrayOutputStream();
            function.handleRequest(
                    new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                    response,
                    null);
            return response.toString(StandardCharsets.UTF_8);
        });

        run();

        assertThat(aws.statuses()).containsExactly("Succeeded");
        assertThat(aws.answers())
                .hasSize(2)
                .allSatisfy(answer -> assertThat(answer).contains("200", "__typename"));
        assertThat(aws.invoked())
                .containsOnly("/2015-03-31/functions/shop/invocations?Qualifier=42");
    }

    @Test
    void it_asks_as_nobody_on_the_public_path_and_as_a_caller_without_groups() throws Exception {
        aws.version(event -> answer(200, "{\"data\":{}}"));

        run();

        var events = aws.events().stream().map(DeploymentHookTest::event).toList();
        assertThat(events)
                .extracting(event ->
                        event.getRawPath()
                                + " "
                                + event.getRequestContext().getAuthorizer().getJwt().getClaims())
                .containsExactly("/graphql/public {}", "/graphql {sub=deployment-hook}");
        assertThat(events)
                .extracting(APIGatewayV2HTTPEvent::getBody)
                .containsOnly("{\"query\": \"%s\"}".formatted(QUERY));
    }

    @Test
    void a_refusal_is_no_reason_to_stop() throws Exception {
        aws.version(event ->
                answer(
                        403,
                        "{\"errors\":[{\"message\":\"no\",\"extensions\":{\"code\":\"FORBIDDEN\"}}]}"));

        run();

        assertThat(aws.statuses()).containsExactly("Succeeded");
    }

    @Test
    void an_internal_error_or_a_status_of_5xx_or_what_cannot_be_read_stops_the_deployment()
            throws Exception {
        var internal = "{\"data\":null,\"errors\":[{\"extensions\":{\"code\":\"INTERNAL\"}}]}";
        for (var answer :
                List.of(
                        answer(200, internal),
                        answer(500, "{}"),
                        answer(503, "{}"),
                        answer(200, "no json"),
                        "null")) {
            aws.version(event -> answer);
            run();
        }

        assertThat(aws.statuses()).hasSize(5).containsOnly("Failed");
    }

    @Test
    void a_version_that_crashes_or_cannot_be_invoked_stops_the_deployment() throws Exception {
        aws.crash();
        run();
        aws.version(event -> {
            throw new IOException("no instance");
        });
        run();

        assertThat(aws.statuses()).containsExactly("Failed", "Failed");
    }

    private static String answer(int status, String body) throws IOException {
        return JSON.writeValueAsString(Map.of("statusCode", status, "body", body));
    }

    private static APIGatewayV2HTTPEvent event(String json) {
        try {
            return JSON.readValue(json, APIGatewayV2HTTPEvent.class);
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }

    private void run() throws Exception {
        assumeTrue(PYTHON.runs("-c", "import boto3"), "Python's boto3 is not installed");
        var code =
                Template.read(Template.ROOT).at("/Resources/DeploymentHook/Properties/InlineCode");
        Files.writeString(directory.resolve("index.py"), code.asText());
        var python =
                new Tool(
                        "env",
                        "AWS_ACCESS_KEY_ID=none",
                        "AWS_SECRET_ACCESS_KEY=none",
                        "AWS_ENDPOINT_URL=" + aws.url(),
                        "FUNCTION=shop",
                        "VERSION=42",
                        "QUERY=" + QUERY,
                        "PYTHONPATH=" + directory.toAbsolutePath(),
                        "python3");
        var result =
                python.run(
                        "-c",
                        "import index; index.handler({'DeploymentId': 'd-1',"
                                + " 'LifecycleEventHookExecutionId': 'e-1'}, None)");
        assertThat(result.status()).as(result.output()).isZero();
    }
}
