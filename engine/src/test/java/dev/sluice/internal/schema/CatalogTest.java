// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.internal.schema.expression.Comparator;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.schema.key.KeyEnds;
import dev.sluice.internal.schema.key.KeySpelling;
import dev.sluice.internal.schema.key.KeyTemplate;
import dev.sluice.internal.schema.key.Slot;
import dev.sluice.internal.schema.key.TimePrecision;
import dev.sluice.internal.schema.key.ValueForm;
import dev.sluice.testing.Schemas;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Checks the catalogs of the two shop schemas: one with a table for each type, one with a single
/// table.
final class CatalogTest {
    private static final Catalog SHOP = Schemas.compile(Schemas.shop());
    private static final Catalog SINGLE = Schemas.compile(Schemas.singleTable());

    private static final Value SUB = new Value.Reference(Root.of("claims"), List.of("sub"));

    @Test
    void a_lone_field_is_its_own_key_attribute() {
        var orders = type(SHOP, "Order");
        assertEquals(
                key(orders, "{customerId}", "customerId", StoredAs.S), orders.key().partition());
        assertEquals(key(orders, "{id}", "id", StoredAs.S), orders.key().sort());
        assertEquals("Orders", orders.table());
    }

    @Test
    void a_template_of_several_segments_is_a_composed_key() {
        var orders = type(SINGLE, "Order");
        assertEquals(
                key(orders, "CUSTOMER#{customerId}", "pk", StoredAs.S), orders.key().partition());
        assertEquals(key(orders, "ORDER#{id}", "sk", StoredAs.S), orders.key().sort());
        var byStatus = orders.index("byStatus");
        assertEquals(
                key(orders, "{customerId}", "customerId", StoredAs.S), byStatus.key().partition());
        assertEquals(
                key(orders, "{status}#{placedAt}", "byStatusSk", StoredAs.S),
                byStatus.key().sort());
    }

    @Test
    void a_number_alone_in_a_key_is_a_number_there() {
        var product = type(SHOP, "Product");
        assertEquals(
                key(product, "{price}", "price", StoredAs.N),
                product.index("byCategory").key().sort());
    }

    @Test
    void a_table_has_the_keys_and_indexes_of_all_its_types() {
        var text = StoredAs.S;
        var composed = new KeySchema(new KeyAttribute("pk", text), new KeyAttribute("sk", text));
        var shop = Objects.requireNonNull(SINGLE.tables().get("Shop"));
        assertEquals(Set.of("Idempotency", "Shop"), SINGLE.tables().keySet());
        assertEquals(composed, shop.key());
        assertNull(shop.ttlAttribute());
        assertEquals(
                Set.of(
                        new Table.Index(
                                "byEmail",
                                new KeySchema(new KeyAttribute("email", text), null),
                                new Projection.All()),
                        new Table.Index(
                                "byStatus",
                                new KeySchema(
                                        new KeyAttribute("customerId", text),
                                        new KeyAttribute("byStatusSk", text)),
                                new Projection.All()),
                        new Table.Index(
                                "byCategory",
                                new KeySchema(
                                        new KeyAttribute("category", text),
                                        new KeyAttribute("price", StoredAs.N)),
                                new Projection.Include(List.of("imageUrl", "name")))),
                Set.copyOf(shop.indexes()));
    }

    @Test
    void an_index_returns_what_it_projects_and_the_keys() {
        var byCategory = type(SHOP, "Product").index("byCategory");
        assertEquals(Set.of("id", "category", "price", "name", "imageUrl"), byCategory.projected());
        assertNull(type(SHOP, "User").index("byEmail").projected());
    }

    @Test
    void an_index_that_projects_nothing_holds_its_keys_alone() {
        var alarms = Schemas.compile(Schemas.read(domain("telemetry")));
        var table = Objects.requireNonNull(alarms.tables().get("Alarms"));
        assertEquals(new Projection.KeysOnly(), table.indexes().getFirst().projection());
        assertEquals(
                Set.of("severity", "raisedAt", "serial"),
                type(alarms, "Alarm").index("bySeverity").projected());
        assertEquals(
                "expiresAt",
                Objects.requireNonNull(alarms.tables().get("Readings")).ttlAttribute());
    }

