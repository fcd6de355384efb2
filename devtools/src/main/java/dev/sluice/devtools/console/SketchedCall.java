// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.console;

import dev.sluice.telemetry.Tracer;

import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

import java.util.List;

/// A request to DynamoDB while it runs. Only the thread that sends it uses it, until it has ended.
final class SketchedCall implements Tracer.Span {
    private static final double MILLION = 1e6;

    private final String operation;
    private final long origin;
    private final long start = System.nanoTime();
    private long end;
    private int wave;
    private boolean failed;
    private List<Picture.Key> keys = List.of();
    private List<Picture.Write> writes = List.of();
    private CallReply reply = CallReply.NONE;

    /// @param origin when the request of the client began, from `System.nanoTime`
    SketchedCall(String operation, long origin) {
        this.operation = operation;
        this.origin = origin;
    }

    @Override
    public void setAttribute(String name, Object value) {
        if (name.equals("wave") && value instanceof Integer number) {
            wave = number;
        }
    }

    @Override
    public void fail() {
        failed = true;
    }

    void sends(DynamoDbRequest request) {
        keys = CallParts.keys(request);
        writes = CallParts.writes(request);
    }

    void receives(DynamoDbResponse response) {
        reply = CallReply.of(response);
    }

    void end() {
        end = System.nanoTime();
    }

    Picture.Call call() {
        return new Picture.Call(
                operation,
                wave,
                (start - origin) / MILLION,
                (end - start) / MILLION,
                !failed,
                reply.readUnits(),
                reply.writeUnits(),
                keys,
                reply.found(),
                writes);
    }
}
