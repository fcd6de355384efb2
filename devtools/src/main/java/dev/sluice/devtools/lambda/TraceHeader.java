// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import java.time.Instant;
import java.util.UUID;

/// The trace of one invocation.
///
/// @param root the trace's id
/// @param parent the id of Lambda's own segment; the function's segments are below it
///
///   Source: AWS X-Ray Developer Guide, "Tracing header".
record TraceHeader(String root, String parent) {
    private static final int ROOT_DIGITS = 24;
    private static final int PARENT_DIGITS = 16;

    static TraceHeader random() {
        return new TraceHeader(
                "1-%08x-%s".formatted(Instant.now().getEpochSecond(), digits(ROOT_DIGITS)),
                digits(PARENT_DIGITS));
    }

    private static String digits(int number) {
        return UUID.randomUUID().toString().replace("-", "").substring(0, number);
    }

    /// Returns the header for a sampled trace.
    @Override
    public String toString() {
        return "Root=%s;Parent=%s;Sampled=1".formatted(root, parent);
    }
}
