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

import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsBuilder;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// Writes the metrics of a request in CloudWatch's embedded metric format.
final class RequestMetrics {
    private static final String NAMESPACE = "Sluice";
    private static final String REQUEST_ID = "requestId";
    private static final int ALL = 100;

    /// Source: Amazon CloudWatch, "Metrics concepts", on namespaces.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/#:-]{1,255}");

    private static final Logger LOG = LoggerFactory.getLogger(RequestMetrics.class);

    private final TelemetrySettings settings;
    private final String service;
    private final Metrics metrics;

    RequestMetrics(TelemetrySettings settings) {
        this.settings = settings;
        this.service = environment("POWERTOOLS_SERVICE_NAME", "service_undefined");
        this.metrics =
                MetricsBuilder.builder()
                        .withNamespace(environment("POWERTOOLS_METRICS_NAMESPACE", NAMESPACE))
                        .withDefaultDimension(Dimension.SERVICE.key(), service)
                        .build();
    }

    void write(RequestEvent event, InstanceStart start) {
        metrics.addMetadata(REQUEST_ID, event.requestId());
        event.codes().stream().distinct().forEach(this::code);
        event.breakers().forEach(this::refusals);
        event.fallbacks().forEach(this::fallbacks);
        deprecated(event).forEach(this::deprecation);
        SlowField.of(event, settings).forEach(this::slow);
        budgets(event).forEach(root -> budget(root, event.took()));
        event.rollouts().forEach(this::rollout);
        add(metrics, Metric.REQUESTS, 1);
        add(metrics, Metric.LATENCY, Amounts.milliseconds(event.took()));
        add(metrics, Metric.ERRORS, event.codes().isEmpty() ? 0 : 1);
        add(metrics, Metric.FAULTS, event.fault() ? 1 : 0);
        add(
                metrics,
                Metric.BREAKER_REFUSALS,
                event.breakers().stream().mapToInt(BreakerRefusal::calls).sum());
        add(
                metrics,
                Metric.FALLBACKS,
                event.fallbacks().stream().mapToInt(FieldFallback::times).sum());
        add(metrics, Metric.DENIALS, event.denials().stream().mapToInt(Denial::count).sum());
        add(metrics, Metric.DEPRECATIONS, deprecated(event).isEmpty() ? 0 : 1);
        add(metrics, Metric.UNPAID_OPERATIONS, isUnpaid(event) ? 1 : 0);
        add(metrics, Metric.DRIFTS, event.drifts().size());
        add(metrics, Metric.COLD_STARTS, start == InstanceStart.COLD ? 1 : 0);
        add(metrics, Metric.RESTORES, start == InstanceStart.RESTORED ? 1 : 0);
        consumption(event);
        metrics.flush();
    }

    /// Live settings could not be used.
    void refusedSettings() {
        metrics.flushMetrics(own -> {
            own.setDefaultDimensions(DimensionSet.of(Dimension.SERVICE.key(), service));
            add(own, Metric.REFUSED_SETTINGS, 1);
        });
    }

    private void consumption(RequestEvent event) {
        var consumed = event.consumption();
        add(metrics, Metric.DYNAMODB_REQUESTS, consumed.requests());
        add(metrics, Metric.WAVES, consumed.waves());
        add(metrics, Metric.READ_UNITS, consumed.readUnits());
        add(metrics, Metric.WRITE_UNITS, consumed.writeUnits());
        add(metrics, Metric.THROTTLES, consumed.throttles());
        var operation = event.operation();
        if (operation != null && event.phases().containsKey(RequestPhase.EXECUTE)) {
            var bound = operation.bound();
            add(metrics, Metric.BOUND_READ_UNITS, bound.readUnits());
            add(metrics, Metric.BOUND_WRITE_UNITS, bound.writeUnits());
            Amounts.boundUsed(bound, consumed)
                    .ifPresent(percent -> add(metrics, Metric.BOUND_USED, percent));
            add(
                    metrics,
                    Metric.UNKNOWN_DOCUMENTS,
                    operation.trust() == AdmittedOperation.Trust.UNKNOWN ? 1 : 0);
        }
    }

    private static boolean isUnpaid(RequestEvent event) {
        var charge = event.charge();
        return charge != null && charge.outcome() == CallerCharge.Outcome.UNPAID;
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

    private void budget(RootField root, Duration took) {
        metrics.flushMetrics(own -> {
            by(own, Dimension.FIELD, root.field());
            add(own, Metric.OVER_BUDGET, root.isOverBudget(took) ? ALL : 0);
        });
    }

    private void deprecation(DeprecatedField deprecated) {
        metrics.flushMetrics(own -> {
            by(own, Dimension.FIELD, deprecated.field());
            add(own, Metric.DEPRECATIONS_BY_FIELD, 1);
        });
    }

    private void code(String code) {
        metrics.flushMetrics(own -> {
            by(own, Dimension.CODE, code);
            add(own, Metric.ERRORS_BY_CODE, 1);
        });
    }

    private void refusals(BreakerRefusal refusal) {
        metrics.flushMetrics(own -> {
            by(own, Dimension.BREAKER, refusal.breaker());
            add(own, Metric.BREAKER_REFUSALS_BY_NAME, refusal.calls());
        });
    }

    private void fallbacks(FieldFallback fallback) {
        metrics.flushMetrics(own -> {
            by(own, Dimension.FIELD, fallback.field());
            add(own, Metric.FALLBACKS_BY_FIELD, fallback.times());
        });
    }

    private void rollout(RolloutRead read) {
        metrics.flushMetrics(own -> {
            by(own, Dimension.FIELD, read.field());
            add(own, Metric.NEW_PATH_READS, read.path() == RolloutRead.Path.NEW ? read.times() : 0);
            add(own, Metric.OLD_PATH_READS, read.path() == RolloutRead.Path.OLD ? read.times() : 0);
            if (read.comparison() != RolloutRead.Comparison.NONE) {
                compared(own, read);
            }
        });
    }

    private static void compared(Metrics own, RolloutRead read) {
        var isEqual = read.comparison() == RolloutRead.Comparison.EQUAL;
        add(own, Metric.PATHS_COMPARED, read.times());
        add(own, Metric.PATHS_NOT_EQUAL, isEqual ? 0 : read.times());
        add(own, Metric.OLD_PATH_READ_UNITS, read.before().readUnits());
        add(own, Metric.NEW_PATH_READ_UNITS, read.after().readUnits());
    }

    private void slow(SlowField field) {
        metrics.flushMetrics(own -> {
            by(own, Dimension.FIELD, field.field());
            add(own, Metric.SLOW_FIELDS, 1);
            add(own, Metric.SLOW_FIELD_TIME, field.milliseconds());
        });
    }

    private void by(Metrics own, Dimension dimension, String value) {
        own.setDefaultDimensions(
                DimensionSet.of(Dimension.SERVICE.key(), service, dimension.key(), value));
    }

    private static void add(Metrics metrics, Metric metric, double value) {
        metrics.addMetric(metric.key(), value, unit(metric));
    }

    private static MetricUnit unit(Metric metric) {
        return switch (metric.unit()) {
            case COUNT -> MetricUnit.COUNT;
            case MILLISECONDS -> MetricUnit.MILLISECONDS;
            case PERCENT -> MetricUnit.PERCENT;
        };
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
