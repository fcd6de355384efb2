// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.devtools.gateway.GatewayListener;
import dev.sluice.devtools.wording.Quantity;
import dev.sluice.telemetry.AdmittedOperation;
import dev.sluice.telemetry.Consumption;
import dev.sluice.telemetry.Denial;
import dev.sluice.telemetry.Drift;
import dev.sluice.telemetry.RequestEvent;
import dev.sluice.telemetry.RequestListener;
import dev.sluice.telemetry.RolloutRead;
import dev.sluice.telemetry.SettingsEvent;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/// Logs a [RequestLine] for each request. Before it, logs one line for each denial and each drift
/// from the schema.
final class ServeLog implements RequestListener, GatewayListener {
    private final PrintStream log;
    private final LogStyle style;

    ServeLog(PrintStream log, LogStyle style) {
        this.log = log;
        this.style = style;
    }

    @Override
    public void answered(RequestEvent event) {
        event.denials().forEach(this::denied);
        event.drifts().forEach(this::drifted);
        event.rollouts().forEach(this::rolledOut);
        log(
                name(event.operation()),
                event.took(),
                event.status(),
                event.codes(),
                consumed(event.consumption()));
    }

    /// Logs `rollout Query.orders path=old comparison=equal x1 old=3 items 0.5 units new=3 items
    /// 0.5 units`.
    private void rolledOut(RolloutRead read) {
        log.printf(
                "rollout %s path=%s comparison=%s x%d old=%s new=%s%n",
                read.field(),
                read.path().key(),
                read.comparison().key(),
                read.times(),
                text(read.before()),
                text(read.after()));
    }

    private static String text(RolloutRead.Cost cost) {
        return "%s %s units".formatted(Quantity.of(cost.items(), "item"), plain(cost.readUnits()));
    }

    @Override
    public void settings(SettingsEvent event) {
        if (event.refused()) {
            event.problems().forEach(problem -> log.println("settings not used: " + problem));
        } else {
            log.println("settings changed" + weaker(event.weaker()));
        }
    }

    private static String weaker(List<String> settings) {
        return settings.isEmpty() ? "" : ", weaker: " + String.join(", ", settings);
    }

    private static @Nullable String name(@Nullable AdmittedOperation operation) {
        if (operation == null) {
            return null;
        }
        var kind = operation.kind().key();
        return operation.name() == null ? kind : kind + " " + operation.name();
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
    public void answered(int status, Duration took, @Nullable Throwable fault) {
        log(null, took, status, List.of(), fault == null ? "" : "fault=" + fault);
    }

    private void log(
            @Nullable String operation,
            Duration took,
            int status,
            List<String> codes,
            String details) {
        var now = LocalTime.now(ZoneId.systemDefault());
        log.println(new RequestLine(now, operation, took, status, codes, details).text(style));
    }

    private static String consumed(Consumption cost) {
        var read =
                String.join(
                        " ",
                        "requests=" + cost.requests(),
                        "waves=" + cost.waves(),
                        "readUnits=" + plain(cost.readUnits()));
        return cost.writeUnits() > 0 ? read + " writeUnits=" + plain(cost.writeUnits()) : read;
    }

    private static String plain(double units) {
        return BigDecimal.valueOf(units).stripTrailingZeros().toPlainString();
    }
}
