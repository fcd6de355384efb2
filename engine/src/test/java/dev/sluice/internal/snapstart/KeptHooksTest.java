// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.snapstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;

import dev.sluice.Composition;
import dev.sluice.Settings;
import dev.sluice.Sluice;
import dev.sluice.testing.SharedDynamoDb;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// CRaC holds hooks weakly, so the handler must hold them.
class KeptHooksTest {
    private static final String SCHEMA =
            """
            type Page @table(name: "Pages", partitionKey: "{id}") @auth(rules: [{public: true}]) { id: ID! }
            type Query { page(id: ID!): Page @getItem(key: "id = $id") @auth(rules: [{public: true}]) }
            """;

    private record Composed(RequestHandler<?, ?> handler, WeakReference<SnapStart> hooks) {}

    private static Composed function(
            DynamoDbClient client, Function<Sluice, RequestHandler<?, ?>> handler) {
        var sluice =
                Sluice.builder()
                        .schema("test.graphqls", SCHEMA)
                        .settings(
                                Settings.from(
                                        Map.of(
                                                "SLUICE_CURSOR_KEYS",
                                                "k1:AAAAAAAAAAAAAAAAAAAAAA==")))
                        .dynamoDb(client)
                        .build();
        var kept = handler.apply(sluice);
        return new Composed(kept, new WeakReference<>(Composition.hooks(sluice, sluice.httpApi())));
    }

    /// Waits until everything that is not referenced is collected.
    private static void collectGarbage() {
        var unheld = new WeakReference<>(new Object());
        while (unheld.get() != null) {
            System.gc();
        }
    }

    static Stream<Function<Sluice, RequestHandler<?, ?>>> handlers() {
        return Stream.of(Sluice::httpApi, Sluice::restApi);
    }

    @ParameterizedTest
    @MethodSource("handlers")
    void hooks_live_as_long_as_a_handler(Function<Sluice, RequestHandler<?, ?>> handler) {
        try (var client =
                DynamoDbClient.builder()
                        .endpointOverride(SharedDynamoDb.endpoint())
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .build()) {
            var function = function(client, handler);

            try {
                collectGarbage();

                assertThat(function.hooks().get()).isNotNull();
            } finally {
                Reference.reachabilityFence(function.handler());
            }
        }
    }
}
