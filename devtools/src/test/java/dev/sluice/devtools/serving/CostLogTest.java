// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.recording.Recording;
import dev.sluice.telemetry.Drift;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

class CostLogTest {
    @Test
    void each_drift_is_a_line_before_the_cost() {
        assertThat(
                        lines(
                                new Drift.OfItem("Home", "Order", 4, 9),
                                new Drift.OfBound("Home", "readUnits", 261.5, 262),
                                new Drift.Unread(
                                        "Home", "Shop", Drift.Unread.Reason.KEY_OF_NO_TYPE, 2),
                                new Drift.OfKey("Home", "Order", "customerId", null),
                                new Drift.OfKey("Home", "Order", "status", "byStatus")))
                .containsExactly(
                        "drift operation=Home type=Order itemSize=4 found=9",
                        "drift operation=Home readUnits bound=261.5 consumed=262",
                        "drift operation=Home table=Shop items=2 left out: the key belongs to no requested type",
                        "drift operation=Home field=Order.customerId differs from the key of its table",
                        "drift operation=Home field=Order.status differs from the key of the index byStatus",
                        "cost requests=0 waves=0 readUnits=0");
    }

    private static List<String> lines(Drift... drifts) {
        var recording = Recording.unheard("request-1");
        List.of(drifts).forEach(recording::drifted);
        var bytes = new ByteArrayOutputStream();
        new CostLog(new PrintStream(bytes, true, StandardCharsets.UTF_8))
                .answered(recording.event(200, List.of(), false));
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
