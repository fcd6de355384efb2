// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.devtools.gateway.GatewayListener;
import dev.sluice.telemetry.Consumption;
import dev.sluice.telemetry.Denial;
import dev.sluice.telemetry.Drift;
import dev.sluice.telemetry.RequestEvent;
import dev.sluice.telemetry.RequestListener;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.List;

/// Logs one line for each request: `cost requests=3 waves=2 readUnits=12.5`, with the status and
/// the error codes if the answer has errors. Before it, logs one line for each denial and each
/// drift from the schema.
final class CostLog implements RequestListener, GatewayListener {
    private static final int OK = 200;

    private final PrintStream log;

    CostLog(PrintStream log) {
        this.log = log;
    }

    @Override
    public void answered(RequestEvent event) {
        event.denials().forEach(this::denied);
        event.drifts().forEach(this::drifted);
        log.println(line(event.status(), event.codes(), event.consumption()));
    }

    /// Logs `denied Order INVISIBLE x2 to ann by {owner: "customerId"}`.
    private void denied(Denial denial) {
        var subject = denial.subject();
        log.printf(
                "denied %s %s x%d to %s by %s%n",
                denial.coordinate(),
                denial.outcome(),
                denial.count(),
                subject == null ? "nobody" : subject,
                String.join(", ", denial.rules()));
    }

    /// Does not log write units: DynamoDB Local reports a transaction wrongly, as four times one
    /// item of each table.
    private void drifted(Drift drift) {
        if (drift instanceof Drift.OfBound bound && bound.amount().equals("writeUnits")) {
            return;
        }
        log.println(
                switch (drift) {
                    case Drift.OfItem item ->
                            "drift operation=%s type=%s itemSize=%d found=%d"
                                    .formatted(
                                            item.operation(),
                                            item.type(),
                                            item.declaredKilobytes(),
                                            item.foundKilobytes());
                    case Drift.Unread unread ->
                            "drift operation=%s table=%s items=%d left out: %s"
                                    .formatted(
                                            unread.operation(),
                                            unread.table(),
                                            unread.items(),
                                            unread.reason().description());
                    case Drift.OfKey key ->
                            "drift operation=%s field=%s.%s differs from the key of %s"
                                    .formatted(
                                            key.operation(),
                                            key.type(),
                                            key.field(),
                                            key.index() == null
                                                    ? "its table"
                                                    : "the index " + key.index());
                    case Drift.OfBound bound ->
                            "drift operation=%s %s bound=%s consumed=%s"
                                    .formatted(
                                            bound.operation(),
                                            bound.amount(),
                                            plain(bound.bound()),
                                            plain(bound.consumed()));
                });
    }

    @Override
    public void answered(int status, @Nullable Throwable fault) {
        var line = line(status, List.of(), Consumption.NONE);
        log.println(fault == null ? line : line + " fault=" + fault);
    }

    private static String line(int status, List<String> codes, Consumption cost) {
        var line =
                new StringBuilder("cost requests=%d".formatted(cost.requests()))
                        .append(" waves=")
                        .append(cost.waves())
                        .append(" readUnits=")
                        .append(plain(cost.readUnits()));
        if (cost.writeUnits() > 0) {
            line.append(" writeUnits=").append(plain(cost.writeUnits()));
        }
        if (status != OK || !codes.isEmpty()) {
            line.append(" status=").append(status);
        }
        if (!codes.isEmpty()) {
            line.append(" codes=").append(String.join(",", codes));
        }
        return line.toString();
    }

    private static String plain(double units) {
        return BigDecimal.valueOf(units).stripTrailingZeros().toPlainString();
    }
}
