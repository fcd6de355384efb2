// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Thoroughness;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// Several fields of a key have several values: each combination is a key or a partition.
class CombinedValuesTest {
    private static final String SCHEMA =
            """
            schema @limits(requests: 60, readUnits: 4000, writeUnits: 0) { query: Query }
            type Price @table(name: "Prices", partitionKey: "{product}", sortKey: "{country}#{year}", itemSize: 1)
              @auth(rules: [{public: true}]) {
              product: ID!
              country: ID!
              year: ID!
            }
            type Share @table(name: "Shares", partitionKey: "{owner}", sortKey: "{file}", itemSize: 1)
              @auth(rules: [{owner: "owner"}]) {
              owner: ID!
              file: ID!
            }
            type Event @table(name: "Events", partitionKey: "{day}#{shard}", sortKey: "{id}", itemSize: 1)
              @auth(rules: [{public: true}]) {
              day: ID!
              shard: ID!
              id: ID!
            }
            type Query {
              prices(products: [ID!]! @constraint(maxItems: 30), countries: [ID]! @constraint(maxItems: 30), year: ID!): [Price]!
                @getItem(key: "country IN $countries AND year = $year AND product IN $products") @auth(rules: [{public: true}])
              maybe(products: [ID!] @constraint(maxItems: 2), countries: [ID!]! @constraint(maxItems: 2)): [Price]
                @getItem(key: "product IN $products AND country IN $countries AND year = 'y0'") @auth(rules: [{public: true}])
              shares(owners: [ID!]! @constraint(maxItems: 3), files: [ID!]! @constraint(maxItems: 3)): [Share]!
                @getItem(key: "owner IN $owners AND file IN $files") @auth(rules: [{signedIn: true}])
              events(days: [ID!]! @constraint(maxItems: 5), first: Int! = 50, after: String): EventConnection!
                @query(keyCondition: "day IN $days AND shard IN ('1', '0')") @auth(rules: [{public: true}])
              some(days: [ID!]! @constraint(maxItems: 5), shards: [ID!]! @constraint(maxItems: 5), first: Int! = 50, after: String): EventConnection!
                @query(keyCondition: "shard IN $shards AND day IN $days", order: DESC) @auth(rules: [{public: true}])
            }
            """;
    private static final int COUNT = 12;
    private static Api api;

    /// Three quarters of all prices are there.
    private static boolean exists(int product, int country, int year) {
        return (product * 5 + country * 3 + year) % 4 != 0;
    }

    private record Event(String day, String shard, String id) {}

