// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import dev.sluice.internal.execution.GraphQLExecutor;
import dev.sluice.internal.execution.GraphQLResult;
import dev.sluice.internal.operation.GraphQLRequest;
import dev.sluice.internal.policy.Deadline;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.RequestPolicy;
import dev.sluice.internal.recording.Recording;
import dev.sluice.resolver.Caller;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Remembers the requests that it receives, and returns a given answer.
final class FakeExecutor implements GraphQLExecutor {
    static final GraphQLResult OK = executed(Map.of("data", Map.of("__typename", "Query")));

    final List<GraphQLRequest> requests = new ArrayList<>();
    final List<Deadline> deadlines = new ArrayList<>();
    final List<Recording> recordings = new ArrayList<>();
    Supplier<GraphQLResult> answer = () -> OK;

    @Override
    public GraphQLResult execute(
            GraphQLRequest request, RequestPolicy policy, Deadline deadline, Recording recording) {
        requests.add(request);
        deadlines.add(deadline);
        recordings.add(recording);
        return answer.get();
    }

    GraphQLRequest request() {
        return requests.getLast();
    }

    Deadline deadline() {
        return deadlines.getLast();
    }

    Recording recording() {
        return recordings.getLast();
    }

    Caller caller() {
        return request().caller();
    }

    static GraphQLResult executed(Map<String, Object> response) {
        return new GraphQLResult(
                new LinkedHashMap<>(response), true, List.of(), null, false, Map.of());
    }

    static GraphQLResult refused(ErrorCode code) {
        Map<String, Object> error =
                Map.of("message", "Refused.", "extensions", Map.of("code", code));
        return new GraphQLResult(
                Map.of("errors", List.of(error)), false, List.of(code), null, false, Map.of());
    }

    static GraphQLResult cached(int maxAge, boolean shareable) {
        return new GraphQLResult(
                Map.of("data", Map.of()), true, List.of(), maxAge, shareable, Map.of());
    }
}
