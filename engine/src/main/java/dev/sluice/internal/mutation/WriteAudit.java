// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import dev.sluice.internal.error.FetchFaults;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.request.RequestScope;
import dev.sluice.internal.request.WriteFate;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.Write;
import dev.sluice.telemetry.WriteEvent;
import dev.sluice.telemetry.WriteEvent.Change;
import dev.sluice.telemetry.WriteEvent.Outcome;
import dev.sluice.telemetry.WriteEvent.Verb;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;

/// Reports the outcome of the writes of one mutation field, once, when it is final.
final class WriteAudit {
    private final Field field;
    private final RequestScope scope;
    private final WriteFate fate;
    private List<Change> changes = List.of();

    WriteAudit(Field field, RequestScope scope, WriteFate fate) {
        this.field = field;
        this.scope = scope;
        this.fate = fate;
    }

    void sent(List<WriteInstance> places) {
        var counts = new LinkedHashMap<Change, Integer>();
        for (var place : places) {
            var verb = verb(place.write());
            if (verb != null) {
                counts.merge(new Change(verb, place.write().type().name(), 1), 1, Integer::sum);
            }
        }
        changes =
                counts.entrySet().stream()
                        .map(each ->
                                new Change(
                                        each.getKey().verb(),
                                        each.getKey().type(),
                                        each.getValue()))
                        .toList();
    }

    /// Returns null for a check, which changes nothing.
    private static @Nullable Verb verb(Write write) {
        return switch (write) {
            case Write.Put _ -> Verb.PUT;
            case Write.Update _ -> Verb.UPDATE;
            case Write.Delete _ -> Verb.DELETE;
            case Write.Check _ -> null;
        };
    }

    /// Reports the error code only if nothing was applied, or if that is unknown. After the writes,
    /// only the answer can fail.
    void ended(@Nullable Throwable fault) {
        var outcome = outcome();
        var hasCode = outcome == Outcome.REFUSED || outcome == Outcome.UNKNOWN;
        var caller = scope.caller();
        scope.recording()
                .wrote(
                        new WriteEvent(
                                caller.issuer(),
                                caller.subject(),
                                field.coordinate(),
                                changes,
                                outcome,
                                fault == null || !hasCode ? null : code(fault)));
    }

    private Outcome outcome() {
        return switch (fate.applied()) {
            case YES -> fate.isReplayed() ? Outcome.REPLAYED : Outcome.APPLIED;
            case NO -> Outcome.REFUSED;
            case UNKNOWN -> Outcome.UNKNOWN;
        };
    }

    private static String code(Throwable fault) {
        var code =
                FetchFaults.cause(fault) instanceof Refusal refusal
                        ? refusal.code()
                        : ErrorCode.INTERNAL;
        return code.name();
    }
}
