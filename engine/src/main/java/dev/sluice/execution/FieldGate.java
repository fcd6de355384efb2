// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.execution.dynamodb.StoredObject;
import dev.sluice.policy.Authorization;
import dev.sluice.policy.Caller;
import dev.sluice.schema.Field;

import org.jspecify.annotations.Nullable;

/// Holds a field's own `@auth` against the caller.
final class FieldGate {
    private FieldGate() {}

    /// @param parent null on a root field
    /// @throws dev.sluice.policy.Refusal UNAUTHENTICATED or FORBIDDEN
    static void pass(Field field, Caller caller, @Nullable StoredObject parent) {
        if (field.rules().isEmpty()) {
            return;
        }
        if (parent == null) {
            Authorization.admit(field.rules(), caller);
        } else if (!Authorization.allows(
                field.rules(), caller, owner -> Visibility.owner(parent, owner))) {
            throw Authorization.refused(caller);
        }
    }
}
