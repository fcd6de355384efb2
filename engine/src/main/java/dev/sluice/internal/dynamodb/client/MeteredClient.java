// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.client;

import dev.sluice.internal.breaker.Passage;
import dev.sluice.internal.dynamodb.retry.Attempts;
import dev.sluice.internal.dynamodb.retry.DividedException;
import dev.sluice.internal.dynamodb.retry.RetryPolicy;
import dev.sluice.internal.dynamodb.retry.RetryPolicy.Sending;
import dev.sluice.internal.dynamodb.retry.TableBreakers;
import dev.sluice.internal.policy.Deadline;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.recording.Recording;

import org.jspecify.annotations.Nullable;

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
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

import java.util.List;
import java.util.function.Predicate;

/// Sends the DynamoDB requests of one GraphQL request and meters each of them. None may last beyond
/// the deadline. A read is sent again as `RetryPolicy` decides, and a failed read throws a
/// `Refusal`. A write is sent once, and a failed write throws the SDK's exception, or
/// `UnsentException`, or `BlockedException`.
public final class MeteredClient {
    private static final ReturnConsumedCapacity TOTAL = ReturnConsumedCapacity.TOTAL;

    private final DynamoDbClient client;
    private final RetryPolicy retries;
    private final TableBreakers breakers;
    private final Meter meter;
    private final HeldItems held;
    private final Deadline deadline;
    private final Recording recording;
    private final RequestSender sender;

    MeteredClient(
            DynamoDbClient client,
            List<SdkPlugin> plugins,
            RetryPolicy retries,
            TableBreakers breakers,
            Meter meter,
            HeldItems held,
            Deadline deadline,
            Recording recording) {
        this.client = client;
        this.retries = retries;
        this.breakers = breakers;
        this.meter = meter;
        this.held = held;
        this.deadline = deadline;
        this.recording = recording;
        this.sender = new RequestSender(plugins, breakers, meter, held, deadline, recording);
    }

    public RetryPolicy retries() {
        return retries;
    }

    /// Returns whether a batch may contain the table.
    public boolean mayShare(String table) {
        return breakers.mayShare(table);
    }

    /// Asks whether a table may be read that a batch could not contain.
    ///
    /// @return null if not
    public @Nullable Passage enterApart(String table) {
        return breakers.enterApart(table, recording);
    }

    /// Returns null if any time is left to read, or what the client sees: UNAVAILABLE if the
    /// GraphQL request has sent nothing, DEADLINE_EXCEEDED if its time is used up.
    public @Nullable Refusal late() {
        return sender.late();
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
    public GetItemResponse getItem(
            GetItemRequest request, Attempts attempts, Predicate<GetItemResponse> trusted) {
        var response =
                sender.read(
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
        if (response.hasItem()) {
            held.add(List.of(response.item()));
        }
        return response;
    }

    /// The caller tells `attempts` that DynamoDB answered, if it processed all keys.
    ///
    /// @param trusted whether DynamoDB can have sent the response
    /// @throws DividedException if the request was of several tables, and failed
    public void batchGetItem(
            BatchGetItemRequest request,
            Attempts attempts,
            Predicate<BatchGetItemResponse> trusted) {
        var tables = request.requestItems().keySet().stream().sorted().toList();
        var keys = request.requestItems().values().stream().mapToInt(all -> all.keys().size());
        var response =
                sender.read(
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
        response.responses().values().forEach(held::add);
    }

    /// @param trusted whether DynamoDB can have sent the response
    public QueryResponse query(QueryRequest request, Predicate<QueryResponse> trusted) {
        var attempts = attempts(Sending.READ);
        var response =
                sender.read(
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
        held.add(response.items());
        return response;
    }

    public void putItem(PutItemRequest request, Attempts attempts) {
        var response =
                sender.write(
                        SdkCall.of(
                                "PutItem",
                                request.tableName(),
                                limits ->
                                        client.putItem(
                                                request.toBuilder()
                                                        .returnConsumedCapacity(TOTAL)
                                                        .overrideConfiguration(limits)
                                                        .build())),
                        attempts,
                        reply -> reply.consumedCapacity() != null);
        meter.consumedByWrite(response.consumedCapacity());
    }

    public UpdateItemResponse updateItem(UpdateItemRequest request, Attempts attempts) {
        var response =
                sender.write(
                        SdkCall.of(
                                "UpdateItem",
                                request.tableName(),
                                limits ->
                                        client.updateItem(
                                                request.toBuilder()
                                                        .returnConsumedCapacity(TOTAL)
                                                        .overrideConfiguration(limits)
                                                        .build())),
                        attempts,
                        reply -> reply.consumedCapacity() != null);
        meter.consumedByWrite(response.consumedCapacity());
        return response;
    }

    public DeleteItemResponse deleteItem(DeleteItemRequest request, Attempts attempts) {
        var response =
                sender.write(
                        SdkCall.of(
                                "DeleteItem",
                                request.tableName(),
                                limits ->
                                        client.deleteItem(
                                                request.toBuilder()
                                                        .returnConsumedCapacity(TOTAL)
                                                        .overrideConfiguration(limits)
                                                        .build())),
                        attempts,
                        reply -> reply.consumedCapacity() != null);
        meter.consumedByWrite(response.consumedCapacity());
        return response;
    }

    /// @param request with a token, so that sending it again changes nothing
    /// @param tables the tables of its items
    public void transactWriteItems(
            TransactWriteItemsRequest request, List<String> tables, Attempts attempts) {
        var response =
                sender.write(
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
                        attempts,
                        TransactWriteItemsResponse::hasConsumedCapacity);
        meter.consumedByWrites(response.consumedCapacity());
    }
}
