// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.powertools;

import dev.sluice.telemetry.BreakerRefusal;
import dev.sluice.telemetry.CallerCharge;
import dev.sluice.telemetry.Consumption;
import dev.sluice.telemetry.Denial;
import dev.sluice.telemetry.Drift;
import dev.sluice.telemetry.DynamoDbCall;
import dev.sluice.telemetry.FieldFallback;
import dev.sluice.telemetry.RolloutRead;
import dev.sluice.telemetry.RootField;
import dev.sluice.telemetry.WriteEvent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Makes the objects that the log has of the parts of a request.
final class LogEntries {
    private LogEntries() {}

    static Map<String, Object> entry(RootField root) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("field", root.field());
        entry.put("budget", Objects.requireNonNull(root.budget()).toMillis());
        if (root.owner() != null) {
            entry.put("owner", root.owner());
        }
        return entry;
    }

    static Map<String, Object> consumed(Consumption taken) {
        return amounts(taken.requests(), taken.waves(), taken.readUnits(), taken.writeUnits());
    }

    static Map<String, Object> amounts(
            long requests, int waves, double readUnits, double writeUnits) {
        var amounts = new LinkedHashMap<String, Object>();
        amounts.put("requests", requests);
        amounts.put("waves", waves);
        amounts.put("readUnits", readUnits);
        amounts.put("writeUnits", writeUnits);
        return amounts;
    }

    static Map<String, Object> entry(CallerCharge charge) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("outcome", charge.outcome().name());
        entry.put("units", charge.units());
        entry.put("used", charge.used());
        return entry;
    }

    static Map<String, Object> entry(Denial denial) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("coordinate", denial.coordinate());
        entry.put("outcome", denial.outcome().name());
        entry.put("rules", denial.rules());
        entry.put("count", denial.count());
        return entry;
    }

    static Map<String, Object> entry(WriteEvent write) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("coordinate", write.coordinate());
        entry.put("outcome", write.outcome().name());
        if (write.code() != null) {
            entry.put("code", write.code());
        }
        entry.put("changes", write.changes().stream().map(LogEntries::entry).toList());
        return entry;
    }

    static Map<String, Object> entry(WriteEvent.Change change) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("verb", change.verb().name());
        entry.put("type", change.type());
        entry.put("count", change.count());
        return entry;
    }

    static Map<String, Object> entry(Drift drift) {
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

    static Map<String, Object> entry(RolloutRead read) {
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

    static Map<String, Object> entry(DynamoDbCall call) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("operation", call.operation());
        entry.put("tables", call.tables());
        entry.put("items", call.items());
        entry.put("took", Amounts.milliseconds(call.took()));
        entry.put("answered", call.answered());
        return entry;
    }

    static Map<String, Object> entry(BreakerRefusal refusal) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("breaker", refusal.breaker());
        entry.put("calls", refusal.calls());
        return entry;
    }

    static Map<String, Object> entry(FieldFallback fallback) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("field", fallback.field());
        entry.put("times", fallback.times());
        return entry;
    }

    static Map<String, Object> entry(SlowField slow) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("field", slow.field());
        entry.put("took", slow.milliseconds());
        return entry;
    }
}
