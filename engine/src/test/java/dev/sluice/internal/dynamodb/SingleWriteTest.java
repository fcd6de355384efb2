// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb;

import static dev.sluice.internal.dynamodb.Outcomes.found;
import static dev.sluice.internal.dynamodb.Outcomes.item;
import static dev.sluice.internal.dynamodb.Outcomes.refusal;
import static dev.sluice.internal.dynamodb.WriteFixture.delete;
import static dev.sluice.internal.dynamodb.WriteFixture.put;
import static dev.sluice.internal.dynamodb.WriteFixture.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.item.ItemRequest;
import dev.sluice.internal.policy.ErrorCode;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Counts requests on the wire.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SingleWriteTest {
    private final TestStore store = new TestStore();

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void a_put_stores_the_fields_the_defaults_and_the_keys() {
        var put = put(Shop.TASK, "...$input, owner = $me, due = $now");
        var outcome = Outcomes.of(store, put.with("input", Map.of("list", "a")).with("me", "ann"));

        var item = item(outcome);
        assertThat(store.wire.operations()).containsExactly("PutItem");
        assertThat(item.value("state")).isEqualTo("OPEN");
        assertThat(item.value("version")).isEqualTo(1);
        assertThat(item.value("due")).isEqualTo(TestStore.NOW);
        var stored = Objects.requireNonNull(store.read(item.key(true)));
        assertThat(stored.value("id")).isEqualTo(item.value("id"));
        assertThat(Objects.requireNonNull(stored.attribute("byStateSk")).s())
                .isEqualTo("OPEN#2026-01-02T03:04:05.678Z");
    }

    @Test
    void a_put_replaces_nothing_and_returns_what_is_there() {
        store.put(Shop.USER, Map.of("id", "there", "name", "Old"));
        var put = put(Shop.USER, "id = 'there', name = 'New'");

        assertThat(value(found(Outcomes.of(store, put)), "name")).isEqualTo("Old");
        assertThat(item(Outcomes.of(store, put.upsert())).value("name")).isEqualTo("New");
        assertThat(value(store.read(TestStore.user("there")), "name")).isEqualTo("New");
    }

    @Test
    void an_update_answers_the_whole_item_with_its_next_version() {
        task("u1", Map.of("title", "Old", "points", 3));
        var item =
                item(
                        Outcomes.of(
                                store,
                                update(Shop.TASK, "SET title = $title ADD points -$n")
                                        .task("l", "u1")
                                        .with("title", "New")
                                        .with("n", 2)));

        assertThat(store.wire.operations()).containsExactly("UpdateItem");
        assertThat(item.value("title")).isEqualTo("New");
        assertThat(item.value("points")).isEqualTo(1);
        assertThat(item.value("version")).isEqualTo(2);
        assertThat(item.value("owner")).isEqualTo("ann");
    }

    @Test
    void an_update_or_a_delete_of_nothing_is_refused() {
        assertThat(
                        found(
                                Outcomes.of(
                                        store,
                                        update(Shop.TASK, "SET title = 'x'").task("l", "none"))))
                .isNull();
        assertThat(found(Outcomes.of(store, delete(Shop.TASK).task("l", "none")))).isNull();
        assertThat(store.read(taskRequest("none"))).isNull();
    }

    @Test
    void a_delete_answers_the_item_as_it_was() {
        task("d1", Map.of("title", "Gone"));
        var item = item(Outcomes.of(store, delete(Shop.TASK).task("l", "d1").version(1)));

        assertThat(item.value("title")).isEqualTo("Gone");
        assertThat(store.wire.operations()).containsExactly("DeleteItem");
        assertThat(store.read(taskRequest("d1"))).isNull();
    }

    @Test
    void another_version_is_refused_with_the_item_that_has_it() {
        task("v1", Map.of("version", 7));

        assertThat(
                        value(
                                found(
                                        Outcomes.of(
                                                store,
                                                update(Shop.TASK, "SET title = 'x'")
                                                        .task("l", "v1")
                                                        .version(6))),
                                "version"))
                .isEqualTo(7);
        assertThat(
                        value(
                                found(
                                        Outcomes.of(
                                                store,
                                                delete(Shop.TASK).task("l", "v1").version(6))),
                                "version"))
                .isEqualTo(7);
    }

    @Test
    void the_item_of_another_owner_is_refused_as_it_is() {
        task("o1", Map.of());
        var outcome =
                Outcomes.of(
                        store,
                        update(Shop.TASK, "SET title = 'x'")
                                .task("l", "o1")
                                .ownedBy("bob", "owner", "title"));

        assertThat(value(found(outcome), "owner")).isEqualTo("ann");
        assertThat(
                        item(Outcomes.of(
                                        store,
                                        update(Shop.TASK, "SET title = 'x'")
                                                .task("l", "o1")
                                                .ownedBy("ann", "owner", "title")))
                                .value("title"))
                .isEqualTo("x");
    }

    @Test
    void the_schemas_own_condition_holds_or_refuses() {
        task("c1", Map.of("points", 5));
        var update =
                update(Shop.TASK, "ADD points -$n")
                        .task("l", "c1")
                        .when("points >= $n OR state = 'CLOSED'");

        assertThat(value(found(Outcomes.of(store, update.with("n", 6))), "points")).isEqualTo(5);
        assertThat(item(Outcomes.of(store, update.with("n", 5))).value("points")).isEqualTo(0);
    }

    @Test
    void what_no_item_can_be_named_by_is_refused_without_a_request() {
        var update = update(Shop.WORD, "SET word = 'x'").at("", "w");

        assertThat(found(Outcomes.of(store, update))).isNull();
        assertThat(refusal(store, update.upsert()).code()).isEqualTo(ErrorCode.BAD_USER_INPUT);
        assertThat(store.wire.calls()).isEmpty();
    }

    @Test
    void what_was_read_before_is_read_again_after_a_write() {
        store.put(Shop.USER, Map.of("id", "again", "name", "Old"));
        var requestStore = store.requestStore();
        var before = requestStore.item(TestStore.user("again"));
        requestStore.waves().next();
        Outcomes.of(
                requestStore,
                false,
                update(Shop.USER, "SET name = 'New'").at("CUSTOMER#again", "Z_PROFILE"));
        var after = requestStore.item(TestStore.user("again"));
        requestStore.waves().next();

        assertThat(value(before.join(), "name")).isEqualTo("Old");
        assertThat(value(after.join(), "name")).isEqualTo("New");
        assertThat(requestStore.consumption().waves()).isEqualTo(3);
        assertThat(requestStore.consumption().requests()).isEqualTo(3);
        assertThat(requestStore.consumption().writeUnits()).isEqualTo(1);
        assertThat(requestStore.consumption().readUnits()).isEqualTo(1);
    }

    private void task(String id, Map<String, ?> more) {
        var fields = new HashMap<String, Object>(more);
        fields.putAll(Map.of("list", "l", "id", id, "owner", "ann", "labels", List.of()));
        store.put(Shop.TASK, fields);
    }

    private static ItemRequest taskRequest(String id) {
        return new ItemRequest(TypeFixture.target(Shop.TASK), "LIST#l", "TASK#" + id, true);
    }

    private static @Nullable Object value(@Nullable Item item, String field) {
        return Objects.requireNonNull(item).value(field);
    }
}
