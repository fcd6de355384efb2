// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.internal.dynamodb.item.ItemEncoder;
import dev.sluice.internal.dynamodb.item.ItemSize;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.RandomOperations;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

/// If every list is full and every item has its `itemSize`, an operation consumes exactly its
/// bound.
///
/// That holds only if no item is read twice, because the engine sends one read for several fields
/// that need the same item. In this data each item is referenced once, and these operations select
/// no field of an object twice.
class FullCostTest {
    private static final int OPERATIONS = 300;
    private static final int SHELVES = 12;
    private static final int PAGE = 3;
    private static final int LIST = 2;
    private static final String SCHEMA =
            """
            schema @limits(requests: 1000000, readUnits: 1000000, writeUnits: 0) { query: Query }
            type Shelf @table(name: "Shelves", partitionKey: "{id}", itemSize: 1)
              @auth(rules: [{public: true}]) {
              id: ID!
              text: String
              keeper: Keeper @getItem(key: "id = $parent.id")
              boxes(first: Int! = 1, after: String): BoxConnection!
                @query(keyCondition: "shelf = $parent.id", maxItems: 3)
              labels: [Label!]! @constraint(maxItems: 2)
            }
            type Keeper @table(name: "Keepers", partitionKey: "{id}", itemSize: 5)
              @auth(rules: [{public: true}]) {
              id: ID!
              text: String
            }
            type Label {
              key: ID!
              thing: Thing @getItem(key: "id = $parent.key")
              sure: Thing @getItem(key: "id = $parent.sureKey", consistent: true)
              sureKey: ID!
            }
            type Thing @table(name: "Things", partitionKey: "{id}", itemSize: 2)
              @auth(rules: [{public: true}]) {
              id: ID!
              text: String
            }
            type Box @table(name: "Boxes", partitionKey: "{shelf}", sortKey: "{id}", itemSize: 2)
              @auth(rules: [{public: true}]) {
              shelf: ID!
              id: ID!
              text: String
              labels: [Label!]! @constraint(maxItems: 2)
              lid: Lid @getItem(key: "box = $parent.id AND part = 'lid'")
              seal: Lid @getItem(key: "box = $parent.id AND part = 'seal'", consistent: true)
              papers(first: Int! = 1, after: String): PaperConnection!
                @query(keyCondition: "box = $parent.id", maxItems: 3, consistent: true)
            }
            type Lid @table(name: "Lids", partitionKey: "{box}", sortKey: "{part}", itemSize: 1)
              @auth(rules: [{public: true}]) {
              box: ID!
              part: ID!
              text: String
            }
            type Paper @table(name: "Papers", partitionKey: "{box}", sortKey: "{id}", itemSize: 1)
              @auth(rules: [{public: true}]) {
              box: ID!
              id: ID!
              text: String
              labels: [Label!]! @constraint(maxItems: 2)
            }
            type Query {
              shelf(id: ID!): Shelf @getItem(key: "id = $id") @auth(rules: [{public: true}])
              shelves(ids: [ID!]! @constraint(maxItems: 4)): [Shelf]!
                @getItem(key: "id IN $ids") @auth(rules: [{public: true}])
            }
            """;

    private final Catalog catalog = SchemaCompiler.compile("test.graphqls", SCHEMA);
    private final ItemEncoder encoder =
            new ItemEncoder(catalog.shapes(), InstantSource.fixed(Api.NOW));
    private final AtomicInteger shelf = new AtomicInteger();

    @Test
    void requests_and_waves_equal_the_bound_and_units_are_near_it() {
        var operations =
                new RandomOperations(catalog.clientSchema(), arguments(), new Random(7), false);
        var requests = 0;
        try (var api = Api.of(SCHEMA)) {
            fill(api);
            for (int i = 0; i < OPERATIONS; i++) {
                var query = (i % 2 == 0 ? operations.next(8) : operations.nesting(2, 8)).query();
                var answer = api.ask(Who.NOBODY, query);

                assertThat(answer.codes()).as(query).isEmpty();
                var bound = answer.body().at("/extensions/cost/bound");
                var consumed = answer.body().at("/extensions/cost/consumed");
                assertThat(consumed.path("requests")).as(query).isEqualTo(bound.path("requests"));
                assertThat(consumed.path("waves")).as(query).isEqualTo(bound.path("waves"));
                assertThat(consumed.path("readUnits").asDouble())
                        .as(query)
                        .isCloseTo(
                                bound.path("readUnits").asDouble(), Percentage.withPercentage(10));
                assertThat(api.wire().calls()).hasSize(consumed.path("requests").asInt());
                requests = Math.max(requests, consumed.path("requests").asInt());
            }
            assertThat(api.drifts()).isEmpty();
        }
        assertThat(requests).as("of the dearest operation").isGreaterThan(20);
    }

    private Map<String, Function<Random, String>> arguments() {
        return Map.of(
                "id", _ -> nextShelf(),
                "ids", _ -> IntStream.range(0, 4).mapToObj(_ -> nextShelf()).toList().toString(),
                "first", random -> String.valueOf(1 + random.nextInt(PAGE)));
    }

    /// An operation must not get the same shelf twice. It needs at most twelve: three root fields
    /// with four shelves each.
    private String nextShelf() {
        return "\"s%d\"".formatted(shelf.getAndIncrement() % SHELVES);
    }

    private void fill(Api api) {
        var items = new HashMap<String, List<Map<String, Object>>>();
        for (int i = 0; i < SHELVES; i++) {
            var shelf = "s" + i;
            add(items, "Shelf", Map.of("id", shelf, "labels", labels(items, shelf)));
            add(items, "Keeper", Map.of("id", shelf));
            for (int j = 0; j <= PAGE; j++) {
                var box = shelf + "b" + j;
                add(items, "Box", Map.of("shelf", shelf, "id", box, "labels", labels(items, box)));
                add(items, "Lid", Map.of("box", box, "part", "lid"));
                add(items, "Lid", Map.of("box", box, "part", "seal"));
                for (int k = 0; k <= PAGE; k++) {
                    var paper = box + "p" + k;
                    add(
                            items,
                            "Paper",
                            Map.of("box", box, "id", paper, "labels", labels(items, paper)));
                }
            }
        }
        items.forEach(api::withAll);
    }

    private List<Map<String, Object>> labels(
            Map<String, List<Map<String, Object>>> items, String of) {
        var labels = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < LIST; i++) {
            var key = of + "t" + i;
            add(items, "Thing", Map.of("id", key));
            add(items, "Thing", Map.of("id", key + "!"));
            labels.add(Map.of("key", key, "sureKey", key + "!"));
        }
        return labels;
    }

    /// Pads the item's text until the item has exactly its type's `itemSize`, to the byte.
    private void add(
            Map<String, List<Map<String, Object>>> items, String type, Map<String, Object> fields) {
        var stored = Objects.requireNonNull(catalog.storedTypes().get(type));
        var item = new HashMap<>(fields);
        item.put("text", "");
        var free = stored.itemSize() * 1_024 - ItemSize.bytes(encoder.encode(stored, item));
        item.put("text", "x".repeat(free));
        items.computeIfAbsent(type, _ -> new ArrayList<>()).add(item);
    }
}
