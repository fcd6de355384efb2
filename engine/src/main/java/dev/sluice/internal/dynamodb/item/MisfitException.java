// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import java.io.Serial;

/// Thrown if a stored value does not fit the schema. It names the field, never the value.
public final class MisfitException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final String type;
    private final String field;

    /// @param expected what the schema expects, for example `a number`
    public MisfitException(String type, String field, String expected) {
        super(
                "The stored value of %s.%s is not %s.".formatted(type, field, expected),
                null,
                false,
                false);
        this.type = type;
        this.field = field;
    }

    /// The GraphQL type.
    public String type() {
        return type;
    }

    public String field() {
        return field;
    }
}
