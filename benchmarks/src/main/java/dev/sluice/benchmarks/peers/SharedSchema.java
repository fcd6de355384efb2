// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The schema of the peers that are not Sluice.
final class SharedSchema {
    private SharedSchema() {}

    /// Returns a file with the shop's types and further ones.
    static Path write(Workshop workshop, int further) throws IOException {
        var text = new StringBuilder(Files.readString(workshop.source("node/shop.graphql")));
        for (var i = 0; i < further; i++) {
            text.append(
                    """
                    type Further%1$d { id: ID! name: String amount: Int next: Further%1$d }
                    extend type Query { further%1$d(id: ID!): Further%1$d }
                    """
                            .formatted(i));
        }
        return Files.writeString(
                workshop.directory().resolve("shop-%d.graphql".formatted(further)), text);
    }
}
