// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.client;

import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.HttpStatusCode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/// Answers every request with the same JSON, and sends nothing.
record CannedHttpClient(String response) implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new Answer(response);
    }

    @Override
    public void close() {}

    private record Answer(String response) implements ExecutableHttpRequest {
        @Override
        public HttpExecuteResponse call() {
            return HttpExecuteResponse.builder()
                    .response(SdkHttpResponse.builder().statusCode(HttpStatusCode.OK).build())
                    .responseBody(
                            AbortableInputStream.create(
                                    new ByteArrayInputStream(
                                            response.getBytes(StandardCharsets.UTF_8))))
                    .build();
        }

        @Override
        public void abort() {}
    }
}
