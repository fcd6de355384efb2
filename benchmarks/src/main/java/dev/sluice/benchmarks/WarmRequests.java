// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.sluice.Sluice;
import dev.sluice.function.ApiResolvers;

import software.amazon.lambda.powertools.logging.PowertoolsLogging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Compares the time of a warm request with telemetry to that of an API without. The two take
/// turns. Prints the result to standard error.
final class WarmRequests {
    private static final int WARM_UP = 3_000;
    private static final int ROUNDS = 3_000;
    private static final double NANOS_PER_MICRO = 1_000;
    private static final int OK = 200;

    private static final List<Query> QUERIES =
            List.of(
                    new Query("no request to DynamoDB", "{ __typename }"),
                    new Query("one item", "{ me { name } }"),
                    new Query(
                            "a customer, points, 5 orders",
                            "{ me { name loyalty { points } orders(first: 5)"
                                    + " { edges { node { id total } } } } }"));

    private record Query(String title, String text) {}

    private interface Api extends RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {}

    private WarmRequests() {}

    static void main() throws IOException {
        System.setProperty(
                "com.amazonaws.xray.traceHeader",
                "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1");
        var silent = silent();
        var telling = telling();
        System.err.printf("Medians of %d requests each, in microseconds.%n%n", ROUNDS);
        System.err.println("| Query | silent | telling | difference | ratio |");
        System.err.println("|---|---|---|---|---|");
        for (var query : QUERIES) {
            compare(query, silent, telling);
        }
        System.exit(0);
    }

    private static Api silent() throws IOException {
        return builder().build().httpApi()::handleRequest;
    }

    private static Api telling() throws IOException {
        var api = builder().powertools().build().httpApi();
        return (event, context) ->
                PowertoolsLogging.withLogging(context, () -> api.handleRequest(event, context));
    }

    private static Sluice.Builder builder() throws IOException {
        try (var schema = WarmRequests.class.getResourceAsStream("/schema.graphqls")) {
            var text = Objects.requireNonNull(schema).readAllBytes();
            return Sluice.builder()
                    .schema("schema.graphqls", new String(text, StandardCharsets.UTF_8))
                    .resolvers(ApiResolvers.all());
        }
    }

    private static void compare(Query query, Api silent, Api telling) {
        var event = event(query.text());
        var without = new long[ROUNDS];
        var with = new long[ROUNDS];
        for (var round = -WARM_UP; round < ROUNDS; round++) {
            var one = time(silent, event);
            var other = time(telling, event);
            if (round >= 0) {
                without[round] = one;
                with[round] = other;
            }
        }
        System.err.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.0f | **%.2f** |%n",
                query.title(),
                median(without),
                median(with),
                median(with) - median(without),
                median(with) / median(without));
    }

    private static long time(Api api, APIGatewayV2HTTPEvent event) {
        var start = System.nanoTime();
        var response = api.handleRequest(event, new PlentyOfTime());
        var took = System.nanoTime() - start;
        if (response.getStatusCode() != OK || response.getBody().contains("\"errors\"")) {
            throw new IllegalStateException("That is not what is measured: " + response);
        }
        return took;
    }

    private static double median(long[] times) {
        Arrays.sort(times);
        return times[(times.length - 1) / 2] / NANOS_PER_MICRO;
    }

    private static APIGatewayV2HTTPEvent event(String query) {
        var http = RequestContext.Http.builder().withMethod("POST").withPath("/graphql").build();
        var jwt = RequestContext.Authorizer.JWT.builder().withClaims(Map.of("sub", "c1")).build();
        var authorizer = RequestContext.Authorizer.builder().withJwt(jwt).build();
        return APIGatewayV2HTTPEvent.builder()
                .withRawPath("/graphql")
                .withHeaders(Map.of("content-type", "application/json"))
                .withBody("{\"query\": \"%s\"}".formatted(query))
                .withRequestContext(
                        RequestContext.builder()
                                .withRequestId("JKJaXmPLvHcESHA=")
                                .withHttp(http)
                                .withAuthorizer(authorizer)
                                .build())
                .build();
    }
}
