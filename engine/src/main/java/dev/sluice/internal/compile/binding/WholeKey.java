// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.binding;

import dev.sluice.internal.compile.key.KeyPosition;
import dev.sluice.internal.schema.BoundKey;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/// Binds the terms of one expression to the whole key of one item.
public final class WholeKey {
    private WholeKey() {}

    /// Returns the eventually consistent read of the item that the binder's terms name.
    ///
    /// @param elsewhere the fix for a term that is not in the key
    /// @return null if a problem was reported
    public static Source.@Nullable ItemRead read(
            Target target, KeyBinder binder, KeyBinder.Demand demand, String elsewhere) {
        var partition = bind(binder, target, demand, StoredType::partitionKey);
        var sorted = target.members().getFirst().sortKey() != null;
        var sort = sorted ? bind(binder, target, demand, StoredType::sortKey) : null;
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
            KeyBinder binder,
            Target target,
            KeyBinder.Demand demand,
            Function<StoredType, @Nullable Key> half) {
        var keys = keys(target, half);
        return binder.whole(keys.getFirst(), KeyPosition.of(target.members(), keys), demand);
    }

    private static List<Key> keys(Target target, Function<StoredType, @Nullable Key> half) {
        return target.members().stream().map(half).map(Objects::requireNonNull).toList();
    }
}
