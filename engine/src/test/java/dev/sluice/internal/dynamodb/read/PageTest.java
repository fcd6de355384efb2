// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.dynamodb.PageFixture;
import dev.sluice.internal.dynamodb.Shop;
import dev.sluice.internal.dynamodb.TestStore;
import dev.sluice.internal.dynamodb.cursor.PageKey;
import dev.sluice.internal.dynamodb.expression.Filter;
import dev.sluice.internal.dynamodb.item.Findings;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.item.ItemRequest;
import dev.sluice.internal.schema.expression.Comparator;
import dev.sluice.internal.schema.expression.Expressions;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.schema.key.SortRange;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageTest {
    private final TestStore store = new TestStore();

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void pages_follow_each_other_without_skip_or_repeat() {
        events("walk", 7);
        var numbers = new ArrayList<@Nullable Object>();
        Page page = store.read(PageFixture.of(Shop.EVENT, "walk").first(3).request());
        assertThat(store.wire.operations()).containsExactly("Query");
        assertThat(store.wire.calls().getFirst().body().get("Limit").asInt()).isEqualTo(4);
        while (true) {
            page.items().forEach(item -> numbers.add(item.value("number")));
            if (!page.hasNext()) {
                break;
            }
            page =
                    store.read(
                            PageFixture.of(Shop.EVENT, "walk")
                                    .first(3)
                                    .after(page.end())
                                    .request());
        }
        assertThat(numbers).isEqualTo(decimals(0, 1, 2, 3, 4, 5, 6));
    }

    @Test
    void a_page_of_exactly_all_items_is_the_last() {
        events("exact", 3);
        var page = store.read(PageFixture.of(Shop.EVENT, "exact").first(3).request());
        assertThat(page.entries()).hasSize(3);
        assertThat(page.hasNext()).isFalse();
        assertThat(page.end()).isEqualTo(page.entries().getLast().key());
    }

    @Test
    void a_page_starts_after_an_item_that_was_deleted_since() {
        events("gone", 3);
        var first = store.read(PageFixture.of(Shop.EVENT, "gone").first(1).request());
        store.client.deleteItem(delete ->
                delete.tableName(store.physical("Events"))
                        .key(Objects.requireNonNull(first.end()).attributes()));
        var page = store.read(PageFixture.of(Shop.EVENT, "gone").after(first.end()).request());
        assertThat(numbers(page)).isEqualTo(decimals(1, 2));
    }

    @Test
    void a_page_cut_by_the_1_MB_limit_says_there_is_more() {
        for (int i = 0; i < 5; i++) {
            store.put(
                    Shop.EVENT,
                    Map.of("stream", "large", "number", i, "text", "x".repeat(390 * 1024)));
        }
        var page = store.read(PageFixture.of(Shop.EVENT, "large").request());
        assertThat(page.entries()).hasSize(3);
        assertThat(page.hasNext()).isTrue();
        var rest = store.read(PageFixture.of(Shop.EVENT, "large").after(page.end()).request());
        assertThat(numbers(rest)).isEqualTo(decimals(3, 4));
        assertThat(rest.hasNext()).isFalse();
    }

    @Test
    void expired_items_are_dropped_and_the_page_still_advances() {
        long now = TestStore.NOW.getEpochSecond();
        for (int i = 0; i < 6; i++) {
            store.putRaw(
                    "Events",
                    TestStore.attributes(
                            "stream",
                            AttributeValue.fromS("expiring"),
                            "number",
                            AttributeValue.fromN("" + i),
                            "expiresAt",
                            AttributeValue.fromN("" + (i < 4 ? now : now + 1))));
        }
        var page = store.read(PageFixture.of(Shop.EVENT, "expiring").first(2).request());
        assertThat(page.entries()).isEmpty();
        assertThat(page.hasNext()).isTrue();
        var next =
                store.read(
                        PageFixture.of(Shop.EVENT, "expiring")
                                .first(2)
                                .after(page.end())
                                .request());
        assertThat(numbers(next)).isEqualTo(decimals(4, 5));
        assertThat(store.read(PageFixture.of(Shop.EVENT, "expiring").after(next.end()).request()))
                .isEqualTo(new Page(List.of(), false, next.end()));
        assertThat(store.read(new ItemRequest(TestStore.target(Shop.EVENT), "expiring", 0, true)))
                .isNull();
    }

    @Test
    void a_filter_that_lets_nothing_through_still_advances() {
        events("filtered", 4);
        var nothing = filter("text = ':v0 OR #n0 = #n0'");
        var page = store.read(PageFixture.of(Shop.EVENT, "filtered").filter(nothing, 2).request());
        assertThat(page.entries()).isEmpty();
        assertThat(page.hasNext()).isTrue();
        assertThat(page.end()).isNotNull();
        var next =
                store.read(
                        PageFixture.of(Shop.EVENT, "filtered")
                                .filter(filter("text = 'event 3'"), 2)
                                .after(page.end())
                                .request());
        assertThat(numbers(next)).isEqualTo(decimals(3));
    }

    @Test
    void items_of_no_member_type_are_dropped_and_members_are_told_apart() {
        account("ann");
        store.putRaw(
                "Customers",
                TestStore.attributes(
                        "pk",
                        AttributeValue.fromS("CUSTOMER#ann"),
                        "sk",
                        AttributeValue.fromS("OTHER#1")));
        var page = store.read(PageFixture.of(Shop.ACCOUNT_ITEM, "CUSTOMER#ann").request());
        assertThat(page.items())
                .extracting(item -> item.type().name())
                .containsExactly("Order", "Order", "User");
        assertThat(store.read(PageFixture.of(Shop.USER, "CUSTOMER#ann").request()).items())
                .extracting(item -> item.type().name())
                .containsExactly("User");
    }

    @Test
    void an_index_of_keys_alone_gives_back_the_fields_inside_them() {
        account("bea");
        var page =
                store.read(
                        PageFixture.of(Shop.ORDER, "bea")
                                .index("byStatus")
                                .sort(new SortRange.BeginsWith("PLACED#"))
                                .projection("note")
                                .request());
        var order = page.items().getFirst();
        assertThat(order.value("id")).isEqualTo("1");
        assertThat(order.value("status")).isEqualTo("PLACED");
        assertThat(order.value("placedAt")).isEqualTo(TestStore.NOW);
        assertThat(order.value("customerId")).isEqualTo("bea");
        assertThat(order.value("note")).isNull();

        var request = PageFixture.of(Shop.ORDER, "bea").index("byStatus").request();
        var base = Objects.requireNonNull(store.read(order.key(true)));
        assertThat(base.value("total")).isEqualTo(new BigDecimal("12.5"));
        assertThat(request.covers(base, new Findings())).isTrue();
        assertThat(
                        PageFixture.of(Shop.ORDER, "bea")
                                .index("byStatus")
                                .sort(new SortRange.BeginsWith("SHIPPED#"))
                                .request()
                                .covers(base, new Findings()))
                .isFalse();
        assertThat(
                        PageFixture.of(Shop.ORDER, "ann")
                                .index("byStatus")
                                .request()
                                .covers(base, new Findings()))
                .isFalse();
    }

    @Test
    void a_page_of_an_index_is_continued_by_the_keys_of_index_and_table() {
        for (int i = 0; i < 4; i++) {
            store.put(
                    Shop.PRODUCT,
                    Map.of("id", "tea" + i, "name", "Tea", "category", "tea", "price", i / 2));
        }
        var ids = new HashSet<@Nullable Object>();
        PageKey start = null;
        for (int i = 0; i < 4; i++) {
            var page =
                    store.read(
                            PageFixture.of(Shop.PRODUCT, "tea")
                                    .index("byCategory")
                                    .first(1)
                                    .after(start)
                                    .projection("name", "stock")
                                    .request());
            ids.add(page.items().getFirst().value("id"));
            start = page.end();
        }
        assertThat(ids).containsExactlyInAnyOrder("tea0", "tea1", "tea2", "tea3");
    }

    @Test
    void ranges_of_numbers_sort_as_numbers() {
        events("range", 12);
        assertThat(range(new SortRange.Compared(Comparator.LESS, 2))).isEqualTo(decimals(0, 1));
        assertThat(range(new SortRange.Compared(Comparator.GREATER_OR_EQUAL, 10)))
                .isEqualTo(decimals(10, 11));
        assertThat(range(new SortRange.Between(2, 3))).isEqualTo(decimals(2, 3));
        assertThat(range(new SortRange.Exactly(new BigDecimal("4.0")))).isEqualTo(decimals(4));
        assertThat(
                        numbers(
                                store.read(
                                        PageFixture.of(Shop.EVENT, "range")
                                                .descending()
                                                .first(2)
                                                .request())))
                .isEqualTo(decimals(11, 10));
    }

    @Test
    void a_bound_that_no_key_can_hold_still_bounds() {
        events("bounds", 2);
        var huge = new BigDecimal("1E400");
        var digits = new BigDecimal("0." + "0".repeat(10) + "1".repeat(39));
        assertThat(bounded(new SortRange.Compared(Comparator.LESS, huge))).hasSize(2);
        assertThat(bounded(new SortRange.Compared(Comparator.GREATER, huge.negate()))).hasSize(2);
        assertThat(bounded(new SortRange.Compared(Comparator.GREATER, digits)))
                .isEqualTo(decimals(1));
        assertThat(bounded(new SortRange.Compared(Comparator.LESS_OR_EQUAL, digits)))
                .isEqualTo(decimals(0));
    }

    @Test
    void an_impossible_key_sends_nothing() {
        var requestStore = store.requestStore();
        for (SortRange range :
                List.of(
                        new SortRange.Nothing(),
                        new SortRange.Exactly(""),
                        new SortRange.Exactly("x".repeat(1025)),
                        new SortRange.BeginsWith("x".repeat(1025)),
                        new SortRange.Compared(Comparator.LESS, ""),
                        new SortRange.Between("b", "a"))) {
            assertThat(requestStore.page(PageFixture.of(Shop.WORD, "b").sort(range).request()))
                    .isCompletedWithValue(Page.EMPTY);
        }
        assertThat(requestStore.page(PageFixture.of(Shop.WORD, "").request()))
                .isCompletedWithValue(Page.EMPTY);
        assertThat(requestStore.page(PageFixture.of(Shop.WORD, "x".repeat(2049)).request()))
                .isCompletedWithValue(Page.EMPTY);
        assertThat(requestStore.waves().next()).isFalse();
        assertThat(store.wire.calls()).isEmpty();
    }

    @Test
    void key_sizes_are_bytes_of_UTF_8() {
        var words = TestStore.target(Shop.WORD);
        String book = "é".repeat(1024);
        String word = "x" + "€".repeat(341);
        store.put(Shop.WORD, Map.of("book", book, "word", word));
        assertThat(store.read(new ItemRequest(words, book, word, false))).isNotNull();
        assertThat(store.read(PageFixture.of(Shop.WORD, book).request()).entries()).hasSize(1);

        var requestStore = store.requestStore();
        assertThat(requestStore.item(new ItemRequest(words, book + "x", word, false)))
                .isCompletedWithValue(null);
        assertThat(requestStore.item(new ItemRequest(words, book, "x" + word, false)))
                .isCompletedWithValue(null);
        assertThat(requestStore.item(new ItemRequest(words, "\ud800", word, false)))
                .isCompletedWithValue(null);
        assertThat(requestStore.waves().next()).isFalse();
    }

    @Test
    void equal_pages_are_one_query() {
        events("twice", 2);
        var requestStore = store.requestStore();
        var first = requestStore.page(PageFixture.of(Shop.EVENT, "twice").request());
        var second = requestStore.page(PageFixture.of(Shop.EVENT, "twice").request());
        requestStore.waves().next();
        assertThat(store.wire.operations()).containsExactly("Query");
        assertThat(numbers(first.join())).isEqualTo(numbers(second.join()));
    }

    @Test
    void a_projection_is_fetched_with_keys_and_ttl() {
        events("projected", 1);
        var item =
                store.read(
                                PageFixture.of(Shop.EVENT, "projected")
                                        .projection("expiresAt")
                                        .request())
                        .items()
                        .getFirst();
        assertThat(item.has("number")).isTrue();
        assertThat(item.has("text")).isFalse();
    }

    @Test
    void conditions_mean_what_DynamoDB_means_by_them() {
        var line = Map.of("productId", "p", "quantity", 5);
        store.put(
                Shop.ORDER,
                Map.of(
                        "customerId",
                        "cat",
                        "id",
                        "1",
                        "lines",
                        List.of(line),
                        "total",
                        "0.1",
                        "note",
                        "a reserved size"));
        for (String holds :
                List.of(
                        "total = 0.1 AND NOT total > 1",
                        "status IN ('SHIPPED', 'PLACED')",
                        "placedAt BETWEEN '2026-01-01T00:00:00Z' AND '2026-12-31T00:00:00Z'",
                        "begins_with(note, 'a res') AND contains(note, 'size')",
                        "size(lines) = 1 AND size(note) > 3",
                        "attribute_not_exists(note) OR attribute_exists(note)")) {
            assertThat(orders("cat", holds)).as(holds).hasSize(1);
        }
        for (String fails :
                List.of("total > 0.1", "attribute_not_exists(note)", "status <> 'PLACED'")) {
            assertThat(orders("cat", fails)).as(fails).isEmpty();
        }
    }

    private List<Item> orders(String customer, String condition) {
        var filter =
                Filter.of(
                        Expressions.condition(condition),
                        TestStore.target(Shop.ORDER),
                        null,
                        Map.of(),
                        value -> ((Value.Literal) value).value());
        return store.read(
                        PageFixture.of(Shop.ORDER, "CUSTOMER#" + customer)
                                .filter(filter, 10)
                                .request())
                .items();
    }

    private static Filter filter(String condition) {
        return Filter.of(
                Expressions.condition(condition),
                TestStore.target(Shop.EVENT),
                null,
                Map.of(),
                value -> ((Value.Literal) value).value());
    }

    private List<@Nullable Object> range(SortRange range) {
        return numbers(store.read(PageFixture.of(Shop.EVENT, "range").sort(range).request()));
    }

    private List<@Nullable Object> bounded(SortRange range) {
        return numbers(store.read(PageFixture.of(Shop.EVENT, "bounds").sort(range).request()));
    }

    private void events(String stream, int count) {
        for (int i = 0; i < count; i++) {
            store.put(Shop.EVENT, Map.of("stream", stream, "number", i, "text", "event " + i));
        }
    }

    /// Writes a profile and two orders.
    private void account(String customer) {
        store.put(Shop.USER, Map.of("id", customer, "name", "A customer"));
        for (String id : Set.of("1", "2")) {
            store.put(
                    Shop.ORDER,
                    Map.of("customerId", customer, "id", id, "lines", List.of(), "total", "12.50"));
        }
    }

    private static List<@Nullable Object> numbers(Page page) {
        var numbers = new ArrayList<@Nullable Object>();
        page.items().forEach(item -> numbers.add(item.value("number")));
        return numbers;
    }

    private static List<BigDecimal> decimals(int... numbers) {
        var decimals = new ArrayList<BigDecimal>();
        for (int number : numbers) {
            decimals.add(BigDecimal.valueOf(number));
        }
        return decimals;
    }
}
