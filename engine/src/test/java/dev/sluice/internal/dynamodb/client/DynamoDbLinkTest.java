// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.internal.breaker.Breakers;
import dev.sluice.testing.LoneServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/// Tests what a snapshot would keep of a client's connections. After a restore their other end no
/// longer exists, and nothing reports that.
class DynamoDbLinkTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "aws.region", "us-east-1",
                    "aws.accessKeyId", "test",
                    "aws.secretAccessKey", "test");
    private static final String ENDPOINT = "aws.endpointUrlDynamoDb";

    private LoneServer server;
    private DynamoDbLink link;

    @BeforeEach
    void open() throws IOException {
        server = LoneServer.answering("{}");
        ENVIRONMENT.forEach(System::setProperty);
        System.setProperty(ENDPOINT, server.endpoint().toString());
        link = DynamoDbLink.ofEnvironment(Breakers.off());
    }

    @AfterEach
    void close() {
        ENVIRONMENT.keySet().forEach(System::clearProperty);
        System.clearProperty(ENDPOINT);
        server.close();
    }

    private static void put(DynamoDbClient client) {
        client.putItem(request ->
                request.tableName("Things")
                        .item(Map.of("id", AttributeValue.fromS("1")))
                        .overrideConfiguration(
                                override -> override.apiCallTimeout(Duration.ofSeconds(2))));
    }

    @Test
    void a_connection_that_the_sdk_left_open_swallows_the_first_write_after_a_restore() {
        put(link.client());
        server.forget();

        assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> put(link.client()));
    }

    @Test
    void none_is_left_of_what_went_aside() {
        link.aside(() -> {
            put(link.client());
            put(link.client());
        });

        assertThat(server.accepted()).isEqualTo(1);
        server.awaitNoneOpen();
        server.forget();
        put(link.client());
        assertThat(server.accepted()).isEqualTo(2);
    }

    @Test
    void after_it_requests_go_through_the_client_that_was() {
        var own = link.client();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() ->
                        link.aside(() -> {
                            assertThat(link.client()).isNotSameAs(own);
                            throw new IllegalStateException();
                        }));
        assertThat(link.client()).isSameAs(own);
    }

    @Test
    void a_client_that_was_given_stays_in_use() {
        try (var given = link.client()) {
            var other = DynamoDbLink.of(given, Breakers.off());
            other.aside(() -> assertThat(other.client()).isSameAs(given));
            put(other.client());
        }
    }
}