    @Test
    void a_read_by_key_binds_the_literals_and_the_claims() {
        var me = read(SINGLE, "Query", "me", Source.ItemRead.class);
        assertEquals(
                new BoundKey(
                        new KeyAttribute("pk", StoredAs.S),
                        KeySpelling.DEFAULT,
                        List.of(
                                new BoundSegment.Literal("CUSTOMER"),
                                new BoundSegment.Bound(SUB, ScalarKind.ID, Slot.PLAIN))),
                me.partition());
        assertEquals(
                new BoundKey(
                        new KeyAttribute("sk", StoredAs.S),
                        KeySpelling.DEFAULT,
                        List.of(new BoundSegment.Literal("Z_PROFILE"))),
                me.sort());
        assertFalse(me.consistent());
        assertTrue(read(SHOP, "Query", "order", Source.ItemRead.class).consistent());
    }

    @Test
    void a_batch_of_reads_names_its_list_and_the_element() {
        var products = read(SHOP, "Query", "products", Source.ListRead.class);
        var ids = new Value.Reference(Root.of("ids"), List.of());
        assertEquals(List.of(new FanOut.Elements(ids, 50)), products.lists());
        var each = products.each().reads().getFirst();
        assertEquals(60, each.maxAge());
        assertEquals(
                List.of(new BoundSegment.Bound(new Value.Element(0), ScalarKind.ID, Slot.PLAIN)),
                each.partition().segments());
    }

    @Test
    void a_query_without_a_sort_term_reads_the_range_of_its_literals() {
        var orders = read(SINGLE, "User", "orders", Source.QueryRead.class);
        assertEquals(
                new SortCondition(
                        new KeyAttribute("sk", StoredAs.S),
                        KeySpelling.DEFAULT,
                        List.of(new BoundSegment.Literal("ORDER")),
                        null,
                        KeyEnds.NONE,
                        false),
                orders.condition().sort());
        assertFalse(orders.ascending());
        assertEquals(20, orders.maxItems());
        assertNull(read(SHOP, "User", "orders", Source.QueryRead.class).condition().sort());
    }

    @Test
    void a_nullable_argument_makes_the_last_term_optional() {
        var sort = read(SHOP, "User", "ordersByStatus", Source.QueryRead.class).condition().sort();
        assertEquals(
                new SortCondition(
                        new KeyAttribute("byStatusSk", StoredAs.S),
                        KeySpelling.DEFAULT,
                        List.of(
                                new BoundSegment.Bound(
                                        new Value.Reference(Root.of("status"), List.of()),
                                        ScalarKind.ENUM,
                                        Slot.PLAIN)),
                        new SortCondition.Range.Compared(
                                Comparator.GREATER_OR_EQUAL,
                                new Value.Reference(Root.of("since"), List.of()),
                                ScalarKind.DATE_TIME,
                                Slot.PLAIN.of(new ValueForm.Time(TimePrecision.MILLISECONDS))),
                        KeyEnds.ALL,
                        true),
                sort);
    }

    @Test
    void an_object_type_of_a_query_answers_its_first_item() {
        var user = read(SHOP, "Query", "userByEmail", Source.QueryRead.class);
        assertEquals(Source.QueryRead.Answer.FIRST, user.answer());
        assertEquals("byEmail", user.index());
        assertEquals(Map.of("User", Map.of()), user.ruleFields());
    }

    @Test
    void a_list_knows_the_value_of_each_owner_before_it_is_read() {
        var parent = new Value.Reference(Root.of("parent"), List.of("id"));
        assertEquals(
                Map.of("Order", Map.of("customerId", parent)),
                read(SHOP, "User", "orders", Source.QueryRead.class).ruleFields());
        assertEquals(
                Map.of(
                        "User", Map.of("id", SUB),
                        "Loyalty", Map.of("customerId", SUB),
                        "Order", Map.of("customerId", SUB)),
                read(SINGLE, "Query", "account", Source.QueryRead.class).ruleFields());
    }

    @Test
    void a_union_in_one_table_is_one_query_of_its_partition() {
        var account = read(SINGLE, "Query", "account", Source.QueryRead.class);
        assertTrue(account.target().isAbstract());
        assertEquals(List.of("User", "Loyalty", "Order"), names(account.target()));
        assertNull(account.condition().sort());
        assertEquals(
                new BoundSegment.Bound(SUB, ScalarKind.ID, Slot.PLAIN),
                account.condition().partition().segments().getLast());
    }

    @Test
    void an_interface_in_one_table_is_one_query_too() {
        var events = Schemas.compile(Schemas.read(domain("events")));
        var read = read(events, "Query", "events", Source.QueryRead.class);
        assertEquals(Set.of("OrderPlaced", "OrderShipped"), Set.copyOf(names(read.target())));
        assertTrue(read.consistent());
    }

