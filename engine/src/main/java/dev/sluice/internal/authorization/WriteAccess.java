// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.authorization;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The conditions under which a caller may change an item, if only some of its fields are known.
///
/// @param owners the owner fields, one of which must name the caller, with the texts that do; empty
///   if the caller may change any owner's item
/// @param records that must exist
public record WriteAccess(Map<String, Set<String>> owners, List<GrantingRecord> records) {
    public static final WriteAccess FREE = new WriteAccess(Map.of(), List.of());

    /// Returns the conditions, or null if the caller may not change the item in any case.
    ///
    /// @param grants for each of the ways, whether its record exists
    static @Nullable WriteAccess of(List<Authorization.Way> ways, List<Grant> grants) {
        var owners = new HashMap<String, Set<String>>();
        var records = new ArrayList<GrantingRecord>();
        for (int i = 0; i < ways.size(); i++) {
            var owner = ways.get(i).owner();
            var grant = grants.get(i);
            if (grant.admitted() && owner == null) {
                return new WriteAccess(Map.of(), grant.records());
            }
            if (grant.admitted() && owner != null) {
                owners.computeIfAbsent(owner, _ -> new HashSet<>()).addAll(ways.get(i).held());
                records.addAll(grant.records());
            }
        }
        return owners.isEmpty() ? null : new WriteAccess(owners, records);
    }
}
