// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// One event for a function.
///
/// @param event JSON
/// @param deadline when the function is killed
record Invocation(String requestId, String event, Instant deadline, TraceHeader trace) {

    static Invocation of(String event, Duration timeout) {
        return new Invocation(
                UUID.randomUUID().toString(),
                event,
                Instant.now().plus(timeout),
                TraceHeader.random());
    }

    Map<String, String> headers() {
        return Map.of(
                "Content-Type",
                "application/json",
                "Lambda-Runtime-Aws-Request-Id",
                requestId,
                "Lambda-Runtime-Deadline-Ms",
                Long.toString(deadline.toEpochMilli()),
                "Lambda-Runtime-Invoked-Function-Arn",
                LambdaEnvironment.FUNCTION_ARN,
                "Lambda-Runtime-Trace-Id",
                trace.toString());
    }
}
