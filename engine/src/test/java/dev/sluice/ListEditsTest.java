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

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/// Changes of one object of a stored list.
class ListEditsTest {
    private static final Who ANN = Who.user("ann");
    private static final int STEPS = Thoroughness.cases(60, 600);
    private static final int MOST = 4;
    private static final String SCHEMA =
            """
            schema @limits(requests: 20, readUnits: 90, writeUnits: 90) { query: Query mutation: Mutation }
            type Cart @table(name: "Carts", partitionKey: "{id}", itemSize: 2) @auth(rules: [{owner: "id"}]) {
              id: ID!
              note: String
              lines: [Line!] @constraint(maxItems: 4, unique: "product")
            }
            type Line { product: ID! quantity: Int! @constraint(min: 1) gift: String }
            input LineIn { product: ID! quantity: Int! gift: String @constraint(maxLength: 9) }
            input LineChange { product: ID! quantity: Int gift: String @constraint(maxLength: 9) }
            type Query { cart: Cart @getItem(key: "id = $claims.sub") @auth(rules: [{signedIn: true}]) }
            type Mutation {
              add(line: LineIn!): Cart @auth(rules: [{signedIn: true}])
                @getItem(as: "cart", type: "Cart", key: "id = $claims.sub", consistent: true)
                @write(update: "Cart", key: "id = $claims.sub", expression: "SET lines = list_add($cart.lines, $line)", onFail: "THERE_ALREADY")
              put(line: LineIn!): Cart @auth(rules: [{signedIn: true}])
                @getItem(as: "cart", type: "Cart", key: "id = $claims.sub", consistent: true)
                @write(update: "Cart", key: "id = $claims.sub", expression: "SET lines = list_put($cart.lines, $line)")
              change(line: LineChange!): Cart @auth(rules: [{signedIn: true}])
                @getItem(as: "cart", type: "Cart", key: "id = $claims.sub", consistent: true)
                @write(update: "Cart", key: "id = $claims.sub", expression: "SET lines = list_update($cart.lines, $line)")
              remove(product: ID!): Cart @auth(rules: [{signedIn: true}])
                @getItem(as: "cart", type: "Cart", key: "id = $claims.sub", consistent: true)
                @write(update: "Cart", key: "id = $claims.sub", expression: "SET lines = list_remove($cart.lines, $product)", onFail: "NO_SUCH_LINE")
            }
            """;
    private static final String CART = " { lines { product quantity gift } }";

    private Api api;
    private BoundedMutations mutations;

    @BeforeEach
    void open() {
        api = Api.of(SCHEMA);
        mutations = new BoundedMutations(api);
        api.with("Cart", Map.of("id", "ann"));
    }

    @AfterEach
    void close() {
        api.close();
    }

    private Answer change(String field) {
        return mutations.ask(ANN, field + CART);
    }

    private String lines() {
        return api.ask(ANN, "{ cart" + CART + " }").data("/cart/lines").toString();
    }

    @Test
    void a_line_is_added_changed_and_removed_by_a_read_and_a_write() {
        change("add(line: {product: \"a\", quantity: 1, gift: \"x\"})");
        assertThat(api.wire().operations()).containsExactly("GetItem", "UpdateItem");
        change("add(line: {product: \"b\", quantity: 1})");

        assertThat(
                        change("change(line: {product: \"a\", quantity: 5})")
                                .data("/f/lines")
                                .toString())
                .isEqualTo(
                        "[{\"product\":\"a\",\"quantity\":5,\"gift\":\"x\"},"
                                + "{\"product\":\"b\",\"quantity\":1,\"gift\":null}]");
        change("change(line: {product: \"a\", gift: null})");
        change("put(line: {product: \"b\", quantity: 7})");
        assertThat(lines())
                .isEqualTo(
                        "[{\"product\":\"a\",\"quantity\":5,\"gift\":null},"
                                + "{\"product\":\"b\",\"quantity\":7,\"gift\":null}]");
        change("remove(product: \"a\")");
        assertThat(lines()).isEqualTo("[{\"product\":\"b\",\"quantity\":7,\"gift\":null}]");
    }

