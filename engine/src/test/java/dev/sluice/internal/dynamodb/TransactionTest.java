// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb;

import static dev.sluice.internal.dynamodb.Outcomes.applied;
import static dev.sluice.internal.dynamodb.Outcomes.refusal;
import static dev.sluice.internal.dynamodb.Outcomes.refused;
import static dev.sluice.internal.dynamodb.WriteFixture.check;
import static dev.sluice.internal.dynamodb.WriteFixture.delete;
import static dev.sluice.internal.dynamodb.WriteFixture.put;
import static dev.sluice.internal.dynamodb.WriteFixture.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.item.ItemRequest;
import dev.sluice.internal.dynamodb.write.WriteOutcome;
import dev.sluice.internal.dynamodb.write.WriteOutcome.RefusedWrite;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Counts requests on the wire.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransactionTest {
    private static final ItemRequest TASK =
            new ItemRequest(TypeFixture.target(Shop.TASK), "LIST#l", "TASK#t", true);

    private final TestStore store = new TestStore();

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void several_writes_are_one_request_and_applied_together() {
        product("one", 1);
        product("gone", 1);
        product("checked", 0);
        var requestStore = store.requestStore();
        applied(
                Outcomes.of(
                        requestStore,
                        false,
                        put(Shop.WORD, "book = 'b', word = 'w'"),
                        update(Shop.PRODUCT, "ADD stock 4").at("one", null),
                        delete(Shop.PRODUCT).at("gone", null),
                        check(Shop.PRODUCT).at("checked", null).when("stock = 0")));

        assertThat(store.wire.operations()).containsExactly("TransactWriteItems");
        assertThat(requestStore.consumption().requests()).isEqualTo(1);
        assertThat(requestStore.consumption().waves()).isEqualTo(1);
        assertThat(requestStore.consumption().writeUnits()).isEqualTo(8);
        assertThat(value(store.read(TestStore.product("one", true)), "stock")).isEqualTo(5);
        assertThat(store.read(TestStore.product("gone", true))).isNull();
    }

    @Test
    void none_is_applied_if_one_is_refused_and_each_refusal_has_its_place_and_item() {
        product("left", 1);
        product("low", 2);
        var refused =
                refused(
                        Outcomes.of(
                                store,
                                update(Shop.PRODUCT, "ADD stock -1").at("left", null),
                                update(Shop.PRODUCT, "ADD stock -3")
                                        .at("low", null)
                                        .when("stock >= 3"),
                                update(Shop.PRODUCT, "ADD stock -1").at("missing", null)));

        assertThat(refused).extracting(RefusedWrite::place).containsExactly(1, 2);
        assertThat(value(refused.getFirst().found(), "stock")).isEqualTo(2);
        assertThat(refused.getLast().found()).isNull();
        assertThat(value(store.read(TestStore.product("left", true)), "stock")).isEqualTo(1);
    }

    @Test
    void two_writes_of_one_item_are_refused_before_they_are_sent() {
        product("same", 1);
        var refusal =
                refusal(
                        store,
                        update(Shop.PRODUCT, "ADD stock 1").at("same", null),
                        check(Shop.PRODUCT).at("same", null).when("stock = 1"));

        assertThat(refusal.parameters()).containsEntry("reason", "WRITES_OF_ONE_ITEM");
        assertThat(store.wire.calls()).isEmpty();
    }

    @Test
    void checks_of_one_item_that_ask_for_the_same_are_one() {
        product("twice", 1);
        product("other", 1);
        var check = check(Shop.PRODUCT).at("twice", null).when("stock = 1");

        assertThat(
                        applied(
                                Outcomes.of(
                                        store,
                                        check,
                                        update(Shop.PRODUCT, "ADD stock 1").at("other", null),
                                        check)))
                .hasSize(3);
        assertThat(store.wire.calls().getFirst().body().at("/TransactItems")).hasSize(2);
        var apart = check(Shop.PRODUCT).at("twice", null).when("stock = 2");
        assertThat(refusal(store, check, apart).parameters())
                .containsEntry("reason", "WRITES_OF_ONE_ITEM");
    }

    @Test
    void a_check_alone_is_a_transaction_too() {
        product("alone", 1);
        applied(Outcomes.of(store, check(Shop.PRODUCT).at("alone", null)));

        assertThat(store.wire.operations()).containsExactly("TransactWriteItems");
    }

    @Test
    void a_put_is_known_whole() {
        var written =
                applied(
                                Outcomes.of(
                                        store.requestStore(),
                                        true,
                                        put(Shop.TASK, "list = 'l', owner = 'ann'")))
                        .getFirst();

        var item = Objects.requireNonNull(written.item());
        assertThat(written.attributes()).isNull();
        assertThat(value(store.read(item.key(true)), "id")).isEqualTo(item.value("id"));
    }

    @Test
    void an_update_is_known_by_its_key_and_what_it_sets_plainly() {
        task(Map.of("title", "Old", "points", 1));
        var written =
                applied(
                                Outcomes.of(
                                        store.requestStore(),
                                        true,
                                        update(
                                                        Shop.TASK,
                                                        "SET title = 'New' REMOVE due ADD points 1")
                                                .task("l", "t")
                                                .known("state", "OPEN")
                                                .version(1)))
                        .getFirst();

        assertThat(written.holds(Set.of("id", "list", "title", "due", "version"))).isTrue();
        assertThat(written.holds(Set.of("points"))).isFalse();
        assertThat(written.holds(Set.of("owner"))).isFalse();
        assertThat(value(written.item(), "title")).isEqualTo("New");
        assertThat(value(written.item(), "version")).isEqualTo(2);
        assertThat(value(written.item(), "due")).isNull();
        assertThat(value(written.item(), "id")).isEqualTo("t");
    }

    @Test
    void an_update_of_a_seen_version_is_known_but_for_what_dynamodb_computes() {
        task(Map.of("title", "Old", "points", 1));
        var requestStore = store.requestStore();
        var written = updateSeen(requestStore);

        assertThat(written.holds(Set.of("owner", "title", "version", "state", "notes"))).isTrue();
        assertThat(written.holds(Set.of("points"))).isFalse();
        assertThat(value(written.item(), "owner")).isEqualTo("ann");
        assertThat(value(written.item(), "title")).isEqualTo("New");
        assertThat(value(written.item(), "version")).isEqualTo(2);
    }

    @Test
    void of_a_seen_item_only_what_was_fetched_is_known() {
        task(Map.of("title", "Old", "points", 1));
        var requestStore =
                store.requestStore(
                        Map.of("Tasks", Set.of("version", "state")), Duration.ofSeconds(20));
        var written = updateSeen(requestStore);

        assertThat(written.holds(Set.of("title", "version", "state"))).isTrue();
        assertThat(written.holds(Set.of("notes"))).isFalse();
    }

    @Test
    void a_version_that_was_seen_and_is_no_longer_there_refuses() {
        task(Map.of("points", 1));
        var requestStore = store.requestStore();
        var seen = read(requestStore, TASK);
        task(Map.of("points", 2, "version", 2));
        var refused =
                refused(
                        Outcomes.of(
                                requestStore,
                                true,
                                update(Shop.TASK, "SET title = 'x'")
                                        .task("l", "t")
                                        .seen(seen, "points")));

        assertThat(value(refused.getFirst().found(), "version")).isEqualTo(2);
    }

    @Test
    void without_a_version_each_field_that_was_used_must_be_what_it_was() {
        product("seen", 1);
        var requestStore = store.requestStore();
        var seen = read(requestStore, TestStore.product("seen", true));
        var update =
                update(Shop.PRODUCT, "SET name = 'New'")
                        .at("seen", null)
                        .seen(seen, "stock", "price");

        store.put(Shop.PRODUCT, Map.of("id", "seen", "name", "Changed", "stock", 1));
        var written = applied(Outcomes.of(requestStore, true, update)).getFirst();
        assertThat(written.holds(Set.of("stock", "price", "name"))).isTrue();
        assertThat(written.holds(Set.of("category"))).isFalse();

        store.put(Shop.PRODUCT, Map.of("id", "seen", "name", "x", "stock", 1, "price", 2));
        assertThat(refused(Outcomes.of(store, update))).hasSize(1);
    }

    @Test
    void a_delete_is_known_as_it_was_seen() {
        task(Map.of("title", "Gone"));
        var requestStore = store.requestStore();
        var seen = read(requestStore, TASK);
        var written =
                applied(
                                Outcomes.of(
                                        requestStore,
                                        true,
                                        delete(Shop.TASK).task("l", "t").seen(seen, "title")))
                        .getFirst();

        assertThat(value(written.item(), "title")).isEqualTo("Gone");
        assertThat(written.attributes()).isNull();
        assertThat(store.read(TASK)).isNull();
    }

    private static WriteOutcome.Written updateSeen(RequestStore requestStore) {
        var seen = read(requestStore, TASK);
        return applied(
                        Outcomes.of(
                                requestStore,
                                true,
                                update(Shop.TASK, "SET title = 'New' ADD points 1")
                                        .task("l", "t")
                                        .seen(seen, "state")))
                .getFirst();
    }

    private static @Nullable Item read(RequestStore requestStore, ItemRequest request) {
        var item = requestStore.item(request);
        requestStore.waves().next();
        return item.join();
    }

    private void product(String id, int stock) {
        store.put(Shop.PRODUCT, Map.of("id", id, "name", id, "stock", stock));
    }

    private void task(Map<String, ?> more) {
        var fields = new HashMap<String, Object>(more);
        fields.putAll(Map.of("list", "l", "id", "t", "owner", "ann", "labels", List.of()));
        store.put(Shop.TASK, fields);
    }

    private static @Nullable Object value(@Nullable Item item, String field) {
        return Objects.requireNonNull(item).value(field);
    }
}
