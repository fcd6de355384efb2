// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Thoroughness;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Keys of indexes with fields of objects inside the item.
class FieldsOfObjectsInKeysTest {
    private static final String SCHEMA =
            """
            schema @limits(requests: 10, readUnits: 100, writeUnits: 50) { query: Query mutation: Mutation }
            enum Country { DE FR }
            type Geo { cell: String! }
            type Address { country: Country! city: String! street: String geo: Geo }
            input GeoInput { cell: String! @constraint(maxLength: 9) }
            input AddressInput {
              country: Country!
              city: String! @constraint(maxLength: 9)
              street: String @constraint(maxLength: 9)
              geo: GeoInput
            }
            type Shop @table(name: "Shops", partitionKey: "{id}", itemSize: 1)
              @index(name: "byCity", partitionKey: "{address.city}", project: [])
              @index(name: "byPlace", partitionKey: "IN#{address.country}", sortKey: "{address.city}#{name}")
              @index(name: "byCell", partitionKey: "{address.geo.cell}", project: ["name"])
              @index(name: "byStand", partitionKey: "{stand.cell}#{name}")
              @auth(rules: [{public: true}]) {
              id: ID!
              name: String!
              address: Address!
              stand: Geo
            }
            type Query {
              inCity(city: String!, first: Int! = 50, after: String): ShopConnection!
                @query(index: "byCity", keyCondition: "address.city = $city") @auth(rules: [{public: true}])
              inPlace(country: Country!, from: String, to: String, first: Int! = 50, after: String): ShopConnection!
                @query(index: "byPlace", keyCondition: "address.country = $country AND address.city BETWEEN $from AND $to")
                @auth(rules: [{public: true}])
              inCell(cell: String!, first: Int! = 50, after: String): ShopConnection!
                @query(index: "byCell", keyCondition: "address.geo.cell = $cell") @auth(rules: [{public: true}])
              atStand(cell: String!, name: String!, first: Int! = 50, after: String): ShopConnection!
                @query(index: "byStand", keyCondition: "stand.cell = $cell AND name = $name") @auth(rules: [{public: true}])
            }
            type Mutation {
              open(id: ID!, name: String! @constraint(maxLength: 9), address: AddressInput!, stand: GeoInput): Shop @auth(rules: [{public: true}])
                @write(put: "Shop", item: "id = $id, name = $name, address = $address, stand = $stand")
              replace(id: ID!, address: AddressInput): Shop @auth(rules: [{public: true}])
                @getItem(as: "old", type: "Shop", key: "id = $id", consistent: true)
                @write(update: "Shop", key: "id = $id", expression: "SET address = $address")
              move(id: ID!, city: String @constraint(maxLength: 9)): Shop @auth(rules: [{public: true}])
                @getItem(as: "old", type: "Shop", key: "id = $id", consistent: true)
                @write(update: "Shop", key: "id = $id", expression: "SET address.city = $city")
              rename(id: ID!, name: String! @constraint(maxLength: 9)): Shop @auth(rules: [{public: true}])
                @getItem(as: "old", type: "Shop", key: "id = $id", consistent: true)
                @write(update: "Shop", key: "id = $id", expression: "SET name = $name")
              face(id: ID!, street: String! @constraint(maxLength: 9)): Shop @auth(rules: [{public: true}])
                @write(update: "Shop", key: "id = $id", expression: "SET address.street = $street")
              place(id: ID!, geo: GeoInput): Shop @auth(rules: [{public: true}])
                @write(update: "Shop", key: "id = $id", expression: "SET address.geo = $geo")
              pitch(id: ID!, stand: GeoInput): Shop @auth(rules: [{public: true}])
                @getItem(as: "old", type: "Shop", key: "id = $id", consistent: true)
                @write(update: "Shop", key: "id = $id", expression: "SET stand = $stand")
              hide(id: ID!): Shop @auth(rules: [{public: true}])
                @write(update: "Shop", key: "id = $id", expression: "REMOVE address.geo")
              close(id: ID!): Shop @auth(rules: [{public: true}])
                @write(update: "Shop", key: "id = $id", expression: "REMOVE stand")
            }
            """;
    private static final List<String> CITIES = List.of("Aix", "Bonn", "Caen", "Köln # 1");
    private static final List<String> CELLS = List.of("u1", "u2");
    private static final List<String> CLOSING =
            List.of("close(id: $id)", "pitch(id: $id, stand: null)");
    private static Api api;

