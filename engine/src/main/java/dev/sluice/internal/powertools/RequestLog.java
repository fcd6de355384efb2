// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.powertools;

import static java.util.stream.Collectors.toMap;

import dev.sluice.telemetry.AdmittedOperation;
import dev.sluice.telemetry.BreakerRefusal;
import dev.sluice.telemetry.CallerCharge;
import dev.sluice.telemetry.Consumption;
import dev.sluice.telemetry.Denial;
import dev.sluice.telemetry.DeprecatedField;
import dev.sluice.telemetry.Drift;
import dev.sluice.telemetry.DynamoDbCall;
import dev.sluice.telemetry.FieldFallback;
import dev.sluice.telemetry.RequestEvent;
import dev.sluice.telemetry.RolloutRead;
import dev.sluice.telemetry.RootField;
import dev.sluice.telemetry.Signal.LogField;
import dev.sluice.telemetry.WriteEvent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.lambda.powertools.logging.argument.StructuredArguments;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    Map<LogField, Object> members(RequestEvent event, InstanceStart start) {
        var members = new EnumMap<LogField, Object>(LogField.class);
        members.put(LogField.START, start.key());
        members.put(LogField.STATUS, event.status());
        members.put(LogField.TOOK, Amounts.milliseconds(event.took()));
        var phases = new LinkedHashMap<String, Object>();
        event.phases()
                .forEach((phase, took) -> phases.put(phase.key(), Amounts.milliseconds(took)));
        members.put(LogField.PHASES, phases);
        if (event.clientName() != null) {
            members.put(LogField.CLIENT_NAME, event.clientName());
        }
        if (event.operation() != null) {
            operation(members, event.operation(), event.consumption());
            roots(members, event.operation().rootFields(), event.took());
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
                LogField.BREAKERS,
                event.breakers().stream().map(RequestLog::entry).toList());
        putUnlessEmpty(
                members,
                LogField.FALLBACKS,
                event.fallbacks().stream().map(RequestLog::entry).toList());
        putUnlessEmpty(
                members,
                LogField.SLOW_FIELDS,
                SlowField.of(event, settings).stream().map(RequestLog::entry).toList());
        putUnlessEmpty(
                members,
                LogField.ROLLOUTS,
                event.rollouts().stream().map(RequestLog::entry).toList());
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
        putUnlessEmpty(
                members,
                LogField.DEPRECATED_FIELDS,
                operation.deprecatedFields().stream().map(DeprecatedField::field).toList());
    }

    private static void roots(Map<LogField, Object> members, List<RootField> roots, Duration took) {
        putUnlessEmpty(
                members,
                LogField.OWNERS,
                roots.stream()
                        .map(RootField::owner)
                        .filter(Objects::nonNull)
                        .distinct()
                        .sorted()
                        .toList());
        putUnlessEmpty(
                members,
                LogField.OVER_BUDGET,
                roots.stream()
                        .filter(root -> root.isOverBudget(took))
                        .map(RequestLog::entry)
                        .toList());
    }

    private static Map<String, Object> entry(RootField root) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("field", root.field());
        entry.put("budget", Objects.requireNonNull(root.budget()).toMillis());
        if (root.owner() != null) {
            entry.put("owner", root.owner());
        }
        return entry;
    }

    private static void audit(Map<LogField, Object> members, RequestEvent event) {
        putUnlessEmpty(
                members,
                LogField.DENIALS,
                event.denials().stream().map(RequestLog::entry).toList());
        putUnlessEmpty(
                members, LogField.WRITES, event.writes().stream().map(RequestLog::entry).toList());
        putUnlessEmpty(
                members, LogField.DRIFTS, event.drifts().stream().map(RequestLog::entry).toList());
        CallerHash.of(event).ifPresent(caller -> members.put(LogField.CALLER, caller));
        var charge = event.charge();
        if (charge != null) {
            members.put(LogField.CHARGE, entry(charge));
            if (charge.client() != null) {
                members.put(LogField.CLIENT, charge.client());
            }
        }
    }

    private static void detail(Map<LogField, Object> members, RequestEvent event) {
        members.put(LogField.CALLS, event.calls().stream().map(RequestLog::entry).toList());
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

    private static Map<String, Object> entry(CallerCharge charge) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("outcome", charge.outcome().name());
        entry.put("units", charge.units());
        entry.put("used", charge.used());
        return entry;
    }

    private static Map<String, Object> entry(Denial denial) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("coordinate", denial.coordinate());
        entry.put("outcome", denial.outcome().name());
        entry.put("rules", denial.rules());
        entry.put("count", denial.count());
        return entry;
    }

    private static Map<String, Object> entry(WriteEvent write) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("coordinate", write.coordinate());
        entry.put("outcome", write.outcome().name());
        if (write.code() != null) {
            entry.put("code", write.code());
        }
        entry.put("changes", write.changes().stream().map(RequestLog::entry).toList());
        return entry;
    }

    private static Map<String, Object> entry(WriteEvent.Change change) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("verb", change.verb().name());
        entry.put("type", change.type());
        entry.put("count", change.count());
        return entry;
    }

    private static Map<String, Object> entry(Drift drift) {
        var entry = new LinkedHashMap<String, Object>();
        switch (drift) {
            case Drift.OfItem item -> {
                entry.put("type", item.type());
                entry.put("itemSize", item.declaredKilobytes());
                entry.put("found", item.foundKilobytes());
            }
            case Drift.Unread unread -> {
                entry.put("table", unread.table());
                entry.put("reason", unread.reason().name());
                entry.put("items", unread.items());
            }
            case Drift.OfKey key -> {
                entry.put("type", key.type());
                entry.put("field", key.field());
                if (key.index() != null) {
                    entry.put("index", key.index());
                }
            }
            case Drift.OfBound bound -> {
                entry.put("amount", bound.amount());
                entry.put("bound", bound.bound());
                entry.put("consumed", bound.consumed());
            }
        }
        return entry;
    }

    private static Map<String, Object> entry(RolloutRead read) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("field", read.field());
        entry.put("path", read.path().key());
        entry.put("comparison", read.comparison().key());
        entry.put("times", read.times());
        entry.put("oldItems", read.before().items());
        entry.put("oldReadUnits", read.before().readUnits());
        entry.put("newItems", read.after().items());
        entry.put("newReadUnits", read.after().readUnits());
        return entry;
    }

    private static Map<String, Object> entry(DynamoDbCall call) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("operation", call.operation());
        entry.put("tables", call.tables());
        entry.put("items", call.items());
        entry.put("took", Amounts.milliseconds(call.took()));
        entry.put("answered", call.answered());
        return entry;
    }

    private static Map<String, Object> entry(BreakerRefusal refusal) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("breaker", refusal.breaker());
        entry.put("calls", refusal.calls());
        return entry;
    }

    private static Map<String, Object> entry(FieldFallback fallback) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("field", fallback.field());
        entry.put("times", fallback.times());
        return entry;
    }

    private static Map<String, Object> entry(SlowField slow) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("field", slow.field());
        entry.put("took", slow.milliseconds());
        return entry;
    }

    private static void putUnlessEmpty(
            Map<LogField, Object> members, LogField field, List<?> values) {
        if (!values.isEmpty()) {
            members.put(field, values);
        }
    }
}
