// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.snapstart;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.sluice.internal.execution.SampleRequest;
import dev.sluice.internal.policy.Deadline;
import dev.sluice.internal.recording.TraceProperty;

import java.util.List;

/// Sends sample requests to a function's handler, as Lambda would, in a trace that is not recorded.
/// Sends each query signed in, by its id and by its text, and anonymously. Runs each mutation only
/// until it would begin to write.
public final class RequestPriming {
    private final RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler;
    private final List<SampleRequest> requests;
    private final SampleEvents events;
    private final RuntimeSerializers serializers;

    /// @param handler the handler that Lambda calls
    /// @param caller the claims of the signed-in caller
    public RequestPriming(
            RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler,
            List<SampleRequest> requests,
            SampleCaller caller) {
        this.handler = handler;
        this.requests = requests;
        this.events = new SampleEvents(caller);
        this.serializers =
                handler instanceof StreamedHandler
                        ? new RuntimeSerializers.Absent()
                        : RuntimeSerializers.find();
    }

    /// @param deadline no request starts after it; an interrupt ends only the current request
    public void run(Deadline deadline) {
        TraceProperty.sample(false, () -> send(deadline));
    }

    private void send(Deadline deadline) {
        for (var request : requests) {
            for (var event : events.of(request)) {
                if (deadline.remaining().isZero()) {
                    return;
                }
                serializers.write(
                        handler.handleRequest(serializers.read(event), new SampleContext()));
            }
        }
    }
}
