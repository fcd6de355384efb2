// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.policy.ErrorCode;
import dev.sluice.policy.Refusal;
import dev.sluice.schema.Field;
import dev.sluice.schema.Write;
import dev.sluice.telemetry.WriteEvent;
import dev.sluice.telemetry.WriteEvent.Change;
import dev.sluice.telemetry.WriteEvent.Outcome;
import dev.sluice.telemetry.WriteEvent.Verb;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;

/// Tells once what became of the writes of one mutation field.
final class WriteAudit {
    private final Field field;
    private final RequestScope scope;
    private List<Change> changes = List.of();
    private boolean told;

    WriteAudit(Field field, RequestScope scope) {
        this.field = field;
        this.scope = scope;
    }

    void sent(List<WritePlace> places) {
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

    /// Null for a check, which changes nothing.
    private static @Nullable Verb verb(Write write) {
        return switch (write) {
            case Write.Put _ -> Verb.PUT;
            case Write.Update _ -> Verb.UPDATE;
            case Write.Delete _ -> Verb.DELETE;
            case Write.Check _ -> null;
        };
    }

    void applied() {
        tell(Outcome.APPLIED, null);
    }

    void replayed() {
        tell(Outcome.REPLAYED, null);
    }

    /// None where it is known already what became of the writes: what fails is the answer.
    void failed(Outcome outcome, Throwable fault) {
        var code =
                FetchFaults.cause(fault) instanceof Refusal refusal
                        ? refusal.code()
                        : ErrorCode.INTERNAL;
        tell(outcome, code.name());
    }

    private void tell(Outcome outcome, @Nullable String code) {
        if (told) {
            return;
        }
        told = true;
        var caller = scope.caller();
        scope.recording()
                .wrote(
                        new WriteEvent(
                                caller.issuer(),
                                caller.subject(),
                                field.type() + "." + field.name(),
                                changes,
                                outcome,
                                code));
    }
}