    @Test
    void a_line_that_is_there_or_not_refuses_what_needs_the_opposite() {
        change("put(line: {product: \"a\", quantity: 1})");

        assertThat(change("add(line: {product: \"a\", quantity: 2})").errors())
                .containsExactly("/f THERE_ALREADY");
        assertThat(change("remove(product: \"b\")").errors()).containsExactly("/f NO_SUCH_LINE");
        assertThat(change("change(line: {product: \"b\", quantity: 2})").errors())
                .containsExactly("/f CONDITION_FAILED");
        assertThat(change("change(line: {product: \"a\", quantity: null})").errors())
                .containsExactly("/f BAD_USER_INPUT");
        assertThat(change("put(line: {product: \"a\", quantity: 0})").errors())
                .containsExactly("/f BAD_USER_INPUT");
        assertThat(lines()).isEqualTo("[{\"product\":\"a\",\"quantity\":1,\"gift\":null}]");
    }

    @Test
    void other_lines_keep_attributes_that_the_schema_does_not_know() {
        var foreign =
                Map.of(
                        "product", AttributeValue.fromS("a"),
                        "quantity", AttributeValue.fromN("1"),
                        "colour", AttributeValue.fromS("red"));
        api.withRaw(
                "Cart",
                Map.of("id", "ann"),
                Map.of("lines", AttributeValue.fromL(List.of(AttributeValue.fromM(foreign)))));

        change("add(line: {product: \"b\", quantity: 2})");

        assertThat(stored().getFirst().m()).isEqualTo(foreign);
        assertThat(stored()).hasSize(2);
    }

    @Test
    void a_list_that_another_changes_in_between_is_a_conflict() {
        var query =
                Map.of("query", "mutation { f: put(line: {product: \"b\", quantity: 2}) { id } }");
        var requests = new AtomicInteger();
        api.wire().reset();
        api.wire()
                .hook((request, next) -> {
                    var reply = next.forward(request.body());
                    if (requests.getAndIncrement() == 0) {
                        api.with(
                                "Cart",
                                Map.of(
                                        "id",
                                        "ann",
                                        "lines",
                                        List.of(Map.of("product", "z", "quantity", 1))));
                    }
                    return reply;
                });

        assertThat(api.send(ANN, query).errors()).containsExactly("/f CONFLICT");
        assertThat(stored()).hasSize(1);
    }

    @Test
    void random_changes_match_a_model() {
        var random = new Random(Thoroughness.seed(31));
        var model = new LinkedHashMap<String, Integer>();
        for (int step = 0; step < STEPS; step++) {
            var product = "p" + random.nextInt(6);
            var quantity = 1 + random.nextInt(9);
            var isThere = model.containsKey(product);
            var line = "(line: {product: \"%s\", quantity: %d})".formatted(product, quantity);
            String field;
            String refusal;
            switch (random.nextInt(4)) {
                case 0 -> {
                    field = "add" + line;
                    refusal = isThere ? "THERE_ALREADY" : full(model);
                }
                case 1 -> {
                    field = "put" + line;
                    refusal = isThere ? "" : full(model);
                }
                case 2 -> {
                    field = "change" + line;
                    refusal = isThere ? "" : "CONDITION_FAILED";
                }
                default -> {
                    field = "remove(product: \"%s\")".formatted(product);
                    refusal = isThere ? "" : "NO_SUCH_LINE";
                }
            }
            assertThat(String.join("", change(field).codes())).as(field).isEqualTo(refusal);
            if (refusal.isEmpty() && field.startsWith("remove")) {
                model.remove(product);
            } else if (refusal.isEmpty()) {
                model.put(product, quantity);
            }
            assertThat(quantities()).as(field).isEqualTo(model.toString());
        }
    }

    private static String full(Map<String, Integer> model) {
        return model.size() < MOST ? "" : "BAD_USER_INPUT";
    }

    private String quantities() {
        var quantities = new LinkedHashMap<String, Integer>();
        stored().forEach(line ->
                quantities.put(
                        Objects.requireNonNull(line.m().get("product")).s(),
                        Integer.valueOf(Objects.requireNonNull(line.m().get("quantity")).n())));
        return quantities.toString();
    }

    private List<AttributeValue> stored() {
        var lines =
                api.dynamoDb()
                        .getItem(get ->
                                get.tableName(api.physicalName("Carts"))
                                        .consistentRead(true)
                                        .key(Map.of("id", AttributeValue.fromS("ann"))))
                        .item()
                        .get("lines");
        return lines == null ? List.of() : lines.l();
    }
}
