// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.computation;

import dev.sluice.internal.recording.Recording;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionException;

/// The fallbacks of the fields of one request.
final class Fallbacks {
    private static final Logger LOG = LoggerFactory.getLogger(Fallbacks.class);

    private final Recording recording;
    private final Set<String> logged = new HashSet<>();

    /// @param recording notes each fallback
    Fallbacks(Recording recording) {
        this.recording = recording;
    }

    /// Returns the fallback, unless the field has none or the schema declares the failure. Logs
    /// each fault once.
    ///
    /// @throws RuntimeException the failure
    @Nullable Object instead(ResolvedField resolved, Throwable failure) {
        var cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        var fallback = resolved.fallback();
        if (fallback == null || ResolvedField.isDeclared(cause)) {
            throw failure instanceof RuntimeException known
                    ? known
                    : new CompletionException(failure);
        }
        if (cause instanceof ResolverFault fault && logged.add(fault.getMessage())) {
            LOG.warn("{} The field has its fallback.", fault.getMessage(), fault.redacted());
        }
        recording.fellBack(resolved.field().coordinate());
        return fallback.value();
    }
}
