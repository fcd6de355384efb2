// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.sluice.execution.SampleRequests;
import dev.sluice.execution.dynamodb.CursorCodec;
import dev.sluice.execution.dynamodb.CursorKeyring;
import dev.sluice.execution.dynamodb.DynamoDbLink;
import dev.sluice.execution.dynamodb.DynamoDbWarmUp;
import dev.sluice.policy.Deadline;
import dev.sluice.policy.TrustedDocument;
import dev.sluice.schema.Catalog;
import dev.sluice.snapstart.RequestPriming;
import dev.sluice.snapstart.SampleCaller;
import dev.sluice.snapstart.SnapStart;
import dev.sluice.telemetry.Tracer;

import software.amazon.awssdk.core.exception.SdkException;

import java.time.Duration;
import java.util.List;

/// What a snapshot of an API takes: the parts that are primed and renewed.
record Snapshot(
        Settings settings,
        Catalog catalog,
        List<TrustedDocument> trusted,
        DynamoDbLink link,
        CursorCodec cursors,
        CursorKeyring keyring,
        Tracer tracer) {
    /// Lambda gives the start of a function with SnapStart 130 seconds.
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /// What is begun before it has ended when the limit is reached.
    private static final Duration REQUESTS = Duration.ofSeconds(15);

    SnapStart hooks(
            RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler,
            Runnable restored) {
        Runnable priming =
                switch (settings.priming()) {
                    case FULL -> () -> link.aside(() -> prime(handler));
                    case DYNAMODB -> () -> link.aside(this::warmUp);
                    case NONE -> () -> {};
                };
        return new SnapStart(priming, List.of(restored, keyring::renew), LIMIT);
    }

    private void prime(RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler) {
        var deadline = Deadline.in(REQUESTS);
        warmUp();
        var caller = SampleCaller.of(catalog, settings.http().groupClaim());
        new RequestPriming(handler, new SampleRequests(catalog).of(trusted), caller).run(deadline);
        cursors.warmUp();
        tracer.warmUp();
    }

    /// Where one table cannot be read, others may.
    private void warmUp() {
        try {
            catalog.tables().values().stream()
                    .findFirst()
                    .ifPresent(table ->
                            DynamoDbWarmUp.run(link, table, settings.physicalName(table.name())));
        } catch (SdkException _) {
            // The SDK is warm all the same.
        }
    }
}
