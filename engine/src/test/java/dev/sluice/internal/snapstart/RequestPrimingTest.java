// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.snapstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.sluice.internal.execution.SampleRequest;
import dev.sluice.internal.operation.TrustedDocument;
import dev.sluice.internal.policy.Deadline;
import dev.sluice.internal.recording.TraceProperty;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class RequestPrimingTest {
    private static final SampleRequest QUERY =
            new SampleRequest(TrustedDocument.of("Q", "query", "{ __typename }"), Map.of());

    private final List<String> methods = new ArrayList<>();
    private final List<String> traces = new ArrayList<>();

    @Test
    void a_query_is_sent_as_somebody_and_as_nobody() {
        priming().run(Deadline.in(Duration.ofMinutes(1)));
        assertThat(methods).containsExactly("POST", "GET", "POST");
    }

    @Test
    void a_request_is_in_a_trace_that_is_not_recorded() {
        priming().run(Deadline.in(Duration.ofMinutes(1)));
        assertThat(traces).hasSize(3).allMatch(header -> header.endsWith(";Sampled=0"));
        assertThat(System.getProperty(TraceProperty.NAME)).isNull();
    }

    @Test
    void no_request_is_begun_after_the_deadline() {
        priming().run(Deadline.in(Duration.ZERO));
        assertThat(methods).isEmpty();
    }

    private RequestPriming priming() {
        return new RequestPriming(
                (event, _) -> {
                    methods.add(event.getRequestContext().getHttp().getMethod());
                    traces.add(System.getProperty(TraceProperty.NAME));
                    return new APIGatewayV2HTTPResponse();
                },
                List.of(QUERY),
                new SampleCaller(Map.of()));
    }
}
