// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.powertools;

import dev.sluice.telemetry.AdmittedOperation;
import dev.sluice.telemetry.BreakerRefusal;
import dev.sluice.telemetry.CallerCharge;
import dev.sluice.telemetry.Denial;
import dev.sluice.telemetry.DeprecatedField;
import dev.sluice.telemetry.FieldFallback;
import dev.sluice.telemetry.RequestEvent;
import dev.sluice.telemetry.RequestPhase;
import dev.sluice.telemetry.RolloutRead;
import dev.sluice.telemetry.RootField;
import dev.sluice.telemetry.Signal.Dimension;
import dev.sluice.telemetry.Signal.Metric;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.OutputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/// Writes the metrics of a request in CloudWatch's embedded metric format.
final class RequestMetrics {
    private static final String NAMESPACE = "Sluice";
    private static final String UNVERSIONED = "$LATEST";
    private static final double ALL = 100;
    private static final String REQUEST_ID = "requestId";

    /// A canary counts the faults of each version by this property.
    private static final String VERSION = "functionVersion";

    /// Source: Amazon CloudWatch, "Metrics concepts", on namespaces.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/#:-]{1,255}");

    private static final Logger LOG = LoggerFactory.getLogger(RequestMetrics.class);

    private final TelemetrySettings settings;
    private final String service;
    private final String namespace;
    private final String version;

    RequestMetrics(TelemetrySettings settings) {
        this.settings = settings;
        this.service = environment("POWERTOOLS_SERVICE_NAME", "service_undefined");
        this.namespace = environment("POWERTOOLS_METRICS_NAMESPACE", NAMESPACE);
        this.version = System.getenv().getOrDefault("AWS_LAMBDA_FUNCTION_VERSION", UNVERSIONED);
    }

    void write(RequestEvent event, InstanceStart start, OutputStream lines) {
        var metrics =
                new EmbeddedMetrics(
                        namespace, Map.of(REQUEST_ID, event.requestId(), VERSION, version), lines);
        event.codes().stream()
                .distinct()
                .forEach(code ->
                        metrics.add(by(Dimension.CODE, code), Map.of(Metric.ERRORS_BY_CODE, 1.0)));
        for (var owner : owners(event)) {
            metrics.add(
                    by(Dimension.OWNER, owner),
                    Map.of(Metric.FAULTS_BY_OWNER, event.fault() ? ALL : 0));
        }
        for (var refusal : event.breakers()) {
            metrics.add(
                    by(Dimension.BREAKER, refusal.breaker()),
                    Map.of(Metric.BREAKER_REFUSALS_BY_NAME, (double) refusal.calls()));
        }
        for (var fallback : event.fallbacks()) {
            metrics.add(
                    by(Dimension.FIELD, fallback.field()),
                    Map.of(Metric.FALLBACKS_BY_FIELD, (double) fallback.times()));
        }
        for (var deprecated : deprecated(event)) {
            metrics.add(
                    by(Dimension.FIELD, deprecated.field()),
                    Map.of(Metric.DEPRECATIONS_BY_FIELD, 1.0));
        }
        for (var slow : SlowField.of(event, settings)) {
            metrics.add(
                    by(Dimension.FIELD, slow.field()),
                    Map.of(Metric.SLOW_FIELDS, 1.0, Metric.SLOW_FIELD_TIME, slow.milliseconds()));
        }
        for (var root : budgets(event)) {
            metrics.add(
                    by(Dimension.FIELD, root.field()),
                    Map.of(Metric.OVER_BUDGET, root.isOverBudget(event.took()) ? ALL : 0));
        }
        for (var read : event.rollouts()) {
            metrics.add(by(Dimension.FIELD, read.field()), ofRollout(read));
        }
        metrics.add(Map.of(Dimension.SERVICE, service), ofService(event, start));
    }

    /// Live settings could not be used.
    void refusedSettings(OutputStream lines) {
        var metrics = new EmbeddedMetrics(namespace, Map.of(VERSION, version), lines);
        metrics.add(Map.of(Dimension.SERVICE, service), Map.of(Metric.REFUSED_SETTINGS, 1.0));
    }

    private Map<Dimension, String> by(Dimension dimension, String value) {
        var dimensions = new EnumMap<Dimension, String>(Dimension.class);
        dimensions.put(Dimension.SERVICE, service);
        dimensions.put(dimension, value);
        return dimensions;
    }

