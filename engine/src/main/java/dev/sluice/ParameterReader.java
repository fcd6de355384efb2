// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.internal.dynamodb.client.ClosingHttpClient;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.utils.AttributeMap;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Reads a parameter of AWS Systems Manager. The SDK finds the credentials and signs the request.
/// Its client of Systems Manager is not used, because its jar has 6 MB.
///
/// Source: AWS Systems Manager API Reference, "GetParameter".
///
/// @param name the parameter's name or ARN
/// @param endpoints the address of Systems Manager in a region, by the region
/// @param credentials makes a new provider for each reading, so that no credential outlives it
record ParameterReader(
        String name,
        Supplier<Region> region,
        Function<Region, URI> endpoints,
        Supplier<? extends AwsCredentialsProvider> credentials)
        implements LiveSource.Reader {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SERVICE = "ssm";

    /// Uses the region, the credentials and the endpoint of the environment.
    static ParameterReader of(String name) {
        return new ParameterReader(
                name,
                () -> DefaultAwsRegionProviderChain.builder().build().getRegion(),
                region -> endpoint(System.getenv(), region),
                () -> DefaultCredentialsProvider.builder().build());
    }

    /// Source: AWS SDKs and Tools Reference Guide, "Service-specific endpoints".
    static URI endpoint(Map<String, String> environment, Region region) {
        return Stream.of("AWS_ENDPOINT_URL_SSM", "AWS_ENDPOINT_URL")
                .map(environment::get)
                .filter(url -> url != null && !url.isBlank())
                .findFirst()
                .map(URI::create)
                .orElseGet(() ->
                        URI.create(
                                "https://%s.%s.%s"
                                        .formatted(
                                                SERVICE,
                                                region.id(),
                                                PartitionMetadata.of(region).dnsSuffix())));
    }

    /// Throws an `IOException` if the parameter cannot be read.
    ///
    /// @param limit the timeout of the connection, and of each part of the answer
    /// @throws software.amazon.awssdk.core.exception.SdkException if there are no credentials
    @Override
    public String read(Duration limit) throws IOException {
        var timeouts =
                AttributeMap.builder()
                        .put(SdkHttpConfigurationOption.CONNECTION_TIMEOUT, limit)
                        .put(SdkHttpConfigurationOption.READ_TIMEOUT, limit)
                        .build();
        var signed = signed();
        try (var client = ClosingHttpClient.builder().buildWithDefaults(timeouts)) {
            var answer =
                    client.prepareRequest(
                                    HttpExecuteRequest.builder()
                                            .request(signed.request())
                                            .contentStreamProvider(signed.payload().orElseThrow())
                                            .build())
                            .call();
            try (var body = answer.responseBody().orElseGet(AbortableInputStream::createEmpty)) {
                var value = JSON.readTree(body).at("/Parameter/Value").textValue();
                if (!answer.httpResponse().isSuccessful() || value == null) {
                    throw new IOException("status " + answer.httpResponse().statusCode());
                }
                return value;
            }
        }
    }

    private SignedRequest signed() throws IOException {
        var place = region.get();
        var request =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.POST)
                        .uri(endpoints.apply(place))
                        .putHeader("Content-Type", "application/x-amz-json-1.1")
                        .putHeader("X-Amz-Target", "AmazonSSM.GetParameter")
                        .build();
        var body = JSON.writeValueAsString(Map.of("Name", name, "WithDecryption", true));
        return AwsV4HttpSigner.create()
                .sign(sign ->
                        sign.identity(credentials.get().resolveCredentials())
                                .request(request)
                                .payload(ContentStreamProvider.fromUtf8String(body))
                                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                                .putProperty(AwsV4HttpSigner.REGION_NAME, place.id()));
    }
}
