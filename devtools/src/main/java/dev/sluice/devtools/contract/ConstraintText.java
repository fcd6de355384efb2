// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.contract;

import dev.sluice.internal.schema.Constraint;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// What a `@constraint` means, as sentences for the developer of a client.
record ConstraintText(Constraint constraint) {

    String sentences() {
        var all = new ArrayList<String>();
        addRange(all, "%s.", plain(constraint.min()), plain(constraint.max()));
        addRange(all, "%s characters.", constraint.minLength(), constraint.maxLength());
        addRange(all, "%s elements.", constraint.minItems(), constraint.maxItems());
        if (constraint.pattern() != null) {
            all.add("Matches `%s`.".formatted(constraint.pattern().pattern()));
        }
        if (constraint.lowercase()) {
            all.add("Changed to lower case.");
        }
        if (constraint.unique() != null) {
            all.add("No two elements have the same `%s`.".formatted(constraint.unique()));
        }
        return String.join(" ", all);
    }

    private static void addRange(
            List<String> sentences, String unit, @Nullable Object low, @Nullable Object high) {
        if (low != null && high != null) {
            sentences.add(unit.formatted(low + " to " + high));
        } else if (low != null) {
            sentences.add(unit.formatted("At least " + low));
        } else if (high != null) {
            sentences.add(unit.formatted("At most " + high));
        }
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }
}