    private static final List<Event> EVENTS =
            IntStream.range(0, 80)
                    .mapToObj(i -> new Event("d" + i % 4, "" + i % 3, "e%02d".formatted(i / 2)))
                    .toList();

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA);
        var prices = new ArrayList<Map<String, Object>>();
        for (int product = 0; product < COUNT; product++) {
            for (int country = 0; country < COUNT; country++) {
                for (int year = 0; year < 2; year++) {
                    if (exists(product, country, year)) {
                        prices.add(
                                Map.of(
                                        "product",
                                        "p" + product,
                                        "country",
                                        "c" + country,
                                        "year",
                                        "y" + year));
                    }
                }
            }
        }
        api.withAll("Price", prices);
        api.withAll(
                "Event",
                EVENTS.stream()
                        .map(e -> Map.of("day", e.day(), "shard", e.shard(), "id", e.id()))
                        .toList());
        api.withAll(
                "Share",
                List.of(
                        Map.of("owner", "ann", "file", "f1"),
                        Map.of("owner", "bob", "file", "f1")));
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static Answer ask(Who who, String query, Map<String, ?> variables) {
        api.wire().reset();
        var answer = api.ask(who, query, variables);
        assertThat(answer.errors()).isEmpty();
        for (var amount : List.of("requests", "waves", "readUnits")) {
            assertThat(answer.body().at("/extensions/cost/consumed/" + amount).asDouble())
                    .as(amount)
                    .isLessThanOrEqualTo(
                            answer.body().at("/extensions/cost/bound/" + amount).asDouble());
        }
        return answer;
    }

    private static List<String> names(String letter, Random random, int most) {
        return random.ints(random.nextInt(most + 1), 0, COUNT).mapToObj(i -> letter + i).toList();
    }

    @Test
    void items_are_those_of_a_model_in_the_order_of_the_terms() {
        var random = new Random(Thoroughness.seed(97));
        for (int i = 0; i < Thoroughness.cases(30, 500); i++) {
            var products = names("p", random, 5);
            var countries = new ArrayList<>(names("c", random, 5));
            if (random.nextInt(4) == 0) {
                countries.add(null);
            }
            var year = random.nextInt(2);
            var expected = new ArrayList<String>();
            for (var country : countries) {
                for (var product : products) {
                    var found = country != null && exists(number(product), number(country), year);
                    expected.add(found ? product + country : "");
                }
            }
            var variables = new HashMap<String, Object>();
            variables.put("p", products);
            variables.put("c", countries);
            variables.put("y", "y" + year);
            var answer =
                    ask(
                            Who.NOBODY,
                            "query($p: [ID!]!, $c: [ID]!, $y: ID!) { prices(products: $p, countries: $c, year: $y) { product country } }",
                            variables);
            var found = new ArrayList<String>();
            for (var price : answer.data("/prices")) {
                found.add(price.path("product").asText() + price.path("country").asText());
            }
            assertThat(found).isEqualTo(expected);
        }
    }

    private static int number(String name) {
        return Integer.parseInt(name.substring(1));
    }

    @Test
    void more_keys_than_a_batch_takes_are_read_by_several_requests_in_one_wave() {
        var products = IntStream.range(0, COUNT).mapToObj(i -> "p" + i).toList();
        var countries = IntStream.range(0, 18).mapToObj(i -> "c" + i).toList();
        var answer =
                ask(
                        Who.NOBODY,
                        "query($p: [ID!]!, $c: [ID]!) { prices(products: $p, countries: $c, year: \"y1\") { year } }",
                        Map.of("p", products, "c", countries));
        assertThat(answer.data("/prices")).hasSize(COUNT * 18);
        assertThat(api.wire().operations())
                .containsExactly("BatchGetItem", "BatchGetItem", "BatchGetItem");
        assertThat(answer.consumed("waves")).isEqualTo(1);
        assertThat(answer.body().at("/extensions/cost/bound/requests").asInt()).isEqualTo(3);
    }

    @Test
    void a_list_that_is_null_makes_the_field_null() {
        var answer = ask(Who.NOBODY, "{ maybe(countries: [\"c1\"]) { year } }", Map.of());
        assertThat(answer.data("/maybe").isNull()).isTrue();
        assertThat(api.wire().operations()).isEmpty();
    }

    @Test
    void each_combination_is_judged_by_its_own_values() {
        var answer =
                ask(
                        Who.user("ann"),
                        "{ shares(owners: [\"bob\", \"ann\"], files: [\"f1\", \"f2\"]) { owner } }",
                        Map.of());
        assertThat(answer.data("/shares").toString())
                .isEqualTo("[null,null,{\"owner\":\"ann\"},null]");
    }

    @Test
    void lists_are_those_of_a_model_page_by_page() {
        var random = new Random(Thoroughness.seed(101));
        for (int i = 0; i < Thoroughness.cases(20, 300); i++) {
            var days = Arrays.asList("d" + random.nextInt(5), "d" + random.nextInt(5));
            var shards = random.nextBoolean() ? List.of("2", "0") : List.of("1");
            var size = 1 + random.nextInt(9);
            assertThat(walk("events(days: $days", "", Map.of("days", days), size))
                    .isEqualTo(expected(days, List.of("0", "1"), Comparator.naturalOrder()));
            assertThat(
                            walk(
                                    "some(days: $days, shards: $shards",
                                    ", $shards: [ID!]!",
                                    Map.of("days", days, "shards", shards),
                                    size))
                    .isEqualTo(expected(days, shards, Comparator.reverseOrder()));
        }
    }

    private static List<String> expected(
            List<String> days, List<String> shards, Comparator<String> order) {
        return EVENTS.stream()
                .filter(event -> days.contains(event.day()) && shards.contains(event.shard()))
                .map(Event::id)
                .sorted(order)
                .toList();
    }

    private static List<String> walk(
            String list, String declared, Map<String, ?> variables, int size) {
        var ids = new ArrayList<String>();
        var given = new HashMap<String, Object>(variables);
        do {
            var answer =
                    ask(
                            Who.NOBODY,
                            "query($days: [ID!]!%s, $after: String) { list: %s, first: %d, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }"
                                    .formatted(declared, list, size),
                            given);
            answer.data().findValues("id").forEach(id -> ids.add(id.asText()));
            given.put("after", answer.data("/list/pageInfo/endCursor").asText());
            if (!answer.data("/list/pageInfo/hasNextPage").asBoolean()) {
                return ids;
            }
        } while (true);
    }
}
