// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Schemas;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;

/// Each wave of a mutation waits for the wave before it, and the bound counts all of them.
class MutationWavesTest {
    private final OperationCosts costs =
            new OperationCosts(
                    Schemas.compile(
                            """
                            schema @limits(requests: 100, readUnits: 100, writeUnits: 100) { query: Query mutation: Mutation }
                            type Query { note(id: ID!): Note @getItem(key: "id = $id") @auth(rules: [{signedIn: true}]) }
                            type Note @table(name: "Notes", partitionKey: "{id}", ttl: "forgetAt") @auth(rules: [{signedIn: true}]) {
                              id: ID!
                              text: String
                              forgetAt: DateTime
                            }
                            type Plan @table(name: "Plans", partitionKey: "{team}", sortKey: "{id}")
                              @auth(rules: [{exists: "Member", key: "team = $item.team AND user = $claims.sub"}]) { team: ID! id: ID! text: String }
                            type Member @table(name: "Members", partitionKey: "{team}", sortKey: "{user}")
                              @auth(rules: [{owner: "user"}]) { team: ID! user: ID! }
                            type Mutation {
                              save(id: ID!, text: String): Note @auth(rules: [{signedIn: true}])
                                @write(update: "Note", key: "id = $id", expression: "SET text = $text", upsert: true)
                              forget(id: ID!): Note @auth(rules: [{signedIn: true}]) @write(delete: "Note", key: "id = $id")
                              drop(team: ID!, id: ID!): Plan @auth(rules: [{signedIn: true}])
                                @write(delete: "Plan", key: "team = $team AND id = $id")
                            }
                            """));

    @ParameterizedTest(name = "{0}: {2} waves")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    delete without a record                       | forget(id: "n")          | 1
                    update, then a put over the expired item      | save(id: "n", text: "a") | 2
                    record, read of the item, delete, its records | drop(team: "t", id: "p") | 4
                    """)
    void each_step_is_a_wave(String steps, String field, int waves)
            throws InvalidDocumentException {
        var found = costs.of("mutation { %s { id text } }".formatted(field), Map.of());
        assertThat(found.getFirst().bound().total().waves()).as(steps).isEqualTo(waves);
    }
}
