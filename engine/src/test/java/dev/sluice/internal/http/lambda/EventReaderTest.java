// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;

import dev.sluice.internal.http.HttpRequest;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class EventReaderTest {
    private static HttpRequest read(String event) throws IOException {
        return HttpApiEvents.read(
                EventReader.read(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8))),
                "invocation-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "function-url-query",
                "http-api-canonical-query",
                "http-api-place-order",
                "http-api-public-query"
            })
    void it_reads_what_the_serializer_of_Lambda_reads(String name) throws IOException {
        var event = Files.readString(Path.of("../events", name + ".json"));
        var read =
                LambdaEventSerializers.serializerFor(
                                APIGatewayV2HTTPEvent.class, getClass().getClassLoader())
                        .fromJson(event);

        assertThat(read(event)).isEqualTo(HttpApiEvents.read(read, "invocation-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                """
                {"rawPath": [], "rawQueryString": {"a": 1}, "headers": 7, "body": {"x": {}},
                 "queryStringParameters": [1], "isBase64Encoded": "true",
                 "requestContext": {"requestId": {}, "http": [[]], "authorizer": {"jwt": 1, "lambda": []}}}
                """,
                """
                {"requestContext": {"http": {"method": null}, "authorizer": {"jwt": {"claims": [1]}}}}
                """
            })
    void a_member_of_another_type_is_missing(String event) throws IOException {
        assertThat(read(event)).isEqualTo(read("{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[{}]",
                "\"rawPath\"",
                "1",
                "{",
                "{\"headers\": {\"a\": ",
                "{]",
                "{'a': 1}"
            })
    void what_is_no_JSON_object_fails(String event) {
        assertThatThrownBy(() -> read(event)).isInstanceOf(IOException.class);
    }
}
