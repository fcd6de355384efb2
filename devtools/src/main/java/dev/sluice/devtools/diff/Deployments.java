// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import dev.sluice.devtools.infrastructure.InfrastructureChange;

import java.util.ArrayList;
import java.util.List;

/// The deployments of a change, in order.
final class Deployments {
    private Deployments() {}

    /// CloudFormation does not wait until a new index is filled, so the fields that read it need a
    /// deployment of their own.
    static List<String> of(InfrastructureChange change) {
        var steps = new ArrayList<String>();
        change.refused().forEach(refused -> steps.add("Not possible as it is: " + refused));
        if (!change.early().isEmpty()) {
            steps.add(
                    "Deploy the new indexes, without the fields that read them, and wait until each is ACTIVE (docs/how-to/deploy.md#add-an-index).");
        }
        steps.add(
                change.early().isEmpty()
                        ? "Deploy the change."
                        : "Deploy the fields that read the new indexes.");
        return List.copyOf(steps);
    }
}
