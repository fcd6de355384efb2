// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.cost.Cost;
import dev.sluice.internal.dynamodb.RequestStore;
import dev.sluice.internal.operation.Operation;
import dev.sluice.internal.recording.Recording;
import dev.sluice.telemetry.Consumption;
import dev.sluice.telemetry.Drift;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Compares what an operation found with what the schema declares.
///
/// Counts only first attempts of requests, because retries and continuations have their own budget.
/// Compares nothing with the bound if reads were sent again after a write.
final class Drifts {
    private static final Logger LOG = LoggerFactory.getLogger(Drifts.class);
    private static final int LONGEST_NAME = 64;

    private Drifts() {}

    /// Reports each drift. Logs the items that were left out, because nothing else shows that a
    /// list is short.
    static void report(Operation operation, RequestStore reads, Recording recording) {
        for (var drift : of(operation, reads)) {
            recording.drifted(drift);
            if (drift instanceof Drift.Unread unread) {
                LOG.warn(
                        "Request {}: left out {} of table {}: {}",
                        recording.requestId(),
                        unread.items() == 1 ? "1 item" : unread.items() + " items",
                        unread.table(),
                        unread.reason().description());
            }
        }
    }

    private static List<Drift> of(Operation operation, RequestStore reads) {
        var name = name(operation);
        var drifts = new ArrayList<Drift>();
        var findings = reads.findings();
        for (var oversize : findings.oversizes()) {
            var type = oversize.type();
            drifts.add(new Drift.OfItem(name, type.name(), type.itemSize(), oversize.kilobytes()));
        }
        findings.differences()
                .forEach(field ->
                        drifts.add(
                                new Drift.OfKey(name, field.type(), field.field(), field.index())));
        findings.unread()
                .forEach((what, items) ->
                        drifts.add(new Drift.Unread(name, what.table(), what.reason(), items)));
        drifts.addAll(of(name, operation.bound().total(), reads.consumption()));
        return List.copyOf(drifts);
    }

    static List<Drift> of(String name, Cost bound, Consumption consumed) {
        var drifts = new ArrayList<Drift>();
        if (consumed.firstAttempts() > bound.requests()) {
            drifts.add(
                    new Drift.OfBound(
                            name, "requests", bound.requests(), consumed.firstAttempts()));
        }
        if (consumed.waves() > bound.waves()) {
            drifts.add(new Drift.OfBound(name, "waves", bound.waves(), consumed.waves()));
        }
        if (consumed.readUnits() > bound.readUnits()) {
            drifts.add(
                    new Drift.OfBound(name, "readUnits", bound.readUnits(), consumed.readUnits()));
        }
        if (consumed.writeUnits() > bound.writeUnits()) {
            drifts.add(
                    new Drift.OfBound(
                            name, "writeUnits", bound.writeUnits(), consumed.writeUnits()));
        }
        return List.copyOf(drifts);
    }

    private static String name(Operation operation) {
        var name = Objects.requireNonNullElse(operation.normalized().getOperationName(), "");
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }
}
