// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.internal.policy.Reason;
import dev.sluice.internal.policy.Refusal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Serial;

/// A value that cannot be stored where it should; `ObjectEncoder` adds where.
public final class EncodingException extends IllegalArgumentException {
    @Serial private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(EncodingException.class);

    private final String expected;

    /// @param expected for example `a boolean`
    public EncodingException(String expected) {
        super("expected " + expected);
        this.expected = expected;
    }

    /// The same, naming the field.
    IllegalArgumentException at(String type, String field) {
        return new IllegalArgumentException(
                "%s.%s: expected %s".formatted(type, field, expected), this);
    }

    /// What clients are told where a value cannot be stored; where it should have been is logged.
    ///
    /// @throws IllegalArgumentException the same, where it was thrown for another reason
    public static Refusal refusal(IllegalArgumentException fault) {
        if (fault instanceof EncodingException || fault.getCause() instanceof EncodingException) {
            LOG.warn("A value cannot be stored: {}", fault.getMessage());
            return new Refusal(Reason.VALUE_NOT_STORABLE);
        }
        throw fault;
    }
}
