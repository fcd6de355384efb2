// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.internal.schema.BoundSegment;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Idempotency;
import dev.sluice.internal.schema.KeyAttribute;
import dev.sluice.internal.schema.KeySchema;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.StoredAs;
import dev.sluice.internal.schema.Table;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.Expressions;
import dev.sluice.internal.schema.expression.ItemExpression;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.testing.Schemas;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// Checks the compiled mutations of the two shops.
final class MutationsTest {
    private static final Value SUB = new Value.Reference(Root.of("claims"), List.of("sub"));
    private static final Value ID = new Value.Reference(Root.of("id"), List.of());
    private static final Value VERSION = new Value.Reference(Root.of("version"), List.of());
    private static final Write.Repetition INPUT_LINES =
            new Write.Repetition(
                    new Value.Reference(Root.of("input"), List.of("lines")), 25, false);
    private static final Write.Repetition ORDER_LINES =
            new Write.Repetition(
                    new Value.Reference(Root.of("order"), List.of("lines")), 25, false);

    static Stream<Catalog> shops() {
        return Stream.of(Schemas.compile(Schemas.shop()), Schemas.compile(Schemas.singleTable()));
    }

    @ParameterizedTest
    @MethodSource("shops")
    void placing_an_order_puts_it_and_updates_what_it_touches(Catalog shop) {
        var place = mutation(shop, "placeOrder");
        assertEquals(
                new Source.Mutation.Preparation("priceOrder", Set.of("total", "points"), Set.of()),
                place.preparation());
        assertTrue(place.exactlyOnce());
        assertTrue(place.reads().isEmpty());
        assertEquals(0, place.result());

        var put = assertInstanceOf(Write.Put.class, place.writes().get(0));
        assertEquals("Order", put.type().name());
        assertEquals(
                Expressions.item(
                        "...$input, customerId = $claims.sub, total = $prepared.total, points ="
                                + " $prepared.points"),
                put.item());
        assertFalse(put.replaces());
        assertNull(put.condition());

        var stock = assertInstanceOf(Write.Update.class, place.writes().get(1));
        assertEquals(INPUT_LINES, stock.each());
        assertEquals(Expressions.update("ADD stock -$each.quantity"), stock.expression());
        assertEquals(
                Expressions.condition("stock >= $each.quantity AND price = $each.unitPrice"),
                stock.condition());
        assertEquals("PRICE_OR_STOCK_CHANGED", stock.onFail());
        assertEquals(
                Map.of("id", new Value.Reference(Root.of("each"), List.of("productId"))),
                stock.known());
        assertNull(stock.version());
        assertNull(stock.seen());

        var points = assertInstanceOf(Write.Update.class, place.writes().get(2));
        assertTrue(points.creates());
        assertEquals(Expressions.update("ADD points $prepared.points"), points.expression());
        assertNull(points.each());
        assertEquals(3, place.writes().size());
    }

    @ParameterizedTest
    @MethodSource("shops")
    void cancelling_an_order_depends_on_what_was_read_of_it(Catalog shop) {
        var cancel = mutation(shop, "cancelOrder");
        var read = Objects.requireNonNull(cancel.reads().get("order"));
        assertEquals(Set.of("order"), cancel.reads().keySet());
        assertTrue(read.consistent());
        assertFalse(cancel.exactlyOnce());
        assertEquals(3, cancel.writes().size());

        var order = assertInstanceOf(Write.Update.class, cancel.answering());
        assertEquals(read, order.item());
        assertEquals(Expressions.update("SET status = 'CANCELLED'"), order.expression());
        assertEquals(VERSION, order.version());
        assertEquals(
                new Write.Seen("order", Set.of("lines", "points", "placedAt"), true), order.seen());
        assertEquals(
                Map.of(
                        "customerId",
                        SUB,
                        "id",
                        ID,
                        "placedAt",
                        new Value.Reference(Root.of("order"), List.of("placedAt"))),
                order.known());
        assertEquals("NOT_CANCELLABLE", order.onFail());

        var stock = assertInstanceOf(Write.Update.class, cancel.writes().get(1));
        assertEquals(ORDER_LINES, stock.each());
        assertNull(stock.seen());
        var points = assertInstanceOf(Write.Update.class, cancel.writes().get(2));
        assertFalse(points.creates());
        assertEquals(Expressions.update("ADD points -$order.points"), points.expression());
    }

    @ParameterizedTest
    @MethodSource("shops")
    void updating_a_profile_sets_what_was_sent(Catalog shop) {
        var update = mutation(shop, "updateProfile");
        var user = assertInstanceOf(Write.Update.class, update.answering());
        assertEquals(1, update.writes().size());
        assertEquals(Expressions.update("SET ...$input"), user.expression());
        assertEquals(VERSION, user.version());
        assertEquals(Map.of("id", SUB), user.known());
        assertTrue(
                user.item().partition().segments().stream()
                        .anyMatch(segment ->
                                segment instanceof BoundSegment.Bound(var value, _, _)
                                        && value.equals(SUB)));
    }

    @ParameterizedTest
    @MethodSource("shops")
    void records_of_what_happened_once_have_a_table_of_their_own(Catalog shop) {
        var idempotency = Objects.requireNonNull(shop.idempotency());
        assertEquals(72, idempotency.keepHours());
        assertEquals(
                new Table(
                        "Idempotency",
                        new KeySchema(new KeyAttribute("id", StoredAs.S), null),
                        Idempotency.EXPIRES_AT,
                        List.of()),
                shop.tables().get("Idempotency"));
        assertFalse(shop.storedTypes().containsKey(idempotency.record().name()));
        assertEquals(List.of(), shop.notices());
        assertEquals(Set.of("PRICE_OR_STOCK_CHANGED", "NOT_CANCELLABLE"), shop.failureCodes());
    }

