// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.client;

import dev.sluice.internal.dynamodb.retry.Backoff;
import dev.sluice.internal.dynamodb.retry.Failures;
import dev.sluice.internal.policy.Deadline;
import dev.sluice.internal.recording.Recording;

import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// Sends the DynamoDB requests of one GraphQL request and meters each of them. None may last beyond
/// the deadline. A failed read throws a `Refusal`. A write is sent once, and a failed write throws
/// the SDK's exception.
public final class MeteredClient {
    private final DynamoDbClient client;
    private final Meter meter;
    private final Deadline deadline;
    private final Recording recording;

    /// @param recording receives a report of each request
    public MeteredClient(
            DynamoDbClient client, Meter meter, Deadline deadline, Recording recording) {
        this.client = client;
        this.meter = meter;
        this.deadline = deadline;
        this.recording = recording;
    }

    public Deadline deadline() {
        return deadline;
    }

    /// Marks the next call as a repeat, in whole or in part, of an earlier one.
    public void repeats() {
        meter.repeats();
    }

    public GetItemResponse getItem(GetItemRequest request) {
        var metered =
                request.toBuilder()
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .overrideConfiguration(limits())
                        .build();
        var response =
                send("GetItem", List.of(request.tableName()), 1, () -> client.getItem(metered));
        meter.consumed(response.consumedCapacity());
        return response;
    }

    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        var metered =
                request.toBuilder()
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .overrideConfiguration(limits())
                        .build();
        var tables = request.requestItems().keySet().stream().sorted().toList();
        var keys = request.requestItems().values().stream().mapToInt(all -> all.keys().size());
        var response = send("BatchGetItem", tables, keys.sum(), () -> client.batchGetItem(metered));
        meter.consumed(response.consumedCapacity());
        if (!response.unprocessedKeys().isEmpty()) {
            meter.throttled();
        }
        return response;
    }

    public QueryResponse query(QueryRequest request) {
        var metered =
                request.toBuilder()
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .overrideConfiguration(limits())
                        .build();
        var response = send("Query", List.of(request.tableName()), 1, () -> client.query(metered));
        meter.consumed(response.consumedCapacity());
        return response;
    }

    public PutItemResponse putItem(PutItemRequest request) {
        var metered =
                request.toBuilder()
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .overrideConfiguration(writeLimits())
                        .build();
        var response =
                call("PutItem", List.of(request.tableName()), 1, () -> client.putItem(metered));
        meter.consumedByWrite(response.consumedCapacity());
        return response;
    }

    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        var metered =
                request.toBuilder()
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .overrideConfiguration(writeLimits())
                        .build();
        var response =
                call(
                        "UpdateItem",
                        List.of(request.tableName()),
                        1,
                        () -> client.updateItem(metered));
        meter.consumedByWrite(response.consumedCapacity());
        return response;
    }

    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        var metered =
                request.toBuilder()
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .overrideConfiguration(writeLimits())
                        .build();
        var response =
                call(
                        "DeleteItem",
                        List.of(request.tableName()),
                        1,
                        () -> client.deleteItem(metered));
        meter.consumedByWrite(response.consumedCapacity());
        return response;
    }

    /// @param request with a token, so that sending it again changes nothing
    /// @param tables the tables of its items
    public TransactWriteItemsResponse transactWriteItems(
            TransactWriteItemsRequest request, List<String> tables) {
        var metered =
                request.toBuilder()
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .overrideConfiguration(writeLimits())
                        .build();
        var response =
                call(
                        "TransactWriteItems",
                        tables,
                        request.transactItems().size(),
                        () -> client.transactWriteItems(metered));
        meter.consumedByWrites(response.consumedCapacity());
        return response;
    }

    /// @throws Refusal DEADLINE_EXCEEDED if no time is left to send anything
    private AwsRequestOverrideConfiguration writeLimits() {
        requireTime(Backoff.WRITE_TIME);
        return limits().toBuilder().addPlugin(SingleAttempts.PLUGIN).build();
    }

    private AwsRequestOverrideConfiguration limits() {
        requireTime(Duration.ofNanos(1));
        return AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(deadline.remaining())
                .addMetricPublisher(meter)
                .build();
    }

    private void requireTime(Duration needed) {
        if (deadline.remaining().compareTo(needed) < 0) {
            throw Failures.deadlineExceeded();
        }
    }

    private <T> T call(String operation, List<String> tables, int items, Supplier<T> call) {
        return recording.calling(operation, tables, items, call::get);
    }

    private <T> T send(String operation, List<String> tables, int items, Supplier<T> call) {
        try {
            return call(operation, tables, items, call);
        } catch (RuntimeException e) {
            throw Failures.refusal(e);
        }
    }
}
