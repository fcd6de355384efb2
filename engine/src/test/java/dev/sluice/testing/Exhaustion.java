// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import dev.sluice.Settings;
import dev.sluice.Sluice;
import dev.sluice.resolver.Resolvers;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A process with little memory. For each field in its arguments, asks the API for the field, and
/// then for `fine`. Prints each status and body.
public final class Exhaustion {
    private static final String SCHEMA =
            """
            type Query {
              fine: String @resolver(name: "fine") @auth(rules: [{public: true}])
              memory: String @resolver(name: "memory") @auth(rules: [{public: true}])
              memoryOfTheAnswer: JSON @resolver(name: "memoryOfTheAnswer") @auth(rules: [{public: true}])
              stack: String @resolver(name: "stack") @auth(rules: [{public: true}])
              stackOfTheAnswer: JSON @resolver(name: "stackOfTheAnswer") @auth(rules: [{public: true}])
              interrupts: String @resolver(name: "interrupts") @auth(rules: [{public: true}])
              interrupted: String @resolver(name: "interrupted") @auth(rules: [{public: true}])
              largeAnswer: String @resolver(name: "largeAnswer") @auth(rules: [{public: true}])
            }
            """;

    private static final Resolvers RESOLVERS =
            Resolvers.none()
                    .answers("fine", (_, _) -> "fine")
                    .answers("memory", (_, _) -> fill())
                    .answers("memoryOfTheAnswer", (_, _) -> endless())
                    .answers("stack", (_, _) -> recurse(0))
                    .answers("stackOfTheAnswer", (_, _) -> deep())
                    .answers(
                            "interrupts",
                            (_, _) -> {
                                Thread.currentThread().interrupt();
                                return "fine";
                            })
                    .answers(
                            "interrupted",
                            (_, _) -> {
                                throw new InterruptedException();
                            })
                    .answers("largeAnswer", (_, _) -> "text".repeat(1_500_000));

    private Exhaustion() {}

    public static void main(String[] fields) {
        try (var client =
                DynamoDbClient.builder()
                        .region(Region.EU_WEST_1)
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .build()) {
            var handler =
                    Sluice.builder()
                            .schema("api.graphqls", SCHEMA)
                            .resolvers(RESOLVERS)
                            .dynamoDb(client)
                            .settings(
                                    Settings.builder()
                                            .cursorKeys("k1", Map.of("k1", new byte[16]))
                                            .build())
                            .build()
                            .httpApi();
            for (var field : fields) {
                for (var asked : List.of(field, "fine")) {
                    var event =
                            Events.post(
                                    Api.Who.NOBODY, "{\"query\":\"{ " + asked + " }\"}", Map.of());
                    var response = handler.handleRequest(event, new Invocation(10_000));
                    System.out.println(response.getStatusCode() + " " + response.getBody());
                }
            }
        }
    }

    private static String fill() {
        var held = new ArrayList<byte[]>();
        while (held.size() < Integer.MAX_VALUE) {
            held.add(new byte[1_000_000]);
        }
        return "never";
    }

    private static List<String> endless() {
        var all = new ArrayList<String>();
        for (int i = 0; i < Integer.MAX_VALUE; i++) {
            all.add("text");
        }
        return all;
    }

    private static String recurse(int depth) {
        return depth < 0 ? "never" : recurse(depth + 1) + depth;
    }

    private static List<@Nullable Object> deep() {
        var outer = new ArrayList<@Nullable Object>();
        var inner = outer;
        for (int i = 0; i < 200_000; i++) {
            var next = new ArrayList<@Nullable Object>();
            inner.add(next);
            inner = next;
        }
        return outer;
    }
}
