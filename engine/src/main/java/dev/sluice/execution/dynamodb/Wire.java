// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution.dynamodb;

import dev.sluice.policy.Deadline;

import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
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
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

import java.time.Duration;
import java.util.function.Supplier;

/// Sends the requests of one session: none may last beyond the deadline, each is metered, and each
/// failure is a `Refusal`, but for what a write's condition or another write refuses.
final class Wire {
    /// With less time left no write is begun, as its answer might come too late.
    static final Duration WRITE_TIME = Duration.ofMillis(300);

    private final DynamoDbClient client;
    private final Meter meter;
    private final Deadline deadline;

    Wire(DynamoDbClient client, Meter meter, Deadline deadline) {
        this.client = client;
        this.meter = meter;
        this.deadline = deadline;
    }

    Deadline deadline() {
        return deadline;
    }

    GetItemResponse getItem(GetItemRequest request) {
        var metered =
                request.toBuilder()
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .overrideConfiguration(limits())
                        .build();
        var response = send(() -> client.getItem(metered));
        meter.consumed(response.consumedCapacity());
        return response;
    }

    BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        var metered =
                request.toBuilder()
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .overrideConfiguration(limits())
                        .build();
        var response = send(() -> client.batchGetItem(metered));
        meter.consumed(response.consumedCapacity());
        return response;
    }

    QueryResponse query(QueryRequest request) {
        var metered =
                request.toBuilder()
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .overrideConfiguration(limits())
                        .build();
        var response = send(() -> client.query(metered));
        meter.consumed(response.consumedCapacity());
        return response;
    }

    PutItemResponse putItem(PutItemRequest request) {
        var metered =
                request.toBuilder()
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .overrideConfiguration(limitsOnce())
                        .build();
        var response = write(() -> client.putItem(metered));
        meter.consumedByWrite(response.consumedCapacity());
        return response;
    }

    UpdateItemResponse updateItem(UpdateItemRequest request) {
        var metered =
                request.toBuilder()
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .overrideConfiguration(limitsOnce())
                        .build();
        var response = write(() -> client.updateItem(metered));
        meter.consumedByWrite(response.consumedCapacity());
        return response;
    }

    DeleteItemResponse deleteItem(DeleteItemRequest request) {
        var metered =
                request.toBuilder()
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .overrideConfiguration(limitsOnce())
                        .build();
        var response = write(() -> client.deleteItem(metered));
        meter.consumedByWrite(response.consumedCapacity());
        return response;
    }

    /// @param request with a token, so that sending it again changes nothing
    TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        requireTime(WRITE_TIME);
        var metered =
                request.toBuilder()
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .overrideConfiguration(limits())
                        .build();
        var response = write(() -> client.transactWriteItems(metered));
        meter.consumedByWrites(response.consumedCapacity());
        return response;
    }

    /// Limits of a write that is not sent again where it may have been applied.
    private AwsRequestOverrideConfiguration limitsOnce() {
        requireTime(WRITE_TIME);
        return limits().toBuilder().addPlugin(SingleWriteRetries.PLUGIN).build();
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

    private static <T> T write(Supplier<T> call) {
        try {
            return call.get();
        } catch (ConditionalCheckFailedException
                | TransactionCanceledException
                | TransactionConflictException
                | TransactionInProgressException e) {
            throw e;
        } catch (RuntimeException e) {
            throw ValueFaults.refusal(e);
        }
    }

    private static <T> T send(Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw Failures.refusal(e);
        }
    }
}
