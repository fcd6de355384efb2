// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.snapstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.sluice.internal.execution.SampleRequest;
import dev.sluice.internal.operation.TrustedDocument;
import dev.sluice.internal.policy.Deadline;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class RequestPrimingTest {
    private static final SampleRequest QUERY =
            new SampleRequest(TrustedDocument.of("Q", "query", "{ __typename }"), Map.of());

    private final List<String> methods = new ArrayList<>();

    @Test
    void a_query_is_sent_as_somebody_and_as_nobody() {
        priming().run(Deadline.in(Duration.ofMinutes(1)));
        assertThat(methods).containsExactly("POST", "GET");
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
                    return new APIGatewayV2HTTPResponse();
                },
                List.of(QUERY),
                new SampleCaller(Map.of()));
    }
}
