// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.infrastructure;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sluice.devtools.failure.Failure;

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

    private Policies() {}

    /// Returns the policies by logical id: `Policy`, `Policy2` and so on.
    ///
    /// @throws Failure if a role cannot have all of them
    static Map<String, ObjectNode> of(NavigableMap<Resource, Set<Action>> permissions) {
        var policies = new LinkedHashMap<String, ObjectNode>();
        var part = new TreeMap<Resource, Set<Action>>();
        for (var permission : permissions.entrySet()) {
            var larger = new TreeMap<>(part);
            larger.put(permission.getKey(), permission.getValue());
            if (isTooLarge(larger)) {
                policies.put(id(policies.size()), new PolicyResource(part).node());
                larger.headMap(permission.getKey()).clear();
            }
            part = larger;
        }
        policies.put(id(policies.size()), new PolicyResource(part).node());
        if (policies.size() > MOST) {
            throw Failure.input(
                    "The permissions need %d managed policies, but a role can have at most %d. Fix: store several types in one table, or serve some of them from another stack."
                            .formatted(policies.size(), MOST));
        }
        return policies;
    }

    private static boolean isTooLarge(NavigableMap<Resource, Set<Action>> part) {
        var document = new PolicyResource(part).node().at("/Properties/PolicyDocument");
        return PolicySize.of(document) > PolicySize.MOST;
    }

    private static String id(int before) {
        return before == 0 ? "Policy" : "Policy" + (before + 1);
    }
}
