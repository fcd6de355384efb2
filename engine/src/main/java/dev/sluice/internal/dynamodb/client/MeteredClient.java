// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.client;

import dev.sluice.internal.dynamodb.retry.Attempts;
import dev.sluice.internal.dynamodb.retry.FailedAttempt;
import dev.sluice.internal.dynamodb.retry.FailureKind;
import dev.sluice.internal.dynamodb.retry.Failures;
import dev.sluice.internal.dynamodb.retry.RetryPolicy;
import dev.sluice.internal.dynamodb.retry.RetryPolicy.Sending;
import dev.sluice.internal.dynamodb.retry.UnsentException;
import dev.sluice.internal.dynamodb.retry.UntrustedReplyException;
import dev.sluice.internal.policy.Deadline;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.recording.Recording;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Sends the DynamoDB requests of one GraphQL request and meters each of them. None may last beyond
/// the deadline. A read is sent again as `RetryPolicy` decides, and a failed read throws a
/// `Refusal`. A write is sent once, and a failed write throws the SDK's exception, or
/// `UnsentException`.
public final class MeteredClient {
    private static final ReturnConsumedCapacity TOTAL = ReturnConsumedCapacity.TOTAL;

    private final DynamoDbClient client;
    private final List<SdkPlugin> plugins;
    private final RetryPolicy retries;
    private final Meter meter;
    private final Deadline deadline;
    private final Recording recording;
    private volatile boolean hasSent;

    MeteredClient(
            DynamoDbClient client,
            List<SdkPlugin> plugins,
            RetryPolicy retries,
            Meter meter,
            Deadline deadline,
            Recording recording) {
        this.client = client;
        this.plugins = plugins;
        this.retries = retries;
        this.meter = meter;
        this.deadline = deadline;
        this.recording = recording;
    }

    public RetryPolicy retries() {
        return retries;
    }

    /// Returns null if any time is left to read, or what the client sees: UNAVAILABLE if the
    /// GraphQL request has sent nothing, DEADLINE_EXCEEDED if its time is used up.
    public @Nullable Refusal late() {
        return deadline.remaining().isPositive() ? null : tooLate();
    }

    private Refusal tooLate() {
        return hasSent ? Failures.deadlineExceeded() : Failures.tooLate();
    }

    /// Returns the attempts of one operation, which ends before the deadline.
    public Attempts attempts(Sending sending) {
        return retries.attempts(sending, deadline);
    }

    /// Marks the next call as a repeat, in whole or in part, of an earlier one.
    public void repeats() {
        meter.repeats();
    }

    /// @param trusted whether DynamoDB can have sent the response
    public GetItemResponse getItem(GetItemRequest request, Predicate<GetItemResponse> trusted) {
        var attempts = attempts(Sending.READ);
        var response =
                read(
                        SdkCall.of(
                                "GetItem",
                                request.tableName(),
                                limits ->
                                        client.getItem(
                                                request.toBuilder()
                                                        .returnConsumedCapacity(TOTAL)
                                                        .overrideConfiguration(limits)
                                                        .build())),
                        attempts,
                        trusted);
        attempts.answered();
        meter.consumed(response.consumedCapacity());
        return response;
    }

    /// The caller tells `attempts` that DynamoDB answered, if it processed all keys.
    ///
    /// @param trusted whether DynamoDB can have sent the response
    public BatchGetItemResponse batchGetItem(
            BatchGetItemRequest request,
            Attempts attempts,
            Predicate<BatchGetItemResponse> trusted) {
        var tables = request.requestItems().keySet().stream().sorted().toList();
        var keys = request.requestItems().values().stream().mapToInt(all -> all.keys().size());
        var response =
                read(
                        new SdkCall<>(
                                "BatchGetItem",
                                tables,
                                keys.sum(),
                                limits ->
                                        client.batchGetItem(
                                                request.toBuilder()
                                                        .returnConsumedCapacity(TOTAL)
                                                        .overrideConfiguration(limits)
                                                        .build())),
                        attempts,
                        trusted);
        meter.consumed(response.consumedCapacity());
        if (!response.unprocessedKeys().isEmpty()) {
            meter.throttled();
        }
        return response;
    }

