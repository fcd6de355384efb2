// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.recording.Recording;
import dev.sluice.telemetry.AdmittedOperation;
import dev.sluice.telemetry.Consumption;
import dev.sluice.telemetry.Drift;
import dev.sluice.telemetry.RequestEvent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

class ServeLogTest {
    @Test
    void each_drift_is_a_line_before_the_request() {
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
                        "TIME - 0 ms 200 requests=0 waves=0 readUnits=0");
    }

    @Test
    void a_request_is_a_line_with_its_operation_time_outcome_and_consumption() {
        var event =
                new RequestEvent(
                        "request-1",
                        200,
                        List.of("NOT_FOUND", "FORBIDDEN"),
                        false,
                        null,
                        new AdmittedOperation(
                                "Home",
                                AdmittedOperation.Kind.QUERY,
                                "hash",
                                AdmittedOperation.Trust.ANY,
                                new AdmittedOperation.Bound(3, 2, 30, 0),
                                List.of(),
                                List.of()),
                        new Consumption(3, 3, 2, 12.5, 1, 0, 0),
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        Map.of(),
                        Duration.ofMillis(12));

        assertThat(lines(log -> log.answered(event)))
                .containsExactly(
                        "TIME query Home 12 ms 200 NOT_FOUND,FORBIDDEN requests=3 waves=2 readUnits=12.5 writeUnits=1");
    }

    @Test
    void a_reply_of_the_gateway_has_its_time_and_the_fault() {
        assertThat(
                        lines(log -> {
                            log.answered(401, Duration.ofMillis(1), null);
                            log.answered(
                                    500, Duration.ofSeconds(10), new IllegalStateException("down"));
                        }))
                .containsExactly(
                        "TIME - 1 ms 401",
                        "TIME - 10000 ms 500 fault=java.lang.IllegalStateException: down");
    }

    @ParameterizedTest
    @CsvSource({"200, '', 32", "200, NOT_FOUND, 33", "400, BAD_REQUEST, 33", "503, '', 31"})
    void the_colour_shows_the_outcome(int status, String code, String colour) {
        var codes = code.isEmpty() ? List.<String>of() : List.of(code);
        var line =
                new RequestLine(
                        LocalTime.of(14, 3, 7), "query", Duration.ofMillis(5), status, codes, "");
        var outcome = (status + " " + code).strip();

        assertThat(line.text(LogStyle.COLOURS))
                .isEqualTo(
                        "\033[2m14:03:07\033[0m query 5 ms \033[%sm%s\033[0m"
                                .formatted(colour, outcome));
        assertThat(line.text(LogStyle.PLAIN)).isEqualTo("14:03:07 query 5 ms " + outcome);
    }

    @Test
    void colours_are_only_for_terminals_that_want_them() {
        assertThat(LogStyle.of(true, Map.of("TERM", "xterm"))).isEqualTo(LogStyle.COLOURS);
        assertThat(LogStyle.of(true, Map.of("NO_COLOR", ""))).isEqualTo(LogStyle.COLOURS);
        assertThat(LogStyle.of(true, Map.of("NO_COLOR", "1"))).isEqualTo(LogStyle.PLAIN);
        assertThat(LogStyle.of(true, Map.of("TERM", "dumb"))).isEqualTo(LogStyle.PLAIN);
        assertThat(LogStyle.of(false, Map.of())).isEqualTo(LogStyle.PLAIN);
    }

    private static List<String> lines(Drift... drifts) {
        var recording = Recording.unheard("request-1");
        List.of(drifts).forEach(recording::drifted);
        return lines(log -> log.answered(recording.event(200, List.of(), false))).stream()
                .map(line -> line.replaceFirst("\\d+ ms", "0 ms"))
                .toList();
    }

    private static List<String> lines(Consumer<ServeLog> requests) {
        var bytes = new ByteArrayOutputStream();
        var log = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        requests.accept(new ServeLog(log, LogStyle.PLAIN));
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceFirst("^\\d\\d:\\d\\d:\\d\\d ", "TIME "))
                .toList();
    }
}
