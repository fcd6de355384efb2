// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.console;

import dev.sluice.telemetry.AdmittedOperation;
import dev.sluice.telemetry.Consumption;
import dev.sluice.telemetry.RequestEvent;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one request did, for the developer's page. Its components are the members of the JSON. It
/// holds keys and values of the tables, so it never leaves this machine. Times are milliseconds.
///
/// @param operation null if none was admitted
/// @param bound null if no operation was admitted
record Picture(
        String id,
        @Nullable String operation,
        int status,
        List<String> codes,
        double took,
        Map<String, Double> phases,
        @Nullable Amounts bound,
        Amounts consumed,
        List<Call> calls) {
    private static final double MILLION = 1e6;

    /// Requests, waves and units.
    record Amounts(long requests, int waves, double readUnits, double writeUnits) {
        static Amounts of(AdmittedOperation.Bound bound) {
            return new Amounts(
                    bound.requests(), bound.waves(), bound.readUnits(), bound.writeUnits());
        }

        static Amounts of(Consumption consumed) {
            return new Amounts(
                    consumed.requests(),
                    consumed.waves(),
                    consumed.readUnits(),
                    consumed.writeUnits());
        }
    }

    /// One request to DynamoDB.
    ///
    /// @param start after the request began
    /// @param keys what was read
    /// @param found items in the reply
    /// @param writes what was written
    record Call(
            String operation,
            int wave,
            double start,
            double took,
            boolean answered,
            double readUnits,
            double writeUnits,
            List<Key> keys,
            int found,
            List<Write> writes) {}

    /// @param key a key, or the condition of a Query
    record Key(String table, @Nullable String index, String key) {}

    /// @param verb the name that DynamoDB uses
    record Write(
            String verb,
            String table,
            String key,
            @Nullable String expression,
            @Nullable String condition) {}

    static Picture of(RequestEvent event, List<Call> calls) {
        var operation = event.operation();
        var phases = new LinkedHashMap<String, Double>();
        event.phases().forEach((phase, took) -> phases.put(phase.key(), milliseconds(took)));
        return new Picture(
                event.requestId(),
                operation == null ? null : operation.kind().key(),
                event.status(),
                event.codes(),
                milliseconds(event.took()),
                phases,
                operation == null ? null : Amounts.of(operation.bound()),
                Amounts.of(event.consumption()),
                calls);
    }

    private static double milliseconds(Duration took) {
        return took.toNanos() / MILLION;
    }
}