    /// @param trusted whether DynamoDB can have sent the response
    public QueryResponse query(QueryRequest request, Predicate<QueryResponse> trusted) {
        var attempts = attempts(Sending.READ);
        var response =
                read(
                        SdkCall.of(
                                "Query",
                                request.tableName(),
                                limits ->
                                        client.query(
                                                request.toBuilder()
                                                        .returnConsumedCapacity(TOTAL)
                                                        .overrideConfiguration(limits)
                                                        .build())),
                        attempts,
                        trusted);
        attempts.answered();
        meter.consumed(response.consumedCapacity());
        return response;
    }

    public void putItem(PutItemRequest request, Attempts attempts) {
        var response =
                attempt(
                        SdkCall.of(
                                "PutItem",
                                request.tableName(),
                                limits ->
                                        client.putItem(
                                                request.toBuilder()
                                                        .returnConsumedCapacity(TOTAL)
                                                        .overrideConfiguration(limits)
                                                        .build())),
                        attempts);
        meter.consumedByWrite(response.consumedCapacity());
    }

    public UpdateItemResponse updateItem(UpdateItemRequest request, Attempts attempts) {
        var response =
                attempt(
                        SdkCall.of(
                                "UpdateItem",
                                request.tableName(),
                                limits ->
                                        client.updateItem(
                                                request.toBuilder()
                                                        .returnConsumedCapacity(TOTAL)
                                                        .overrideConfiguration(limits)
                                                        .build())),
                        attempts);
        meter.consumedByWrite(response.consumedCapacity());
        return response;
    }

    public DeleteItemResponse deleteItem(DeleteItemRequest request, Attempts attempts) {
        var response =
                attempt(
                        SdkCall.of(
                                "DeleteItem",
                                request.tableName(),
                                limits ->
                                        client.deleteItem(
                                                request.toBuilder()
                                                        .returnConsumedCapacity(TOTAL)
                                                        .overrideConfiguration(limits)
                                                        .build())),
                        attempts);
        meter.consumedByWrite(response.consumedCapacity());
        return response;
    }

    /// @param request with a token, so that sending it again changes nothing
    /// @param tables the tables of its items
    public void transactWriteItems(
            TransactWriteItemsRequest request, List<String> tables, Attempts attempts) {
        var response =
                attempt(
                        new SdkCall<>(
                                "TransactWriteItems",
                                tables,
                                request.transactItems().size(),
                                limits ->
                                        client.transactWriteItems(
                                                request.toBuilder()
                                                        .returnConsumedCapacity(TOTAL)
                                                        .overrideConfiguration(limits)
                                                        .build())),
                        attempts);
        meter.consumedByWrites(response.consumedCapacity());
    }

    /// Reports all attempts of a read as one.
    private <T> T read(SdkCall<T> call, Attempts attempts, Predicate<T> trusted) {
        var late = late();
        if (late != null) {
            throw late;
        }
        return recorded(call, () -> firstTrusted(call, attempts, trusted));
    }

    private <T> T firstTrusted(SdkCall<T> call, Attempts attempts, Predicate<T> trusted) {
        while (true) {
            try {
                var response = send(call, attempts);
                if (!trusted.test(response)) {
                    throw new UntrustedReplyException();
                }
                return response;
            } catch (RuntimeException e) {
                var failed = FailedAttempt.of(e);
                if (!attempts.again(failed.kind())) {
                    throw failed.kind() == FailureKind.TOO_LATE ? tooLate() : failed.refusal();
                }
                repeats();
            }
        }
    }

    /// Reports one attempt of a write.
    private <T> T attempt(SdkCall<T> call, Attempts attempts) {
        if (!attempts.isInTime()) {
            throw new UnsentException(null);
        }
        return recorded(call, () -> send(call, attempts));
    }

    private <T> T recorded(SdkCall<T> call, Supplier<T> work) {
        return recording.calling(call.operation(), call.tables(), call.items(), work::get);
    }

    private <T> T send(SdkCall<T> call, Attempts attempts) {
        return Transmission.run(
                attempts,
                () -> {
                    hasSent = true;
                    return call.send().apply(limits(attempts));
                });
    }

    private AwsRequestOverrideConfiguration limits(Attempts attempts) {
        var limits =
                AwsRequestOverrideConfiguration.builder()
                        .apiCallTimeout(attempts.timeout())
                        .addMetricPublisher(meter);
        plugins.forEach(limits::addPlugin);
        return limits.build();
    }
}
