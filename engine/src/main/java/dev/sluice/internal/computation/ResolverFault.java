// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.computation;

import dev.sluice.internal.recording.Redacted;
import dev.sluice.internal.schema.Field;

import org.jspecify.annotations.Nullable;

import java.io.Serial;

/// A fault of a Java resolver. The message has the resolver's and the field's names, never a value.
public final class ResolverFault extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    /// @param what the resolver did, such as `gives null`
    /// @param thrown the exception, or null if there was none
    ResolverFault(Field field, String resolver, String what, @Nullable Throwable thrown) {
        super(
                "The resolver %s of %s.%s %s."
                        .formatted(resolver, field.type(), field.name(), what),
                thrown,
                false,
                false);
    }

    /// Returns what was thrown, without its message, or null if nothing was.
    @Nullable Throwable redacted() {
        var thrown = getCause();
        return thrown == null ? null : Redacted.of(thrown);
    }
}
