// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.powertools;

import static java.util.stream.Collectors.toMap;

import dev.sluice.telemetry.AdmittedOperation;
import dev.sluice.telemetry.Consumption;
import dev.sluice.telemetry.Denial;
import dev.sluice.telemetry.Drift;
import dev.sluice.telemetry.DynamoDbCall;
import dev.sluice.telemetry.RequestEvent;
import dev.sluice.telemetry.Signal.LogField;
import dev.sluice.telemetry.WriteEvent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.lambda.powertools.logging.argument.StructuredArguments;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes the log event of a request.
final class RequestLog {
    private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);

    private final TelemetrySettings settings;

    RequestLog(TelemetrySettings settings) {
        this.settings = settings;
    }

    void write(RequestEvent event, InstanceStart start) {
        LOG.info(
                "request",
                members(event, start).entrySet().stream()
                        .map(member ->
                                StructuredArguments.entry(member.getKey().key(), member.getValue()))
                        .toArray());
    }

    private Map<LogField, Object> members(RequestEvent event, InstanceStart start) {
        var members = new EnumMap<LogField, Object>(LogField.class);
        members.put(LogField.START, start.key());
        members.put(LogField.STATUS, event.status());
        members.put(LogField.TOOK, Amounts.milliseconds(event.took()));
        var phases = new LinkedHashMap<String, Object>();
        event.phases()
                .forEach((phase, took) -> phases.put(phase.key(), Amounts.milliseconds(took)));
        members.put(LogField.PHASES, phases);
        if (event.operation() != null) {
            operation(members, event.operation(), event.consumption());
        }
        putUnlessEmpty(members, LogField.CODES, event.codes().stream().distinct().toList());
        members.put(LogField.CONSUMED, consumed(event.consumption()));
        members.put(LogField.CACHE_HITS, event.consumption().cacheHits());
        members.put(LogField.THROTTLES, event.consumption().throttles());
        putUnlessEmpty(
                members,
                LogField.BATCHES,
                event.calls().stream()
                        .filter(call -> call.operation().equals("BatchGetItem"))
                        .map(DynamoDbCall::items)
                        .toList());
        putUnlessEmpty(
                members,
                LogField.SLOW_FIELDS,
                SlowField.of(event, settings).stream().map(RequestLog::told).toList());
        audit(members, event);
        if (LOG.isDebugEnabled() || settings.samples(event.requestId())) {
            detail(members, event);
        }
        return members;
    }

    private static void operation(
            Map<LogField, Object> members, AdmittedOperation operation, Consumption consumption) {
        if (operation.name() != null) {
            members.put(LogField.OPERATION, operation.name());
        }
        members.put(LogField.KIND, operation.kind().key());
        members.put(LogField.DOCUMENT_HASH, operation.documentHash());
        members.put(LogField.TRUST, operation.trust().key());
        var bound = operation.bound();
        members.put(
                LogField.BOUND,
                amounts(bound.requests(), bound.waves(), bound.readUnits(), bound.writeUnits()));
        Amounts.boundUsed(operation.bound(), consumption)
                .ifPresent(percent -> members.put(LogField.BOUND_USED, percent));
    }

    private static void audit(Map<LogField, Object> members, RequestEvent event) {
        putUnlessEmpty(
                members, LogField.DENIALS, event.denials().stream().map(RequestLog::told).toList());
        putUnlessEmpty(
                members, LogField.WRITES, event.writes().stream().map(RequestLog::told).toList());
        putUnlessEmpty(
                members, LogField.DRIFTS, event.drifts().stream().map(RequestLog::told).toList());
        CallerHash.of(event).ifPresent(caller -> members.put(LogField.CALLER, caller));
    }

    private static void detail(Map<LogField, Object> members, RequestEvent event) {
        members.put(LogField.CALLS, event.calls().stream().map(RequestLog::told).toList());
        members.put(
                LogField.FIELDS,
                event.fields().entrySet().stream()
                        .collect(
                                toMap(
                                        Map.Entry::getKey,
                                        field -> Amounts.milliseconds(field.getValue()),
                                        (one, _) -> one,
                                        TreeMap::new)));
    }

    private static Map<String, Object> consumed(Consumption taken) {
        return amounts(taken.requests(), taken.waves(), taken.readUnits(), taken.writeUnits());
    }

    private static Map<String, Object> amounts(
            long requests, int waves, double readUnits, double writeUnits) {
        var amounts = new LinkedHashMap<String, Object>();
        amounts.put("requests", requests);
        amounts.put("waves", waves);
        amounts.put("readUnits", readUnits);
        amounts.put("writeUnits", writeUnits);
        return amounts;
    }

    private static Map<String, Object> told(Denial denial) {
        var told = new LinkedHashMap<String, Object>();
        told.put("coordinate", denial.coordinate());
        told.put("outcome", denial.outcome().name());
        told.put("rules", denial.rules());
        told.put("count", denial.count());
        return told;
    }

    private static Map<String, Object> told(WriteEvent write) {
        var told = new LinkedHashMap<String, Object>();
        told.put("coordinate", write.coordinate());
        told.put("outcome", write.outcome().name());
        if (write.code() != null) {
            told.put("code", write.code());
        }
        told.put("changes", write.changes().stream().map(RequestLog::told).toList());
        return told;
    }

    private static Map<String, Object> told(WriteEvent.Change change) {
        var told = new LinkedHashMap<String, Object>();
        told.put("verb", change.verb().name());
        told.put("type", change.type());
        told.put("count", change.count());
        return told;
    }

    private static Map<String, Object> told(Drift drift) {
        var told = new LinkedHashMap<String, Object>();
        switch (drift) {
            case Drift.OfItem item -> {
                told.put("type", item.type());
                told.put("itemSize", item.declaredKilobytes());
                told.put("found", item.foundKilobytes());
            }
            case Drift.Unread unread -> {
                told.put("table", unread.table());
                told.put("reason", unread.reason().name());
                told.put("items", unread.items());
            }
            case Drift.OfKey key -> {
                told.put("type", key.type());
                told.put("field", key.field());
                if (key.index() != null) {
                    told.put("index", key.index());
                }
            }
            case Drift.OfBound bound -> {
                told.put("amount", bound.amount());
                told.put("bound", bound.bound());
                told.put("consumed", bound.consumed());
            }
        }
        return told;
    }

    private static Map<String, Object> told(DynamoDbCall call) {
        var told = new LinkedHashMap<String, Object>();
        told.put("operation", call.operation());
        told.put("tables", call.tables());
        told.put("items", call.items());
        told.put("took", Amounts.milliseconds(call.took()));
        told.put("answered", call.answered());
        return told;
    }

    private static Map<String, Object> told(SlowField slow) {
        var told = new LinkedHashMap<String, Object>();
        told.put("field", slow.field());
        told.put("took", slow.milliseconds());
        return told;
    }

    private static void putUnlessEmpty(
            Map<LogField, Object> members, LogField field, List<?> values) {
        if (!values.isEmpty()) {
            members.put(field, values);
        }
    }
}
