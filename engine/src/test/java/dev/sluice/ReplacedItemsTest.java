// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.BoundedMutations;
import dev.sluice.testing.Thoroughness;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Mutations that delete items and put items, some of which are the same.
class ReplacedItemsTest {
    private static final Who ANN = Who.user("ann");
    private static final int STEPS = Thoroughness.cases(40, 400);
    private static final String SCHEMA =
            """
            schema @limits(requests: 20, readUnits: 90, writeUnits: 300) { query: Query mutation: Mutation }
            type Post @table(name: "Posts", partitionKey: "{id}", itemSize: 1) @auth(rules: [{public: true}]) {
              id: ID!
              tags: [String!] @constraint(maxItems: 5)
            }
            type Tagged @table(name: "Tags", partitionKey: "TAG#{tag}", sortKey: "{post}", itemSize: 1)
              @index(name: "byPost", partitionKey: "{post}", sortKey: "{note}")
              @auth(rules: [{owner: "owner"}]) { tag: String! post: ID! owner: ID! note: String! }
            type Room @table(name: "Rooms", partitionKey: "{id}", version: "version", itemSize: 1) @auth(rules: [{public: true}]) { id: ID! version: Int! }
            type Query { post(id: ID!): Post @getItem(key: "id = $id") @auth(rules: [{public: true}]) }
            type Mutation {
              retag(id: ID!, tags: [String!]! @constraint(maxItems: 5), note: String! @constraint(maxLength: 9)): Post @auth(rules: [{signedIn: true}])
                @getItem(as: "p", type: "Post", key: "id = $id", consistent: true)
                @write(update: "Post", key: "id = $id", expression: "SET tags = $tags")
                @write(delete: "Tagged", each: "$p.tags", key: "tag = $each AND post = $id")
                @write(put: "Tagged", each: "$tags", item: "tag = $each, post = $id, owner = $claims.sub, note = $note")
              move(from: ID!, to: ID!): Boolean! @auth(rules: [{signedIn: true}])
                @write(delete: "Tagged", key: "tag = 'x' AND post = $from")
                @write(put: "Tagged", item: "tag = 'x', post = $to, owner = $claims.sub, note = 'moved'")
              touchBoth(one: ID!, other: ID!): Boolean! @auth(rules: [{signedIn: true}])
                @write(update: "Tagged", key: "tag = 'x' AND post = $one", expression: "SET note = '1'")
                @write(update: "Tagged", key: "tag = 'x' AND post = $other", expression: "SET note = '2'")
              moveRoom(from: ID!, to: ID!, version: Int!): Boolean! @auth(rules: [{signedIn: true}])
                @write(delete: "Room", key: "id = $from")
                @write(put: "Room", item: "id = $to")
            }
            """;

    private Api api;
    private BoundedMutations mutations;

    @BeforeEach
    void open() {
        api = Api.of(SCHEMA);
        mutations = new BoundedMutations(api);
    }

    @AfterEach
    void close() {
        api.close();
    }

    private Answer change(Who who, String field) {
        return mutations.ask(who, field);
    }

    @Test
    void random_tags_are_replaced_as_a_model_says() {
        api.with("Post", Map.of("id", "p", "tags", List.of()));
        var random = new Random(Thoroughness.seed(41));
        for (int step = 0; step < STEPS; step++) {
            var tags =
                    new TreeSet<>(
                            IntStream.range(0, random.nextInt(5))
                                    .mapToObj(_ -> "t" + random.nextInt(6))
                                    .toList());
            var list = tags.stream().map("\"%s\""::formatted).collect(Collectors.joining(", "));
            var field =
                    "retag(id: \"p\", tags: [%s], note: \"n%d\") { tags }".formatted(list, step);

            assertThat(change(ANN, field).errors()).as(field).isEmpty();
            var note = " n" + step;
            assertThat(tagged())
                    .as(field)
                    .containsExactlyElementsOf(tags.stream().map(tag -> tag + note).toList());
        }
    }

    @Test
    void an_item_that_is_moved_to_its_own_place_is_replaced_by_one_put() {
        api.with("Tagged", Map.of("tag", "x", "post", "p", "owner", "ann", "note", "old"));

        assertThat(change(Who.user("bob"), "move(from: \"p\", to: \"p\")").errors())
                .containsExactly("/f CONDITION_FAILED");
        assertThat(tagged()).containsExactly("x old");
        assertThat(change(ANN, "move(from: \"p\", to: \"p\")").errors()).isEmpty();
        assertThat(api.wire().operations()).containsExactly("PutItem");
        assertThat(tagged()).containsExactly("x moved");
    }

    @Test
    void other_writes_of_one_item_and_a_version_refuse_the_mutation() {
        api.with("Tagged", Map.of("tag", "x", "post", "p", "owner", "ann", "note", "old"))
                .with("Room", Map.of("id", "r", "version", 3));

        assertThat(change(ANN, "touchBoth(one: \"p\", other: \"p\")").errors())
                .containsExactly("/f BAD_USER_INPUT");
        assertThat(change(ANN, "moveRoom(from: \"r\", to: \"r\", version: 3)").errors())
                .containsExactly("/f BAD_USER_INPUT");
        assertThat(change(ANN, "moveRoom(from: \"r\", to: \"s\", version: 3)").errors()).isEmpty();
    }

    /// Returns each stored tag with its note.
    private List<String> tagged() {
        return api
                .dynamoDb()
                .scan(scan -> scan.tableName(api.physicalName("Tags")).consistentRead(true))
                .items()
                .stream()
                .map(item ->
                        Objects.requireNonNull(item.get("tag")).s()
                                + " "
                                + Objects.requireNonNull(item.get("note")).s())
                .sorted()
                .toList();
    }
}
