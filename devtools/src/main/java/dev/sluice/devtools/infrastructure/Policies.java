// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.infrastructure;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sluice.devtools.failure.Failure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// The managed policies for the actions of the fields: one, or several if one would be too large
/// for IAM.
final class Policies {
    /// Source: IAM User Guide, "IAM and AWS STS quotas": managed policies of a role.
    private static final int MOST = 10;

    private static final String RESTORED = "Restored";

    private Policies() {}

    /// Returns the policies by logical id: `Policy`, `Policy2` and so on. After them, the same for
    /// restored tables: `RestoredPolicy`, `RestoredPolicy2` and so on.
    ///
    /// @throws Failure if a role cannot have all of them
    static Map<String, ObjectNode> of(NavigableMap<Resource, Set<Action>> permissions) {
        var parts = new ArrayList<NavigableMap<Resource, Set<Action>>>();
        var part = new TreeMap<Resource, Set<Action>>();
        for (var permission : permissions.entrySet()) {
            var larger = new TreeMap<>(part);
            larger.put(permission.getKey(), permission.getValue());
            if (isTooLarge(larger)) {
                parts.add(part);
                larger.headMap(permission.getKey()).clear();
            }
            part = larger;
        }
        parts.add(part);
        if (parts.size() > MOST) {
            throw Failure.input(
                    "The permissions need %d managed policies, but a role can have at most %d. Fix: store several types in one table, or serve some of them from another stack."
                            .formatted(parts.size(), MOST));
        }
        var policies = new LinkedHashMap<String, ObjectNode>();
        parts.forEach(own -> policies.put(id("", policies.size()), new PolicyResource(own).node()));
        parts.forEach(own ->
                policies.put(
                        id(RESTORED, policies.size() - parts.size()),
                        new PolicyResource(own).forRestoredTables()));
        return policies;
    }

    private static boolean isTooLarge(NavigableMap<Resource, Set<Action>> part) {
        var document = new PolicyResource(part).node().at("/Properties/PolicyDocument");
        return PolicySize.of(document) > PolicySize.MOST;
    }

    /// Returns whether this is the logical id of a policy of the function for the stack's tables.
    static boolean isForFields(String id) {
        return id.matches("Policy[0-9]*");
    }

    /// Returns whether this is the logical id of a policy for restored tables.
    static boolean isForRestored(String id) {
        return id.startsWith(RESTORED);
    }

    private static String id(String prefix, int before) {
        return prefix + (before == 0 ? "Policy" : "Policy" + (before + 1));
    }
}