    @Test
    void a_field_needs_the_attributes_that_its_keys_and_rules_name() {
        assertEquals(Set.of("id"), field(SHOP, "User", "orders").needs());
        assertEquals(Set.of("customerId"), field(SHOP, "Order", "customer").needs());
        assertEquals(Set.of("productId"), field(SHOP, "OrderLine", "product").needs());
        assertEquals(Set.of("price"), field(SHOP, "Product", "price").needs());
        assertEquals(Set.of(), field(SHOP, "Query", "me").needs());
        var tenants = Schemas.compile(Schemas.read(domain("tenants")));
        assertEquals(Set.of("budget", "managerId"), field(tenants, "Project", "budget").needs());
    }

    @Test
    void what_every_read_projects_is_keys_expiry_and_owners() {
        assertEquals(Set.of("customerId", "id"), type(SHOP, "Order").always());
        assertEquals(Set.of("pk", "sk", "customerId"), type(SINGLE, "Order").always());
    }

    @Test
    void rules_are_allowed_on_types_and_on_fields() {
        assertEquals(
                List.of(
                        new Rule(false, false, "id", null, null, null),
                        new Rule(false, false, null, "support", null, null)),
                type(SHOP, "User").rules());
        assertEquals(
                List.of(new Rule(false, false, null, "staff", null, null)),
                field(SHOP, "Product", "stock").rules());
        assertEquals(
                List.of(new Rule(false, true, null, null, null, null)),
                field(SHOP, "Query", "me").rules());
    }

    @Test
    void limits_and_constraints_are_as_they_are_written() {
        assertEquals(new Limits(20, 400, 300, 12, Limits.Enforce.BOUND, null), SHOP.limits());
        assertEquals(List.of(), SHOP.notices());
        var email = Objects.requireNonNull(SHOP.constraints().get("Email"));
        assertEquals(254, email.maxLength());
        assertTrue(email.lowercase());
        var ids = Objects.requireNonNull(SHOP.constraints().get("Query.products(ids:)"));
        assertEquals(50, ids.maxItems());
    }

    @Test
    void two_types_of_one_index_project_what_either_needs() {
        var catalog =
                Schemas.compile(
                        """
                        type Query {
                          a(id: ID!): A @getItem(key: "id = $id") @auth(rules: [{public: true}])
                        }
                        type A @table(name: "Both", partitionKey: "A#{id}")
                          @index(name: "byDay", partitionKey: "{day}", project: ["one"])
                          @auth(rules: [{public: true}]) { id: ID! day: String one: Int }
                        type B @table(name: "Both", partitionKey: "B#{id}")
                          @index(name: "byDay", partitionKey: "{day}", project: ["two"])
                          @auth(rules: [{public: true}]) { id: ID! day: String two: Int }
                        """);
        var table = Objects.requireNonNull(catalog.tables().get("Both"));
        assertEquals(
                new Projection.Include(List.of("one", "two")),
                table.indexes().getFirst().projection());
    }

    @Test
    void a_list_opens_to_callers_whom_another_rule_lets_in() {
        var school = Schemas.compile(Schemas.read(domain("school")));
        var students = read(school, "Course", "students", Source.QueryRead.class);
        assertEquals(Map.of("Enrolment", Map.of()), students.ruleFields());
    }

    private static Path domain(String name) {
        return Schemas.domains().stream()
                .filter(file -> file.endsWith(name + ".graphqls"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(Target target) {
        return target.members().stream().map(StoredType::name).toList();
    }

    private static Key key(StoredType of, String template, String attribute, StoredAs type) {
        var parsed =
                KeyTemplate.parse(template)
                        .formed((field, _) ->
                                field.endsWith("At")
                                        ? new ValueForm.Time(TimePrecision.MILLISECONDS)
                                        : new ValueForm.Text());
        var fields =
                parsed.fields().stream()
                        .map(field ->
                                KeyField.of(Objects.requireNonNull(of.shape().attribute(field))))
                        .toList();
        return new Key(parsed, new KeyAttribute(attribute, type), !parsed.isLone(), fields);
    }

    private static StoredType type(Catalog catalog, String name) {
        return Objects.requireNonNull(catalog.storedTypes().get(name));
    }

    private static Field field(Catalog catalog, String type, String name) {
        return Objects.requireNonNull(catalog.field(type, name));
    }

    private static <S extends Source> S read(
            Catalog catalog, String type, String name, Class<S> kind) {
        return assertInstanceOf(kind, field(catalog, type, name).source());
    }
}
