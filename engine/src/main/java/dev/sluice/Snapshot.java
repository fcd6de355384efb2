// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static java.util.Comparator.naturalOrder;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.sluice.internal.breaker.Breakers;
import dev.sluice.internal.dynamodb.DynamoDbStore;
import dev.sluice.internal.dynamodb.client.DynamoDbLink;
import dev.sluice.internal.dynamodb.client.DynamoDbWarmUp;
import dev.sluice.internal.dynamodb.cursor.CursorCodec;
import dev.sluice.internal.dynamodb.cursor.CursorKeyring;
import dev.sluice.internal.dynamodb.sample.SampleDynamoDb;
import dev.sluice.internal.dynamodb.sample.SampleReplies;
import dev.sluice.internal.execution.SampleItems;
import dev.sluice.internal.execution.SampleRequests;
import dev.sluice.internal.operation.TrustedDocument;
import dev.sluice.internal.policy.Deadline;
import dev.sluice.internal.policy.RequestPolicies;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.snapstart.Compilation;
import dev.sluice.internal.snapstart.RequestPriming;
import dev.sluice.internal.snapstart.SampleCaller;
import dev.sluice.internal.snapstart.SnapStart;
import dev.sluice.telemetry.RequestListener;
import dev.sluice.telemetry.Tracer;

import software.amazon.awssdk.core.exception.SdkException;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// The parts of an API that are primed before a snapshot and renewed after a restore.
record Snapshot(
        Settings settings,
        Catalog catalog,
        List<TrustedDocument> trusted,
        DynamoDbLink link,
        DynamoDbStore store,
        Breakers breakers,
        CursorCodec cursors,
        CursorKeyring keyring,
        RequestPolicies policies,
        RequestListener listener,
        Tracer tracer) {
    /// Well below the 130 seconds that Lambda allows for the startup of a function with SnapStart.
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /// No request to DynamoDB starts later than this.
    private static final Duration REQUESTS = Duration.ofSeconds(10);

    /// No request to the sample tables starts later than this after the others, so that the last
    /// one can end within the limit.
    static final Duration REPEATING = Duration.ofSeconds(15);

    /// @param repeating how long sample requests are repeated at most; each runs at least once
    SnapStart hooks(
            RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler,
            Duration repeating) {
        Runnable priming =
                switch (settings.priming()) {
                    case FULL -> () -> prime(handler, repeating);
                    case DYNAMODB -> () -> link.aside(this::warmUp);
                    case NONE -> () -> {};
                };
        return new SnapStart(
                priming,
                List.of(
                        breakers::reset,
                        listener::restored,
                        store::restored,
                        keyring::renew,
                        policies::renew),
                LIMIT);
    }

    private void prime(
            RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler,
            Duration repeating) {
        var deadline = Deadline.in(REQUESTS);
        var caller = SampleCaller.of(catalog, settings.http().groupClaim());
        var requests = new RequestPriming(handler, new SampleRequests(catalog).of(trusted), caller);
        link.aside(() -> {
            warmUp();
            requests.run(deadline);
        });
        cursors.warmUp();
        tracer.warmUp();
        if (!trusted.isEmpty()) {
            breakers.reset();
            repeat(requests, Deadline.in(repeating));
        }
    }

    /// Runs what the requests of [#prime] did not: DynamoDB has no items of a caller who does not
    /// exist.
    private void repeat(RequestPriming requests, Deadline deadline) {
        var replies =
                new SampleReplies(catalog, settings::physicalName, new SampleItems(catalog).all());
        try (var sample = SampleDynamoDb.open(replies);
                var client = sample.client()) {
            link.through(
                    client,
                    () ->
                            Compilation.ofThisJvm()
                                    .settle(() -> requests.run(Deadline.in(REQUESTS)), deadline));
        } catch (IOException _) {
            // If the process cannot listen, it is as warm as the reads of DynamoDB made it.
        }
    }

    /// Reads one table whose items the function may read, always the same table.
    private void warmUp() {
        try {
            catalog.fields().values().stream()
                    .flatMap(fields -> fields.values().stream())
                    .flatMap(Snapshot::itemTable)
                    .min(naturalOrder())
                    .map(catalog.tables()::get)
                    .ifPresent(table ->
                            DynamoDbWarmUp.run(link, table, settings.physicalName(table.name())));
        } catch (SdkException _) {
            // The SDK is warm even if the request fails.
        }
    }

    private static Stream<String> tables(Source.Keyed source) {
        return source.reads().stream().map(read -> read.target().table());
    }

    private static Stream<String> itemTable(Field field) {
        return switch (field.source()) {
            case Source.Keyed read -> tables(read);
            case Source.ListRead list -> tables(list.each());
            case Source.Stored _,
                    Source.Derived _,
                    Source.QueryRead _,
                    Source.Paging _,
                    Source.Mutation _,
                    Source.Computed _,
                    Source.Answered _,
                    Source.Member _ ->
                    Stream.empty();
        };
    }
}
