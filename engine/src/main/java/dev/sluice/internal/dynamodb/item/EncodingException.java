// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.internal.policy.Reason;
import dev.sluice.internal.policy.Refusal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Serial;

/// Thrown if a value cannot be stored in its field. `ObjectEncoder` adds the type and field.
public final class EncodingException extends IllegalArgumentException {
    @Serial private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(EncodingException.class);

    private final String expected;

    /// @param expected for example `a boolean`
    public EncodingException(String expected) {
        super("expected " + expected);
        this.expected = expected;
    }

    /// Returns the same fault with the type and field in its message.
    IllegalArgumentException at(String type, String field) {
        return new IllegalArgumentException(
                "%s.%s: expected %s".formatted(type, field, expected), this);
    }

    /// Returns what clients see if a value cannot be stored, and logs the type and field.
    ///
    /// @throws IllegalArgumentException the given fault, if neither it nor its cause is an
    ///   `EncodingException`
    public static Refusal refusal(IllegalArgumentException fault) {
        if (fault instanceof EncodingException || fault.getCause() instanceof EncodingException) {
            LOG.warn("A value cannot be stored: {}", fault.getMessage());
            return new Refusal(Reason.VALUE_NOT_STORABLE);
        }
        throw fault;
    }
}
