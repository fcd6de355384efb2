// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.stream.IntStream;

/// Large and small items of one wave, requested in either order.
class MixedSizesTest {
    private static final int NODES = 80;
    private static final int SMALLS = 100;

    private static final String LARGE = "nodes(first: 80) { edges { node { large { name } } } }";
    private static final String SMALL = "holder { smalls { name } }";

    @ParameterizedTest
    @ValueSource(strings = {LARGE + SMALL, SMALL + LARGE})
    void the_bound_holds_in_either_order(String selection) {
        try (var api = Api.of(schema(400))) {
            api.withAll("Node", IntStream.range(0, NODES).mapToObj(MixedSizesTest::node).toList());
            var ids = IntStream.range(0, SMALLS).mapToObj(i -> "s" + i).toList();
            api.with("Holder", Map.of("id", "h", "smallIds", ids));
            api.withAll("Small", ids.stream().map(MixedSizesTest::named).toList());
            api.withAll("Large", IntStream.range(0, NODES).mapToObj(i -> named("l" + i)).toList());

            var answer = api.ask(Who.NOBODY, "{" + selection + "}");

            assertThat(answer.codes()).isEmpty();
            assertThat(answer.data("/holder/smalls")).hasSize(SMALLS);
            assertThat(api.wire().operations())
                    .hasSize(4)
                    .hasSizeLessThanOrEqualTo(
                            answer.body().at("/extensions/cost/bound/requests").asInt());
            assertThat(api.drifts()).isEmpty();
        }
    }

    @Test
    void a_smaller_item_or_a_shorter_page_has_no_higher_bound() {
        var bounds =
                IntStream.of(1, 10, 40, 99, 163, 164, 200, 328, 400)
                        .mapToObj(MixedSizesTest::bound)
                        .toList();

        assertThat(bounds).isSorted();
        assertThat(bounds.getFirst()).isEqualTo(4);
        assertThat(bounds.getLast()).isEqualTo(5);
    }

    private static int bound(int large) {
        try (var api = Api.of(schema(large))) {
            var answer = api.validated(Who.NOBODY, "{" + LARGE + SMALL + "}");
            return answer.body().at("/extensions/cost/bound/requests").asInt();
        }
    }

    private static String schema(int large) {
        return """
        schema @limits(requests: 100, readUnits: 100000, writeUnits: 0) { query: Query }
        type Node @table(name: "Nodes", partitionKey: "ALL#{all}", sortKey: "{id}", itemSize: 1) @auth(rules: [{public: true}]) {
          all: ID!
          id: ID!
          large: Large @getItem(key: "id = $parent.id")
        }
        type Large @table(name: "Larges", partitionKey: "{id}", itemSize: %d) @auth(rules: [{public: true}]) {
          id: ID!
          name: String
        }
        type Holder @table(name: "Holders", partitionKey: "{id}", itemSize: 1) @auth(rules: [{public: true}]) {
          id: ID!
          smallIds: [ID!]! @constraint(maxItems: 100) @attribute(hidden: true)
          smalls: [Small]! @getItem(key: "id IN $parent.smallIds")
        }
        type Small @table(name: "Smalls", partitionKey: "{id}", itemSize: 1) @auth(rules: [{public: true}]) {
          id: ID!
          name: String
        }
        type Query {
          nodes(first: Int!, after: String): NodeConnection!
            @query(keyCondition: "all = 'a'", maxItems: 100) @auth(rules: [{public: true}])
          holder: Holder @getItem(key: "id = 'h'") @auth(rules: [{public: true}])
        }
        """
                .formatted(large);
    }

    private static Map<String, Object> node(int number) {
        return Map.of("all", "a", "id", "l" + number);
    }

    private static Map<String, Object> named(String id) {
        return Map.of("id", id, "name", id);
    }
}
