// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import dev.sluice.internal.execution.GraphQLExecutor;
import dev.sluice.internal.execution.GraphQLResult;
import dev.sluice.internal.operation.CostReport;
import dev.sluice.internal.operation.GraphQLRequest;
import dev.sluice.internal.policy.Code;
import dev.sluice.internal.policy.Deadline;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Parameter;
import dev.sluice.internal.policy.Reason;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.policy.RequestPolicies;
import dev.sluice.internal.policy.RequestPolicy;
import dev.sluice.internal.recording.Recording;
import dev.sluice.internal.recording.Redacted;
import dev.sluice.telemetry.RequestListener;
import dev.sluice.telemetry.RequestPhase;
import dev.sluice.telemetry.Signal;
import dev.sluice.telemetry.Tracer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Serves GraphQL over HTTP. Every request gets a response, whatever it contains and whatever
/// fails.
///
/// Source: GraphQL over HTTP, https://graphql.github.io/graphql-over-http/draft/
public final class GraphQLOverHttp {
    private static final Logger LOG = LoggerFactory.getLogger(GraphQLOverHttp.class);

    /// The name that Powertools uses; every line of the log has it.
    private static final String CORRELATION_ID = "correlation_id";

    private final GraphQLExecutor executor;
    private final ReplyReserve reserve;
    private final RequestListener listener;
    private final Tracer tracer;
    private final RequestPolicies policies;
    private final Callers callers;
    private final HttpStatuses statuses;
    private final Cors cors;
    private final DeprecationHeaders deprecations = new DeprecationHeaders(InstantSource.system());

    /// @param policies gives each request its limits
    /// @param listener receives each request, refusals included; its exceptions are logged
    /// @param tracer makes a span of each request and of each of its phases
    public GraphQLOverHttp(
            GraphQLExecutor executor,
            RequestPolicies policies,
            HttpSettings settings,
            RequestListener listener,
            Tracer tracer) {
        this.executor = executor;
        this.reserve = new ReplyReserve(settings.reservedTime());
        this.listener = listener;
        this.tracer = tracer;
        this.policies = policies;
        this.callers = new Callers(settings.groupClaim());
        this.statuses = settings.statuses();
        this.cors = new Cors(settings.origins());
    }

    /// @param remaining the time that the invocation has left
    public HttpResponse answer(HttpRequest http, Duration remaining) {
        Deadline deadline = Deadline.in(reserve.usable(remaining));
        try (var _ = MDC.putCloseable(CORRELATION_ID, http.requestId())) {
            return tracer.trace(
                    Tracer.Span.NONE,
                    Signal.Trace.GRAPHQL.key(),
                    span -> answer(http, deadline, new Recording(http.requestId(), tracer, span)));
        }
    }

    private HttpResponse answer(HttpRequest http, Deadline deadline, Recording recording) {
        recording.requestedBy(ClientName.of(http.headers()));
        RequestPolicy policy = policies.next(deadline);
        HttpReply reply = reply(http, policy, deadline, recording);
        report(reply, recording);
        reserve.answered();
        return cors.withHeaders(http, deprecations.add(reply.response(), recording.operation()));
    }

    private HttpReply reply(
            HttpRequest http, RequestPolicy policy, Deadline deadline, Recording recording) {
        Replies replies = new Replies(policy.limits(), statuses);
        try {
            return refusedOrServed(http, policy, replies, deadline, recording);
        } catch (Throwable failure) {
            ResponseType type = ResponseType.negotiate(http.headers()).orElse(ResponseType.JSON);
            return replies.refused(refusal(failure, http), type);
        } finally {
            // Clears an interrupt, which was meant for this request and not for the next one on
            // this thread.
            Thread.interrupted();
        }
    }

    private HttpReply refusedOrServed(
            HttpRequest http,
            RequestPolicy policy,
            Replies replies,
            Deadline deadline,
            Recording recording) {
        Optional<ResponseType> accepted = ResponseType.negotiate(http.headers());
        ResponseType type = accepted.orElse(ResponseType.JSON);
        if (http.method().equals("OPTIONS")) {
            return Replies.options();
        }
        try {
            requireGetOrPost(http.method());
            requireAcceptable(accepted);
            RequestReader reader = new RequestReader(policy.limits(), callers);
            GraphQLRequest request = recording.during(RequestPhase.READ, () -> reader.read(http));
            return served(
                    http,
                    request,
                    replies,
                    type,
                    () -> executor.execute(request, policy, deadline, recording),
                    recording);
        } catch (Refusal refusal) {
            return replies.refused(refusal, type);
        }
    }

    private HttpReply served(
            HttpRequest http,
            GraphQLRequest request,
            Replies replies,
            ResponseType type,
            Supplier<GraphQLResult> execution,
            Recording recording) {
        GraphQLResult result = execution.get();
        try {
            HttpReply reply =
                    recording.during(
                            RequestPhase.REPLY,
                            () ->
                                    replies.of(
                                            result, type, request.costReport() == CostReport.NONE));
            return new HttpReply(EntityTag.unlessKnown(http, reply.response()), reply.codes());
        } catch (Throwable failure) {
            return replies.refused(refusal(failure, http), result.applied(), type);
        }
    }

    private static Refusal refusal(Throwable failure, HttpRequest http) {
        if (failure instanceof Refusal refusal) {
            return refusal;
        }
        LOG.error("request {} failed", http.requestId(), Redacted.of(failure));
        return internal(http.requestId());
    }

    private static void requireGetOrPost(String method) {
        if (!method.equals("GET") && !method.equals("POST")) {
            throw new Refusal(Reason.NEITHER_GET_NOR_POST);
        }
    }

    private static void requireAcceptable(Optional<ResponseType> accepted) {
        if (accepted.isEmpty()) {
            throw new Refusal(ErrorCode.NOT_ACCEPTABLE);
        }
    }

    private static Refusal internal(String requestId) {
        return new Refusal(ErrorCode.INTERNAL, Map.of(Parameter.REQUEST_ID, requestId));
    }

    private void report(HttpReply reply, Recording recording) {
        try {
            listener.answered(
                    recording.event(
                            reply.response().status(),
                            reply.codes().stream().map(Code::name).toList(),
                            reply.codes().stream().anyMatch(GraphQLOverHttp::isOurs)));
        } catch (Throwable failure) {
            LOG.error(
                    "telemetry of request {} failed", recording.requestId(), Redacted.of(failure));
        }
    }

    private static boolean isOurs(Code code) {
        return switch (code.category()) {
            case DEPENDENCY, INTERNAL -> true;
            case REQUEST, AUTHORIZATION, LIMIT, CONFLICT -> false;
        };
    }
}
