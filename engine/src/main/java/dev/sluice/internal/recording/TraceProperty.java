// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.recording;

/// The property of the JVM that names the trace of an invocation. Lambda's runtime client sets it
/// for each invocation.
///
/// Source: AWS X-Ray Developer Guide, "Tracing header".
public final class TraceProperty {
    public static final String NAME = "com.amazonaws.xray.traceHeader";

    private static final String SAMPLE =
            "Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=";

    private TraceProperty() {}

    /// Runs work in a trace that does not exist, for priming.
    ///
    /// @param sampled whether tracers make spans for it
    public static void sample(boolean sampled, Runnable work) {
        System.setProperty(NAME, SAMPLE + (sampled ? '1' : '0'));
        try {
            work.run();
        } finally {
            System.clearProperty(NAME);
        }
    }
}
