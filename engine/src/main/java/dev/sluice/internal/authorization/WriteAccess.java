// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.authorization;

import dev.sluice.internal.dynamodb.write.AccessCondition;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// The conditions under which a caller may change an item, if only some of its fields are known.
///
/// @param conditions of which the stored item must meet one; empty if the caller may change every
///   item
/// @param records that must exist
public record WriteAccess(List<AccessCondition> conditions, List<GrantingRecord> records) {
    public static final WriteAccess FREE = new WriteAccess(List.of(), List.of());

    public WriteAccess {
        conditions = List.copyOf(conditions);
        records = List.copyOf(records);
    }

    /// Returns null if the caller may not change the item in any case.
    ///
    /// @param grants whether the record of each way exists
    static @Nullable WriteAccess of(List<Authorization.Way> ways, List<Grant> grants) {
        var conditions = new ArrayList<AccessCondition>();
        var records = new ArrayList<GrantingRecord>();
        for (int i = 0; i < ways.size(); i++) {
            var condition = ways.get(i).condition();
            var grant = grants.get(i);
            if (grant.admitted() && condition == null) {
                return new WriteAccess(List.of(), grant.records());
            }
            if (grant.admitted() && condition != null) {
                add(condition, conditions);
                records.addAll(grant.records());
            }
        }
        return conditions.isEmpty() ? null : new WriteAccess(conditions, records);
    }

    private static void add(AccessCondition condition, List<AccessCondition> to) {
        for (int i = 0; i < to.size(); i++) {
            if (to.get(i).isLike(condition)) {
                to.set(i, to.get(i).or(condition));
                return;
            }
        }
        to.add(condition);
    }
}
