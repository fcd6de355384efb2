// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.computation;

import dev.sluice.internal.schema.Field;

import org.jspecify.annotations.Nullable;

import java.io.Serial;

/// What a Java resolver did wrong, told by its name and the field's, without any value.
public final class ResolverFault extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    /// @param what it did, such as `gives null`
    /// @param thrown by it, or null
    ResolverFault(Field field, String resolver, String what, @Nullable Throwable thrown) {
        super(
                "The resolver %s of %s.%s %s."
                        .formatted(resolver, field.type(), field.name(), what),
                thrown,
                false,
                false);
    }
}