    /// A shop of the model.
    private record Shop(
            String id, String name, Map<String, Object> address, @Nullable Object stand) {
        String city() {
            return String.valueOf(address.get("city"));
        }

        Shop with(String field, @Nullable Object value) {
            var changed = new HashMap<>(address);
            changed.keySet().remove(field);
            if (value != null) {
                changed.put(field, value);
            }
            return new Shop(id, name, changed, stand);
        }

        Shop at(@Nullable Object other) {
            return new Shop(id, name, address, other);
        }
    }

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA);
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static Answer ask(String query, Map<String, ?> variables) {
        var answer = api.ask(Who.NOBODY, query, variables);
        var cost = answer.body().at("/extensions/cost");
        for (var amount : List.of("requests", "readUnits", "writeUnits")) {
            assertThat(cost.at("/consumed/" + amount).asDouble())
                    .as(query)
                    .isLessThanOrEqualTo(cost.at("/bound/" + amount).asDouble());
        }
        return answer;
    }

    @Test
    void lists_find_what_a_model_of_the_writes_does() {
        var random = new Random(Thoroughness.seed(83));
        var model = new TreeMap<String, Shop>();
        for (int i = 0; i < Thoroughness.cases(60, 800); i++) {
            change(model, "m" + random.nextInt(6), random);
            if (i % 6 == 5) {
                compare(model);
            }
        }
    }

    private static <T> T any(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    private static Map<String, Object> address(Random random) {
        var address = new HashMap<String, Object>();
        address.put("country", any(List.of("DE", "FR"), random));
        address.put("city", any(CITIES, random));
        if (random.nextBoolean()) {
            address.put("geo", geo(random));
        }
        return address;
    }

    private static Map<String, String> geo(Random random) {
        return Map.of("cell", any(CELLS, random));
    }

    private static void change(Map<String, Shop> model, String id, Random random) {
        var shop = model.get(id);
        var name = "n" + random.nextInt(2);
        if (shop == null) {
            var opened = new Shop(id, name, address(random), geo(random));
            write(
                    model,
                    opened,
                    "open(id: $id, name: $name, address: $address, stand: $stand)",
                    "$name: String!, $address: AddressInput!, $stand: GeoInput",
                    Map.of("name", name, "address", opened.address(), "stand", geo(opened)));
            return;
        }
        var address = address(random);
        var geo = geo(random);
        var city = any(CITIES, random);
        switch (random.nextInt(10)) {
            case 0 ->
                    write(
                            model,
                            new Shop(id, shop.name(), address, shop.stand()),
                            "replace(id: $id, address: $address)",
                            "$address: AddressInput",
                            Map.of("address", address));
            case 1 -> write(model, shop, "replace(id: $id)", "", Map.of());
            case 2 ->
                    write(
                            model,
                            new Shop(id, name, shop.address(), shop.stand()),
                            "rename(id: $id, name: $name)",
                            "$name: String!",
                            Map.of("name", name));
            case 3 ->
                    write(
                            model,
                            shop.with("city", city),
                            "move(id: $id, city: $city)",
                            "$city: String",
                            Map.of("city", city));
            case 4 -> write(model, shop, "move(id: $id)", "", Map.of());
            case 5 -> write(model, shop, "face(id: $id, street: \"High\")", "", Map.of());
            case 6 ->
                    write(
                            model,
                            shop.with("geo", geo),
                            "place(id: $id, geo: $geo)",
                            "$geo: GeoInput",
                            Map.of("geo", geo));
            case 7 -> write(model, shop.with("geo", null), "hide(id: $id)", "", Map.of());
            case 8 ->
                    write(
                            model,
                            shop.at(geo),
                            "pitch(id: $id, stand: $geo)",
                            "$geo: GeoInput",
                            Map.of("geo", geo));
            default -> write(model, shop.at(null), any(CLOSING, random), "", Map.of());
        }
    }

    private static Object geo(Shop shop) {
        return Objects.requireNonNull(shop.stand());
    }

    private static void write(
            Map<String, Shop> model,
            Shop after,
            String field,
            String declared,
            Map<String, ?> variables) {
        var all = new HashMap<String, Object>(variables);
        all.put("id", after.id());
        var mutation = "mutation($id: ID!, %s) { %s { id } }".formatted(declared, field);
        assertThat(ask(mutation, all).errors()).as(mutation).isEmpty();
        model.put(after.id(), after);
    }

    private static void compare(Map<String, Shop> model) {
        for (var city : CITIES) {
            assertThat(listed("inCity(city: $v)", city))
                    .containsExactlyInAnyOrderElementsOf(
                            ids(model, shop -> city.equals(shop.city())));
        }
        for (var cell : CELLS) {
            var geo = Map.of("cell", cell);
            assertThat(listed("inCell(cell: $v)", cell))
                    .containsExactlyInAnyOrderElementsOf(
                            ids(model, shop -> geo.equals(shop.address().get("geo"))));
            assertThat(listed("atStand(cell: $v, name: \"n1\")", cell))
                    .containsExactlyInAnyOrderElementsOf(
                            ids(model, s -> geo.equals(s.stand()) && s.name().equals("n1")));
        }
        for (var country : List.of("DE", "FR")) {
            var expected =
                    model.values().stream()
                            .filter(shop -> country.equals(shop.address().get("country")))
                            .filter(shop -> shop.city().compareTo("B") >= 0)
                            .toList();
            var listed =
                    listed("inPlace(country: %s, from: $v)".formatted(country), "B").stream()
                            .map(id -> Objects.requireNonNull(model.get(id)))
                            .toList();
            assertThat(listed).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(listed)
                    .isSortedAccordingTo(
                            Comparator.comparing(Shop::city).thenComparing(Shop::name));
        }
    }

    private static List<String> ids(Map<String, Shop> model, Predicate<Shop> condition) {
        return model.values().stream().filter(condition).map(Shop::id).toList();
    }

    private static List<String> listed(String list, String value) {
        var answer =
                ask(
                        "query($v: String!) { list: %s { edges { node { id } } } }".formatted(list),
                        Map.of("v", value));
        assertThat(answer.errors()).isEmpty();
        var ids = new ArrayList<String>();
        answer.data().findValuesAsText("id").stream()
                .filter(id -> id.startsWith("m"))
                .forEach(ids::add);
        return ids;
    }

    @Test
    void a_shop_whose_key_another_writer_left_stale_is_left_out() {
        var address = Map.of("country", "DE", "city", "Trier");
        api.withRaw(
                "Shop",
                Map.of("id", "stale", "name", "n", "address", address),
                Map.of("byPlacePk", AttributeValue.fromS("IN#FR")));
        var answer =
                ask(
                        "{ inPlace(country: FR, from: \"Trier\", to: \"Trier\") { edges { node { id address { country } } } } }",
                        Map.of());
        assertThat(answer.data().findValues("id")).isEmpty();
        assertThat(api.drifts().toString()).contains("address.country");
    }

    @Test
    void an_index_that_does_not_hold_the_object_reads_it_from_the_table() {
        var address = Map.of("country", "FR", "city", "Dijon", "geo", Map.of("cell", "v1"));
        api.with("Shop", Map.of("id", "dijon", "name", "n", "address", address));
        api.wire().reset();
        ask("{ inCell(cell: \"v1\") { edges { node { id name } } } }", Map.of());
        assertThat(api.wire().operations()).containsExactly("Query");
        api.wire().reset();
        var answer =
                ask(
                        "{ inCell(cell: \"v1\") { edges { node { id address { city } } } } }",
                        Map.of());
        assertThat(api.wire().operations()).hasSize(2);
        assertThat(answer.data().findValue("city").asText()).isEqualTo("Dijon");
    }
}
