// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.item.ItemRequest;
import dev.sluice.testing.WireProxy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// Counts requests on the wire.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ItemWaveTest {
    private final TestStore store = new TestStore();

    @AfterAll
    void close() {
        store.close();
    }

    @BeforeAll
    void people() {
        store.put(Shop.USER, Map.of("id", "ann", "name", "Ann"));
        store.put(Shop.USER, Map.of("id", "bob", "name", "Bob"));
    }

    @Test
    void keys_250_are_three_requests() {
        var requests = store.products("many-", 250);
        var requestStore = store.requestStore();
        var items = ask(requestStore, requests);
        requestStore.waves().next();

        assertThat(store.wire.operations())
                .containsExactly("BatchGetItem", "BatchGetItem", "BatchGetItem");
        assertThat(items)
                .allSatisfy(item -> assertThat(item.join()).isNotNull())
                .extracting(item -> Objects.requireNonNull(item.join()).value("id"))
                .doesNotHaveDuplicates();
        assertThat(requestStore.consumption().requests()).isEqualTo(3);
        assertThat(requestStore.consumption().waves()).isEqualTo(1);
        assertThat(requestStore.consumption().readUnits()).isEqualTo(125);
    }

    @Test
    void keys_60_named_100_times_are_read_once() {
        var distinct = store.products("often-", 60);
        var named = new ArrayList<>(distinct);
        named.addAll(distinct.subList(0, 40));
        var requestStore = store.requestStore();
        var items = ask(requestStore, named);
        requestStore.waves().next();

        assertThat(store.wire.calls()).hasSize(1);
        assertThat(keysSent(store.wire.calls().getFirst(), "Products")).hasSize(60);
        assertThat(items).hasSize(100).allSatisfy(item -> assertThat(item.join()).isNotNull());
    }

    @Test
    void two_tables_share_one_request() {
        var requests = new ArrayList<>(store.products("shared-", 2));
        requests.add(TestStore.user("ann"));
        requests.add(TestStore.user("nobody"));
        var requestStore = store.requestStore();
        var items = ask(requestStore, requests);
        requestStore.waves().next();

        assertThat(store.wire.operations()).containsExactly("BatchGetItem");
        assertThat(items.get(2).join()).isNotNull();
        assertThat(items.get(3).join()).isNull();
    }

    @Test
    void a_single_key_is_a_get_item() {
        var requestStore = store.requestStore();
        var item = requestStore.item(TestStore.user("ann"));
        requestStore.waves().next();

        assertThat(store.wire.operations()).containsExactly("GetItem");
        assertThat(Objects.requireNonNull(item.join()).value("name")).isEqualTo("Ann");
    }

    @Test
    void consistent_and_eventual_keys_of_one_table_go_apart_and_others_fill_both() {
        var requests = new ArrayList<ItemRequest>();
        for (int i = 0; i < 50; i++) {
            requests.add(TestStore.product("eventual" + i, false));
            requests.add(TestStore.product("consistent" + i, true));
            requests.add(TestStore.user("a" + i));
            requests.add(TestStore.user("b" + i));
        }
        var requestStore = store.requestStore();
        ask(requestStore, requests);
        requestStore.waves().next();

        assertThat(store.wire.calls()).hasSize(2);
        for (var call : store.wire.calls()) {
            assertThat(keysSent(call, "Products")).hasSize(50);
            assertThat(keysSent(call, "Customers")).hasSize(50);
        }
        assertThat(store.wire.calls())
                .extracting(call ->
                        call.body()
                                .at("/RequestItems/" + store.physical("Products"))
                                .get("ConsistentRead")
                                .asBoolean())
                .containsExactlyInAnyOrder(true, false);
    }

    @Test
    void a_consistent_read_serves_an_eventual_one_of_the_same_key_but_not_the_reverse() {
        store.products("twice-", 1);
        var requestStore = store.requestStore();
        var eventual = requestStore.item(TestStore.product("twice-0", false));
        var consistent = requestStore.item(TestStore.product("twice-0", true));
        requestStore.waves().next();
        assertThat(store.wire.operations()).containsExactly("GetItem");
        assertThat(eventual.join()).isNotNull();
        assertThat(consistent.join()).isNotNull();

        requestStore = store.requestStore();
        ask(requestStore, List.of(TestStore.product("twice-0", false)));
        requestStore.waves().next();
        ask(requestStore, List.of(TestStore.product("twice-0", true)));
        requestStore.waves().next();
        ask(requestStore, List.of(TestStore.product("twice-0", false)));
        assertThat(requestStore.waves().next()).isFalse();
        assertThat(store.wire.calls()).hasSize(2);
    }

    @Test
    void what_was_read_is_not_read_again() {
        var requestStore = store.requestStore();
        ask(requestStore, List.of(TestStore.user("ann")));
        assertThat(requestStore.waves().next()).isTrue();
        assertThat(requestStore.item(TestStore.user("ann"))).isCompleted();
        assertThat(requestStore.waves().next()).isFalse();

        assertThat(store.wire.calls()).hasSize(1);
        assertThat(requestStore.consumption().waves()).isEqualTo(1);
        assertThat(requestStore.consumption().cacheHits()).isEqualTo(1);
    }

    @Test
    void a_number_is_one_key_however_it_is_spelled() {
        store.put(Shop.EVENT, Map.of("stream", "spelled", "number", "100"));
        var target = TestStore.target(Shop.EVENT);
        var requestStore = store.requestStore();
        var items = new ArrayList<CompletableFuture<@Nullable Item>>();
        for (Object number : List.of(100, 100.0, "1E2", new BigDecimal("100.00"))) {
            items.add(requestStore.item(new ItemRequest(target, "spelled", number, false)));
        }
        requestStore.waves().next();

        assertThat(store.wire.operations()).containsExactly("GetItem");
        assertThat(items).allSatisfy(item -> assertThat(item.join()).isNotNull());
    }

    @Test
    void requests_of_one_wave_run_at_the_same_time() {
        var requests = new ArrayList<ItemRequest>();
        for (int i = 0; i < 300; i++) {
            requests.add(TestStore.product("p" + i, false));
        }
        var requestStore = store.requestStore();
        store.wire.hook((request, next) -> {
            Thread.sleep(500);
            return next.forward(request.body());
        });
        ask(requestStore, requests);
        requestStore.waves().next();

        var calls = store.wire.calls();
        assertThat(calls).hasSize(3);
        assertThat(calls).allMatch(call -> call.overlaps(calls.getFirst()));
        assertThat(calls).allMatch(call -> call.overlaps(calls.getLast()));
    }

    @Test
    void futures_are_completed_on_the_thread_that_runs_the_wave() {
        var requestStore = store.requestStore();
        var threads = new HashSet<Thread>();
        for (ItemRequest request : List.of(TestStore.user("ann"), TestStore.user("nobody"))) {
            assertThat(
                            requestStore
                                    .item(request)
                                    .thenRun(() -> threads.add(Thread.currentThread())))
                    .isNotDone();
        }
        requestStore.waves().next();

        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void only_the_attributes_of_the_projection_are_fetched() {
        var requestStore =
                store.requestStore(Map.of("Customers", Set.of("name")), Duration.ofSeconds(10));
        var item = requestStore.item(TestStore.user("ann"));
        requestStore.waves().next();

        var found = Objects.requireNonNull(item.join());
        assertThat(found.has("name")).isTrue();
        assertThat(found.has("version")).isFalse();
        assertThat(found.value("id")).isEqualTo("ann");
    }

    @Test
    void a_table_that_is_missing_is_an_internal_error_that_names_nothing() {
        var requestStore = store.requestStore();
        store.wire.hook((_, _) -> WireProxy.Reply.error(400, "ResourceNotFoundException"));
        var item = requestStore.item(TestStore.user("ann"));
        requestStore.waves().next();

        assertThatThrownBy(item::join)
                .hasRootCauseMessage(
                        "The server failed. Its log has the details for this request id.")
                .rootCause()
                .extracting("code")
                .hasToString("INTERNAL");
    }

    private static List<CompletableFuture<@Nullable Item>> ask(
            RequestStore requestStore, List<ItemRequest> requests) {
        return requests.stream().map(requestStore::item).toList();
    }

    private List<String> keysSent(WireProxy.Call call, String table) {
        var keys = new ArrayList<String>();
        call.body()
                .at("/RequestItems/" + store.physical(table) + "/Keys")
                .forEach(key -> keys.add(key.toString()));
        return keys;
    }
}
