// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.powertools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.telemetry.CallerCharge;
import dev.sluice.telemetry.CallerCharge.Outcome;
import dev.sluice.telemetry.Consumption;
import dev.sluice.telemetry.RequestEvent;
import dev.sluice.telemetry.Signal.LogField;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

class RequestLogTest {
    private static Map<LogField, Object> members(CallerCharge charge) {
        var event =
                new RequestEvent(
                        "request-1",
                        200,
                        List.of(),
                        false,
                        null,
                        Consumption.NONE,
                        charge,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        Map.of(),
                        Duration.ofMillis(5));
        return new RequestLog(TelemetrySettings.defaults()).members(event, InstanceStart.WARM);
    }

    @Test
    void the_charge_of_a_signed_in_caller_has_the_callers_hash() {
        var members =
                members(
                        new CallerCharge(
                                "https://issuer.test", "ann", null, Outcome.PAID, 12, 1.5));

        assertThat(members)
                .containsEntry(
                        LogField.CHARGE, Map.of("outcome", "PAID", "units", 12.0, "used", 1.5))
                .containsEntry(LogField.CALLER, "e0fa673eb38e75e3e196e1a379518b1a")
                .doesNotContainKey(LogField.CLIENT);
    }

    @Test
    void the_charge_of_an_anonymous_caller_has_the_hash_of_the_address() {
        var members = members(new CallerCharge(null, null, "0a1b", Outcome.REFUSED, 12, 0));

        assertThat(members)
                .containsEntry(LogField.CLIENT, "0a1b")
                .doesNotContainKey(LogField.CALLER);
    }
}
