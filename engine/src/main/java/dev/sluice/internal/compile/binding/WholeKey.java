// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.binding;

import dev.sluice.internal.compile.key.AccessPath;
import dev.sluice.internal.compile.key.KeyPosition;
import dev.sluice.internal.schema.BoundKey;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.Target;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Binds the terms of one expression to the whole key of one item.
public final class WholeKey {
    private WholeKey() {}

    /// Returns the eventually consistent read of the item that the binder's terms name.
    ///
    /// @param elsewhere the fix for a term that is not in the key
    /// @return null if a problem was reported
    public static Source.@Nullable ItemRead read(
            Target target, KeyBinder binder, KeyBinder.Demand demand, String elsewhere) {
        var keys = AccessPath.of(target, null);
        if (target.members().size() == 1) {
            binder.identify(target.members().getFirst(), demand);
        }
        var partition = bind(binder, target, demand, keys.partition());
        var sorted = !keys.sort().isEmpty();
        var sort = sorted ? bind(binder, target, demand, keys.sort()) : null;
        binder.reportUnbound(elsewhere);
        return partition == null || (sorted && sort == null)
                ? null
                : new Source.ItemRead(
                        target,
                        partition,
                        sort,
                        false,
                        RuleFields.of(target, partition, sort),
                        null);
    }

    private static @Nullable BoundKey bind(
            KeyBinder binder, Target target, KeyBinder.Demand demand, List<Key> keys) {
        return binder.whole(keys.getFirst(), KeyPosition.of(target.members(), keys), demand);
    }
}
