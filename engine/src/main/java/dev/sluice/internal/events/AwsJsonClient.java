// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

import java.io.IOException;
import java.net.URI;

/// Sends one kind of requests to a service of AWS that speaks JSON. Two operations of two services
/// are not worth the clients of both in the artifact.
///
/// Source: Smithy 2.0, "AWS JSON 1.0 protocol".
///
/// @param service its name in signatures, such as `events`
/// @param target the header `X-Amz-Target`, such as `AWSEvents.PutEvents`
public record AwsJsonClient(
        SdkHttpClient http,
        AwsCredentialsProvider credentials,
        String region,
        URI endpoint,
        String service,
        String target,
        String mediaType) {
    private static final JsonMapper JSON = new JsonMapper();

    /// @param error the type of the error without its name space, or null if there is none
    public record Reply(JsonNode body, @Nullable String error) {}

    /// @throws IOException if no reply came, or one that is not JSON
    public Reply send(JsonNode body) throws IOException {
        var request =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.POST)
                        .uri(endpoint)
                        .putHeader("Content-Type", mediaType)
                        .putHeader("X-Amz-Target", target)
                        .build();
        var payload = ContentStreamProvider.fromByteArray(JSON.writeValueAsBytes(body));
        var signed =
                AwsV4HttpSigner.create()
                        .sign(r ->
                                r.identity(credentials.resolveCredentials())
                                        .request(request)
                                        .payload(payload)
                                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                                        .putProperty(AwsV4HttpSigner.REGION_NAME, region));
        var response =
                http.prepareRequest(
                                HttpExecuteRequest.builder()
                                        .request(signed.request())
                                        .contentStreamProvider(signed.payload().orElse(payload))
                                        .build())
                        .call();
        var content = response.responseBody();
        try (var in = content.isPresent() ? content.get() : null) {
            var reply = in == null ? JSON.createObjectNode() : tree(in.readAllBytes());
            return new Reply(reply, response.httpResponse().isSuccessful() ? null : error(reply));
        }
    }

    private static JsonNode tree(byte[] text) throws IOException {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IOException("the reply is not JSON", e);
        }
    }

    /// Returns `ValidationException` for `com.amazonaws.events#ValidationException`.
    private static String error(JsonNode reply) {
        var type = reply.path("__type").asText("");
        return type.substring(type.indexOf('#') + 1);
    }
}
