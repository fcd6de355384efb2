// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.ScalarKind;

/// How DynamoDB holds a value, whatever clients call its type.
public final class StoredForm {
    private StoredForm() {}

    /// Returns the type with the kind `STRING` instead of `ID`, which is the same text.
    public static AttributeType of(AttributeType type) {
        return switch (type) {
            case AttributeType.Scalar(var kind) -> new AttributeType.Scalar(of(kind));
            case AttributeType.SetOf(var element, var maxItems) ->
                    new AttributeType.SetOf(of(element), maxItems);
            case AttributeType.ListOf(var element, var elementNonNull, var maxItems) ->
                    new AttributeType.ListOf(of(element), elementNonNull, maxItems);
            case AttributeType.Embedded embedded -> embedded;
        };
    }

    private static ScalarKind of(ScalarKind kind) {
        return kind == ScalarKind.ID ? ScalarKind.STRING : kind;
    }
}
