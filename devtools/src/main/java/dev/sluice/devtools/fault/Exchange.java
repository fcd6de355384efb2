// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.fault;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One request, and what goes wrong with it.
///
/// @param met the rules that it meets
record Exchange(
        Upstream upstream, FaultListener listener, WireRequest request, List<FaultRule> met) {
    private static final String NO_REASON = "None";

    Delivery run() throws IOException, InterruptedException {
        Fault first = null;
        for (var rule : met) {
            if (rule.fault() instanceof Fault.Latency(var time)) {
                Thread.sleep(time);
            } else if (first == null) {
                first = rule.fault();
            }
        }
        return first == null ? new Delivery.Whole(executed()) : spoiled(first);
    }

    private Delivery spoiled(Fault fault) throws IOException, InterruptedException {
        return switch (fault) {
            case Fault.Latency _ -> new Delivery.Whole(executed());
            case Fault.ErrorReply(var reply, var executed) -> {
                executeIf(executed);
                yield new Delivery.Whole(reply);
            }
            case Fault.Cancelled(var codes) -> {
                executeIf(false);
                yield new Delivery.Whole(cancelled(codes));
            }
            case Fault.Unprocessed(var half) -> new Delivery.Whole(partial(half));
            case Fault.Damaged(var damage) -> new Delivery.Whole(damaged(damage));
            case Fault.Lost(var moment, var reset) -> lost(moment, reset);
            case Fault.Silence(var executed) -> {
                executeIf(executed);
                yield new Delivery.Nothing();
            }
            case Fault.Drip(var pause) -> new Delivery.Dripping(executed(), pause);
        };
    }

    private WireReply executed() throws IOException, InterruptedException {
        return executed(request.body());
    }

    private WireReply executed(byte[] body) throws IOException, InterruptedException {
        var reply = upstream.send(request, body);
        listener.sent(request, met, reply);
        return reply;
    }

    private void executeIf(boolean executed) throws IOException, InterruptedException {
        if (executed) {
            executed();
        } else {
            listener.sent(request, met, null);
        }
    }

    private Delivery lost(Fault.Moment moment, boolean reset)
            throws IOException, InterruptedException {
        return switch (moment) {
            case BEFORE -> {
                executeIf(false);
                yield new Delivery.End(reset);
            }
            case AFTER -> {
                executeIf(true);
                yield new Delivery.End(reset);
            }
            case MIDDLE -> new Delivery.Half(executed(), reset);
        };
    }

    /// Damages only a success, as a reply that reports an error has nothing to damage.
    private WireReply damaged(Damage damage) throws IOException, InterruptedException {
        var reply = executed();
        return reply.status() == 200 ? damage.of(reply) : reply;
    }

    private WireReply partial(boolean half) throws IOException, InterruptedException {
        var json = request.json();
        if (json == null) {
            return executed();
        }
        if (half) {
            var batch = PartialBatch.half(json);
            return batch.completed(executed(batch.body()));
        }
        executeIf(false);
        return PartialBatch.none(json);
    }

    private WireReply cancelled(List<String> codes) {
        var missing = Math.max(0, request.actions() - codes.size());
        var reasons =
                Stream.concat(codes.stream(), Collections.nCopies(missing, NO_REASON).stream())
                        .map("{\"Code\":\"%s\"}"::formatted)
                        .collect(Collectors.joining(",", "[", "]"));
        return WireReply.json(
                400,
                KnownErrors.json(
                        "TransactionCanceledException", ",\"CancellationReasons\":" + reasons));
    }
}