    private static Source.Mutation mutation(Catalog catalog, String name) {
        return assertInstanceOf(
                Source.Mutation.class,
                Objects.requireNonNull(catalog.field("Mutation", name)).source());
    }

    @Test
    void an_item_that_is_read_but_not_written_is_checked_last() {
        var mutation = mutation(Schemas.compile(BLOG), "publish");
        assertEquals(2, mutation.writes().size());
        var check = assertInstanceOf(Write.Check.class, mutation.writes().getLast());
        assertEquals(new Write.Seen("of", Set.of("name"), false), check.seen());
        assertEquals(mutation.reads().get("of"), check.item());
    }

    @Test
    void an_item_that_answers_after_it_was_deleted_is_all_that_it_was() {
        var mutation = mutation(Schemas.compile(BLOG), "close");
        var delete = assertInstanceOf(Write.Delete.class, mutation.answering());
        assertEquals(new Write.Seen("blog", Set.of("id", "name", "posts"), false), delete.seen());
    }

    @Test
    void literals_of_items_are_of_the_kind_of_their_field() {
        var put =
                assertInstanceOf(
                        Write.Put.class, mutation(Schemas.compile(BLOG), "open").answering());
        assertEquals(
                new ItemExpression.FieldValue("posts", new Value.Literal(0)),
                put.item().parts().getLast());
    }

    @Test
    void a_pinned_field_is_part_of_each_item_that_is_put() {
        var put =
                assertInstanceOf(
                        Write.Put.class, mutation(Schemas.compile(NOTES), "write").answering());
        assertEquals(
                Expressions.item("id = $id, text = $text, tenant = $claims.tenant"), put.item());
    }

    @Test
    void an_update_without_a_bound_is_reported() {
        assertEquals(
                List.of(
                        "api.graphqls:11:57 Mutation.rewrite: the update can make `text` grow without a limit, so an item can exceed itemSize and cost more than its bound. Fix: SET it as a whole from a value with @constraint(maxLength:) or (maxItems:).",
                        "api.graphqls: the schema has no @limits, so no operation is too"
                                + " expensive."),
                Schemas.compile(NOTES).notices());
    }

    @Test
    void an_update_of_a_set_has_a_bound_if_its_number_and_the_size_of_its_elements_have_one() {
        var bounded =
                """
                schema @limits(requests: 9, readUnits: 9, writeUnits: 9) { query: Query mutation: Mutation }
                type Query { team(id: ID!): Team @getItem(key: "id = $id") @auth(rules: [{public: true}]) }
                type Team @table(name: "Teams", partitionKey: "{id}", itemSize: 1) @auth(rules: [{public: true}]) {
                  id: ID!
                  members: [ID!] @attribute(as: SS) @constraint(maxItems: 9)
                }
                type Mutation {
                  join(id: ID!, who: [ID!]! @constraint(maxItems: 1, maxLength: 36)): Team @auth(rules: [{public: true}])
                    @write(update: "Team", key: "id = $id", expression: "ADD members $who")
                }
                """;
        assertEquals(List.of(), Schemas.compile(bounded).notices());
        for (var part : List.of(" @constraint(maxItems: 9)", ", maxLength: 36")) {
            assertEquals(1, Schemas.compile(bounded.replace(part, "")).notices().size());
        }
    }

    private static final String BLOG =
            """
            type Query { blog(id: ID!): Blog @getItem(key: "id = $id") @auth(rules: [{public: true}]) }
            type Blog @table(name: "Blogs", partitionKey: "{id}") @auth(rules: [{public: true}]) {
              id: ID!
              name: String!
              posts: Int!
            }
            type Post @table(name: "Posts", partitionKey: "{id}") @auth(rules: [{public: true}]) {
              id: ID!
              title: String!
            }
            type Mutation {
              open(id: ID!, name: String!): Blog @auth(rules: [{signedIn: true}])
                @write(put: "Blog", item: "id = $id, name = $name, posts = 0")
              publish(blog: ID!, id: ID!): Post @auth(rules: [{signedIn: true}])
                @getItem(as: "of", type: "Blog", key: "id = $blog", consistent: true)
                @write(put: "Post", item: "id = $id, title = $of.name")
              close(id: ID!): Blog @auth(rules: [{signedIn: true}])
                @getItem(as: "blog", type: "Blog", key: "id = $id", consistent: true)
                @write(delete: "Blog", key: "id = $id")
                @write(put: "Post", item: "id = $id, title = $blog.name")
            }
            """;

    private static final String NOTES =
            """
            type Query { note(id: ID!): Note @getItem(key: "id = $id") @auth(rules: [{signedIn: true}]) }
            type Note @table(name: "Notes", partitionKey: "{tenant}#{id}") @auth(rules: [{signedIn: true}]) {
              tenant: ID! @attribute(pin: "$claims.tenant")
              id: ID!
              text: String
            }
            type Mutation {
              write(id: ID!, text: String): Note @auth(rules: [{signedIn: true}])
                @write(put: "Note", item: "id = $id, text = $text")
              rewrite(id: ID!, text: String): Note @auth(rules: [{signedIn: true}])
                @write(update: "Note", key: "id = $id", expression: "SET text = $text")
            }
            """;
}
