// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// One request on one line: `14:03:07 query Home 12 ms 200 requests=3 waves=2 readUnits=27`.
///
/// @param operation null if no operation was admitted
/// @param codes the error codes of the reply
/// @param details follow the codes; can be empty
record RequestLine(
        LocalTime time,
        @Nullable String operation,
        Duration took,
        int status,
        List<String> codes,
        String details) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int BAD_REQUEST = 400;
    private static final int FAULT = 500;

    String text(LogStyle style) {
        var outcome = codes.isEmpty() ? "" + status : status + " " + String.join(",", codes);
        return "%s %s %d ms %s%s"
                .formatted(
                        style.dim(TIME.format(time)),
                        operation == null ? "-" : operation,
                        took.toMillis(),
                        coloured(outcome, style),
                        details.isEmpty() ? "" : style.dim(" " + details));
    }

    private String coloured(String outcome, LogStyle style) {
        if (status >= FAULT) {
            return style.red(outcome);
        }
        return status >= BAD_REQUEST || !codes.isEmpty()
                ? style.yellow(outcome)
                : style.green(outcome);
    }
}
