// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sluice.testing.WireProxy.Forward;
import dev.sluice.testing.WireProxy.Reply;
import dev.sluice.testing.WireProxy.Request;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// What can go wrong with one request on its way to DynamoDB and back.
public enum WireFault {
    NONE,
    /// DynamoDB refuses the request because of too much load.
    THROTTLED,
    /// The server fails before it executes the request.
    FAILED,
    /// The connection ends before DynamoDB executes the request.
    LOST_REQUEST,
    /// The connection ends after DynamoDB has executed the request.
    LOST_REPLY,
    /// The connection ends in the middle of the reply.
    HALF_REPLY,
    /// The reply arrives with a wrong checksum.
    CORRUPT_REPLY,
    /// The reply is empty, as if DynamoDB reported nothing.
    EMPTY_REPLY,
    /// The reply has a value without a type.
    BROKEN_VALUES,
    /// Another write of one of the items is in progress.
    CONFLICT,
    /// The same transaction is in progress.
    IN_PROGRESS,
    /// DynamoDB refuses the request because a permission is missing.
    DENIED;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> READS = Set.of("GetItem", "BatchGetItem", "Query");
    private static final String TRANSACTION = "TransactWriteItems";

    /// Returns sequences of faults: one for a request and for each request after it. The last fault
    /// repeats.
    public static List<List<WireFault>> sequences(String operation) {
        if (READS.contains(operation)) {
            return List.of(List.of(THROTTLED), List.of(DENIED), List.of(LOST_REPLY, NONE));
        }
        var all =
                new ArrayList<>(
                        List.of(
                                List.of(THROTTLED, NONE),
                                List.of(FAILED, NONE),
                                List.of(LOST_REQUEST, NONE),
                                List.of(LOST_REPLY, NONE),
                                List.of(HALF_REPLY, NONE),
                                List.of(CORRUPT_REPLY, NONE),
                                List.of(EMPTY_REPLY, NONE),
                                List.of(BROKEN_VALUES, NONE),
                                List.of(CONFLICT, NONE),
                                List.of(THROTTLED),
                                List.of(LOST_REPLY),
                                List.of(DENIED)));
        if (operation.equals(TRANSACTION)) {
            all.add(List.of(CONFLICT));
            all.add(List.of(LOST_REPLY, IN_PROGRESS, THROTTLED));
            all.add(List.of(LOST_REPLY, IN_PROGRESS, CONFLICT));
            all.add(List.of(LOST_REPLY, CONFLICT));
            all.add(List.of(LOST_REPLY, DENIED));
            all.add(List.of(LOST_REQUEST, CONFLICT, NONE));
        }
        return all;
    }

    public static boolean isRead(Request request) {
        return READS.contains(request.operation());
    }

    /// Returns whether only DynamoDB knows afterwards whether it executed the request.
    public boolean isUncertain() {
        return switch (this) {
            case FAILED,
                    LOST_REQUEST,
                    LOST_REPLY,
                    HALF_REPLY,
                    CORRUPT_REPLY,
                    EMPTY_REPLY,
                    BROKEN_VALUES,
                    IN_PROGRESS ->
                    true;
            case NONE, THROTTLED, CONFLICT, DENIED -> false;
        };
    }

    public Reply handle(Request request, Forward next) throws IOException, InterruptedException {
        return switch (this) {
            case NONE -> next.forward(request.body());
            case THROTTLED -> Reply.error(400, "ThrottlingException");
            case FAILED -> Reply.error(500, "InternalServerError");
            case LOST_REQUEST -> throw new IOException("lost before it was carried out");
            case LOST_REPLY -> {
                next.forward(request.body());
                throw new IOException("lost after it was carried out");
            }
            case HALF_REPLY -> next.forward(request.body()).half();
            case CORRUPT_REPLY -> next.forward(request.body()).withWrongChecksum();
            case EMPTY_REPLY ->
                    isRead(request) ? next.forward(request.body()) : empty(request, next);
            case BROKEN_VALUES ->
                    isRead(request) ? next.forward(request.body()) : broken(request, next);
            case CONFLICT -> conflict(request, next);
            case IN_PROGRESS ->
                    request.operation().equals(TRANSACTION)
                            ? Reply.error(400, "TransactionInProgressException")
                            : THROTTLED.handle(request, next);
            case DENIED -> Reply.error(400, "AccessDeniedException");
        };
    }

    private static Reply empty(Request request, Forward next)
            throws IOException, InterruptedException {
        var reply = next.forward(request.body());
        return reply.status() == 200 ? new Reply(200, JSON.createObjectNode()) : reply;
    }

    private static Reply broken(Request request, Forward next)
            throws IOException, InterruptedException {
        var reply = next.forward(request.body());
        if (reply.status() != 200) {
            return reply;
        }
        var body = JSON.createObjectNode();
        body.putObject("Attributes").putObject("id").put("M", 5);
        body.put("ConsumedCapacity", "none");
        return new Reply(200, body);
    }

    private Reply conflict(Request request, Forward next) throws IOException, InterruptedException {
        if (isRead(request)) {
            return THROTTLED.handle(request, next);
        }
        if (!request.operation().equals(TRANSACTION)) {
            return Reply.error(400, "TransactionConflictException");
        }
        var codes = new String[request.body().path("TransactItems").size()];
        Arrays.fill(codes, "None");
        codes[0] = "TransactionConflict";
        return Reply.cancelled(codes);
    }
}
