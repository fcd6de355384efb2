// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schema.compile;

import dev.sluice.schema.BoundKey;
import dev.sluice.schema.Key;
import dev.sluice.schema.Source;
import dev.sluice.schema.StoredType;
import dev.sluice.schema.Target;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/// Binds the terms of one expression to the whole key of one item.
final class WholeKey {
    private WholeKey() {}

    /// The eventually consistent read of the item that the binder's terms name.
    ///
    /// @param elsewhere what to do with a term that is not in the key
    /// @return null where a problem was reported
    static Source.@Nullable ItemRead read(
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
        return binder.whole(keys.getFirst(), Slot.of(target.members(), keys), demand);
    }

    private static List<Key> keys(Target target, Function<StoredType, @Nullable Key> half) {
        return target.members().stream().map(half).map(Objects::requireNonNull).toList();
    }
}
