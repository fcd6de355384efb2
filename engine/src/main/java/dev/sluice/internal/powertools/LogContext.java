// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.powertools;

import com.amazonaws.services.lambda.runtime.Context;

import org.jspecify.annotations.Nullable;

import software.amazon.lambda.powertools.logging.PowertoolsLogging;

import java.util.function.Supplier;

/// What each line of the log says about the invocation: the function, the request id, the trace.
public final class LogContext {
    private LogContext() {}

    /// Returns the result of the call, whose log lines have the context.
    public static <T> T during(@Nullable Context invocation, Supplier<T> call) {
        return PowertoolsLogging.withLogging(invocation, call);
    }
}
