// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A request and its reply, refusals included. It holds no value from a client or a table, except
/// for the names of the client and of its operation.
///
/// @param status the HTTP status
/// @param codes the error codes of the reply, one for each error
/// @param fault whether one of the errors is a fault of the API or of DynamoDB
/// @param clientName the name that the client gives itself, or null if it has none that can be
///   logged
/// @param operation the operation, or null if none was admitted
/// @param charge what the operation took from its caller's limit, or null if it was not charged
/// @param calls in the order in which they ended
/// @param breakers those that refused a call, by name
/// @param fallbacks fields that had their fallback, by name
/// @param denials each once, with its count
/// @param rollouts how fields with a rollout were read
/// @param phases the time of each phase that the request reached
/// @param fields `Type.field` of each field that waited, with its longest wait
public record RequestEvent(
        String requestId,
        int status,
        List<String> codes,
        boolean fault,
        @Nullable String clientName,
        @Nullable AdmittedOperation operation,
        Consumption consumption,
        @Nullable CallerCharge charge,
        List<DynamoDbCall> calls,
        List<BreakerRefusal> breakers,
        List<FieldFallback> fallbacks,
        List<Denial> denials,
        List<WriteEvent> writes,
        List<Drift> drifts,
        List<RolloutRead> rollouts,
        Map<RequestPhase, Duration> phases,
        Map<String, Duration> fields,
        Duration took) {
    public RequestEvent {
        codes = List.copyOf(codes);
        calls = List.copyOf(calls);
        breakers = List.copyOf(breakers);
        fallbacks = List.copyOf(fallbacks);
        denials = List.copyOf(denials);
        writes = List.copyOf(writes);
        drifts = List.copyOf(drifts);
        rollouts = List.copyOf(rollouts);
        var inOrder = new EnumMap<RequestPhase, Duration>(RequestPhase.class);
        inOrder.putAll(phases);
        phases = Collections.unmodifiableMap(inOrder);
        fields = Map.copyOf(fields);
    }
}
