// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Field;

import java.util.Objects;

/// The changes of who sees the fields that are in both schemas.
record FlagChanges(FoundChanges found) {

    void compare(Catalog earlier, Catalog later) {
        for (var fields : earlier.fields().values()) {
            for (var field : fields.values()) {
                var other = later.field(field.type(), field.name());
                if (other != null && !Objects.equals(field.flag(), other.flag())) {
                    compare(field, other);
                }
            }
        }
    }

    private void compare(Field before, Field after) {
        if (after.flag() == null) {
            found.safe(
                    before.coordinate(),
                    "the flag `%s` is removed, so all callers see the field"
                            .formatted(before.flag()));
        } else {
            found.breaking(
                    before.coordinate(),
                    "the flag `%s` hides the field from callers to whom no setting shows it"
                            .formatted(after.flag()));
        }
    }
}
