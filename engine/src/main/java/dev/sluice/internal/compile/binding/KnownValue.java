// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.binding;

import dev.sluice.internal.schema.ScalarKind;

/// What is known about a value at compile time.
public record KnownValue(ValueShape form, boolean nullable) {
    static final KnownValue ANY = new KnownValue(new ValueShape.Any(), false);
    static final KnownValue CLAIM = text("String");
    static final KnownValue ID = text("ID");
    static final KnownValue NOW =
            new KnownValue(new ValueShape.Scalar(ScalarKind.DATE_TIME, "DateTime", true), false);

    private static KnownValue text(String type) {
        return new KnownValue(new ValueShape.Scalar(ScalarKind.STRING, type, true), false);
    }
}
