// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.powertools;

import static java.util.stream.Collectors.toMap;

import dev.sluice.telemetry.AdmittedOperation;
import dev.sluice.telemetry.Consumption;
import dev.sluice.telemetry.DeprecatedField;
import dev.sluice.telemetry.DynamoDbCall;
import dev.sluice.telemetry.RequestEvent;
import dev.sluice.telemetry.RootField;
import dev.sluice.telemetry.Signal.LogField;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import java.io.OutputStream;
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

    /// @param lines gets the line, if the level of the log is not above INFO
    void write(RequestEvent event, InstanceStart start, OutputStream lines) {
        if (LOG.isInfoEnabled()) {
            var context =
                    Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.<String, String>of());
            LogLine.write("request", context, members(event, start), lines);
        }
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
        members.put(LogField.CONSUMED, LogEntries.consumed(event.consumption()));
        putUnlessZero(members, LogField.CACHE_HITS, event.consumption().cacheHits());
        putUnlessZero(members, LogField.THROTTLES, event.consumption().throttles());
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
                event.breakers().stream().map(LogEntries::entry).toList());
        putUnlessEmpty(
                members,
                LogField.FALLBACKS,
                event.fallbacks().stream().map(LogEntries::entry).toList());
        putUnlessEmpty(
                members,
                LogField.SLOW_FIELDS,
                SlowField.of(event, settings).stream().map(LogEntries::entry).toList());
        putUnlessEmpty(
                members,
                LogField.ROLLOUTS,
                event.rollouts().stream().map(LogEntries::entry).toList());
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
                LogEntries.amounts(
                        bound.requests(), bound.waves(), bound.readUnits(), bound.writeUnits()));
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
                        .map(LogEntries::entry)
                        .toList());
    }

    private static void audit(Map<LogField, Object> members, RequestEvent event) {
        putUnlessEmpty(
                members,
                LogField.DENIALS,
                event.denials().stream().map(LogEntries::entry).toList());
        putUnlessEmpty(
                members, LogField.WRITES, event.writes().stream().map(LogEntries::entry).toList());
        putUnlessEmpty(
                members, LogField.DRIFTS, event.drifts().stream().map(LogEntries::entry).toList());
        CallerHash.of(event).ifPresent(caller -> members.put(LogField.CALLER, caller));
        var charge = event.charge();
        if (charge != null) {
            members.put(LogField.CHARGE, LogEntries.entry(charge));
            if (charge.client() != null) {
                members.put(LogField.CLIENT, charge.client());
            }
        }
    }

    private static void detail(Map<LogField, Object> members, RequestEvent event) {
        members.put(LogField.CALLS, event.calls().stream().map(LogEntries::entry).toList());
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

    private static void putUnlessZero(Map<LogField, Object> members, LogField field, int value) {
        if (value != 0) {
            members.put(field, value);
        }
    }

    private static void putUnlessEmpty(
            Map<LogField, Object> members, LogField field, List<?> values) {
        if (!values.isEmpty()) {
            members.put(field, values);
        }
    }
}