    /// Leaves out most counts that are 0, because the sum of a period is the same without them. The
    /// others have averages and shares that operators read.
    private static Map<Metric, Double> ofService(RequestEvent event, InstanceStart start) {
        var values = new EnumMap<Metric, Double>(Metric.class);
        values.put(Metric.REQUESTS, 1.0);
        values.put(Metric.LATENCY, Amounts.milliseconds(event.took()));
        values.put(Metric.ERRORS, count(!event.codes().isEmpty()));
        values.put(Metric.FAULTS, count(event.fault()));
        putUnlessZero(
                values,
                Metric.BREAKER_REFUSALS,
                event.breakers().stream().mapToInt(BreakerRefusal::calls).sum());
        putUnlessZero(
                values,
                Metric.FALLBACKS,
                event.fallbacks().stream().mapToInt(FieldFallback::times).sum());
        putUnlessZero(
                values, Metric.DENIALS, event.denials().stream().mapToInt(Denial::count).sum());
        putUnlessZero(values, Metric.DEPRECATIONS, count(!deprecated(event).isEmpty()));
        putUnlessZero(values, Metric.UNPAID_OPERATIONS, count(isUnpaid(event)));
        putUnlessZero(values, Metric.DRIFTS, event.drifts().size());
        putUnlessZero(values, Metric.COLD_STARTS, count(start == InstanceStart.COLD));
        putUnlessZero(values, Metric.RESTORES, count(start == InstanceStart.RESTORED));
        consumption(event, values);
        return values;
    }

    private static void consumption(RequestEvent event, Map<Metric, Double> values) {
        var consumed = event.consumption();
        values.put(Metric.DYNAMODB_REQUESTS, (double) consumed.requests());
        values.put(Metric.WAVES, (double) consumed.waves());
        putUnlessZero(values, Metric.READ_UNITS, consumed.readUnits());
        putUnlessZero(values, Metric.WRITE_UNITS, consumed.writeUnits());
        putUnlessZero(values, Metric.THROTTLES, consumed.throttles());
        var operation = event.operation();
        if (operation != null && event.phases().containsKey(RequestPhase.EXECUTE)) {
            var bound = operation.bound();
            putUnlessZero(values, Metric.BOUND_READ_UNITS, bound.readUnits());
            putUnlessZero(values, Metric.BOUND_WRITE_UNITS, bound.writeUnits());
            Amounts.boundUsed(bound, consumed)
                    .ifPresent(percent -> values.put(Metric.BOUND_USED, percent));
            putUnlessZero(
                    values,
                    Metric.UNKNOWN_DOCUMENTS,
                    count(operation.trust() == AdmittedOperation.Trust.UNKNOWN));
        }
    }

    private static void putUnlessZero(Map<Metric, Double> values, Metric metric, double value) {
        if (value != 0) {
            values.put(metric, value);
        }
    }

    private static Map<Metric, Double> ofRollout(RolloutRead read) {
        var values = new EnumMap<Metric, Double>(Metric.class);
        double times = read.times();
        values.put(Metric.NEW_PATH_READS, read.path() == RolloutRead.Path.NEW ? times : 0);
        values.put(Metric.OLD_PATH_READS, read.path() == RolloutRead.Path.OLD ? times : 0);
        if (read.comparison() != RolloutRead.Comparison.NONE) {
            var isEqual = read.comparison() == RolloutRead.Comparison.EQUAL;
            values.put(Metric.PATHS_COMPARED, times);
            values.put(Metric.PATHS_NOT_EQUAL, isEqual ? 0 : times);
            values.put(Metric.OLD_PATH_READ_UNITS, read.before().readUnits());
            values.put(Metric.NEW_PATH_READ_UNITS, read.after().readUnits());
        }
        return values;
    }

    private static List<String> owners(RequestEvent event) {
        var operation = event.operation();
        return operation == null
                ? List.of()
                : operation.rootFields().stream()
                        .map(RootField::owner)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
    }

    /// Returns the root fields with a budget. A refused operation did no work, so it says nothing
    /// of them.
    private static List<RootField> budgets(RequestEvent event) {
        var operation = event.operation();
        return operation == null || !event.phases().containsKey(RequestPhase.EXECUTE)
                ? List.of()
                : operation.rootFields().stream().filter(root -> root.budget() != null).toList();
    }

    private static List<DeprecatedField> deprecated(RequestEvent event) {
        var operation = event.operation();
        return operation == null ? List.of() : operation.deprecatedFields();
    }

    private static double count(boolean happened) {
        return happened ? 1 : 0;
    }

    private static boolean isUnpaid(RequestEvent event) {
        var charge = event.charge();
        return charge != null && charge.outcome() == CallerCharge.Outcome.UNPAID;
    }

    private static String environment(String variable, String standard) {
        var value = System.getenv(variable);
        if (value == null || value.isBlank()) {
            return standard;
        }
        if (!PLAIN.matcher(value).matches()) {
            LOG.warn(
                    "{} may have only letters, digits and ._-/#:, so {} is used instead",
                    variable,
                    standard);
            return standard;
        }
        return value;
    }
}
