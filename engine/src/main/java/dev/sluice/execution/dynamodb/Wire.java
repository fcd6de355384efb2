// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution.dynamodb;

import dev.sluice.policy.Deadline;

import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

import java.util.function.Supplier;

/// Sends the requests of one session: none may last beyond the deadline, each is metered, and each
/// failure is a `Refusal`.
final class Wire {
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

    private AwsRequestOverrideConfiguration limits() {
        var remaining = deadline.remaining();
        if (remaining.isZero()) {
            throw Failures.deadlineExceeded();
        }
        return AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(remaining)
                .addMetricPublisher(meter)
                .build();
    }

    private static <T> T send(Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw Failures.refusal(e);
        }
    }
}
