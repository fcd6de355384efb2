// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb;

import static dev.sluice.internal.dynamodb.Outcomes.found;
import static dev.sluice.internal.dynamodb.Outcomes.item;
import static dev.sluice.internal.dynamodb.Outcomes.refusal;
import static dev.sluice.internal.dynamodb.WriteFixture.put;
import static dev.sluice.internal.dynamodb.WriteFixture.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.dynamodb.item.Oversize;
import dev.sluice.internal.dynamodb.item.StoredObject;
import dev.sluice.internal.policy.ErrorCode;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// How updates change values.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpdateTest {
    private static final Instant LATER = TestStore.NOW.plusSeconds(60);

    private final TestStore store = new TestStore();

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void sums_differences_and_lists_are_computed_by_dynamodb() {
        store.put(Shop.TASK, task("compute", Map.of("points", 5)));
        var first =
                item(
                        Outcomes.of(
                                store,
                                update(
                                                Shop.TASK,
                                                "SET points = points + $n, notes = list_append(notes, $more)")
                                        .task("l", "compute")
                                        .with("n", 4)
                                        .with("more", List.of("a"))));
        assertThat(first.value("points")).isEqualTo(9);
        assertThat(first.value("notes")).isEqualTo(List.of("a"));

        var second =
                item(
                        Outcomes.of(
                                store,
                                update(
                                                Shop.TASK,
                                                "SET points = points - $n, notes = list_append($more, notes), title = if_not_exists(title, 'none')")
                                        .task("l", "compute")
                                        .with("n", 10)
                                        .with("more", List.of("b", "c"))));
        assertThat(second.value("points")).isEqualTo(-1);
        assertThat(second.value("notes")).isEqualTo(List.of("b", "c", "a"));
        assertThat(second.value("title")).isEqualTo("none");
    }

    @Test
    void null_removes_a_nullable_field_and_is_refused_for_another() {
        store.put(Shop.TASK, task("null", Map.of("title", "x")));
        var input = new HashMap<String, @Nullable Object>();
        input.put("title", null);
        input.put("points", 1);
        var all = update(Shop.TASK, "SET ...$input").task("l", "null").with("input", input);
        var changed = item(Outcomes.of(store, all));

        assertThat(changed.has("title")).isFalse();
        assertThat(changed.value("points")).isEqualTo(1);
        assertThat(changed.value("owner")).isEqualTo("ann");

        input.put("owner", null);
        var refusal = refusal(store, all);
        assertThat(refusal.code()).isEqualTo(ErrorCode.BAD_USER_INPUT);
        assertThat(refusal.parameters()).containsEntry("reason", "VALUE_MISSING");
        assertThat(store.wire.calls()).isEmpty();
    }

    @Test
    void an_input_without_fields_changes_the_version_alone() {
        store.put(Shop.TASK, task("none", Map.of("title", "x")));
        var changed =
                item(
                        Outcomes.of(
                                store,
                                update(Shop.TASK, "SET ...$input")
                                        .task("l", "none")
                                        .with("input", Map.of())));

        assertThat(changed.value("title")).isEqualTo("x");
        assertThat(changed.value("version")).isEqualTo(2);
    }

    @Test
    void an_update_that_changes_nothing_is_still_judged() {
        store.put(Shop.PRODUCT, Map.of("id", "still", "name", "n"));
        var nothing = update(Shop.PRODUCT, "SET ...$input").with("input", Map.of());

        assertThat(item(Outcomes.of(store, nothing.at("still", null))).value("name"))
                .isEqualTo("n");
        assertThat(found(Outcomes.of(store, nothing.at("nowhere", null)))).isNull();
        assertThat(
                        Outcomes.applied(
                                Outcomes.of(store.requestStore(), true, nothing.at("still", null))))
                .hasSize(1);
    }

    @Test
    void sets_gain_and_lose_elements_and_an_empty_one_is_absent() {
        store.put(Shop.TASK, task("sets", Map.of("labels", List.of("a", "b"))));
        var add = update(Shop.TASK, "ADD labels $labels").task("l", "sets");
        var take = update(Shop.TASK, "DELETE labels $labels").task("l", "sets");
        var set = update(Shop.TASK, "SET labels = $labels").task("l", "sets");

        assertThat(labels(add.with("labels", List.of("c", "a"))))
                .containsExactlyInAnyOrder("a", "b", "c");
        assertThat(labels(add.with("labels", List.of()))).hasSize(3);
        assertThat(labels(add.with("labels", null))).hasSize(3);
        assertThat(labels(take.with("labels", List.of("a", "x"))))
                .containsExactlyInAnyOrder("b", "c");
        assertThat(labels(take.with("labels", List.of()))).hasSize(2);
        assertThat(labels(set.with("labels", List.of()))).isEmpty();
        assertThat(raw("sets")).doesNotContainKey("labels");
        assertThat(labels(set.with("labels", List.of("z")))).containsExactly("z");
    }

    @Test
    void names_that_dynamodb_reserves_and_values_like_placeholders_are_just_values() {
        store.put(Shop.THING, Map.of("id", "words"));
        var hostile = "x = :v0, #n0 REMOVE version) OR attribute_exists(id";
        var changed =
                item(
                        Outcomes.of(
                                store,
                                update(Shop.THING, "SET size = $text, int = 1, binary = $binary")
                                        .at("words", null)
                                        .with("text", hostile)
                                        .with("binary", "AAEC")
                                        .when("attribute_not_exists(size) AND size <> $text")));

        assertThat(changed.value("size")).isEqualTo(hostile);
        assertThat(changed.value("binary")).isEqualTo("AAEC");
    }

    @Test
    void a_field_inside_an_object_is_changed_alone() {
        store.put(
                Shop.THING,
                Map.of("id", "inside", "line", Map.of("productId", "p", "quantity", 1)));
        var changed =
                item(
                        Outcomes.of(
                                store,
                                update(Shop.THING, "SET line.productId = 'q' ADD line.quantity $n")
                                        .at("inside", null)
                                        .with("n", 2)
                                        .when("line.quantity = 1")));

        var line = (StoredObject) Objects.requireNonNull(changed.value("line"));
        assertThat(line.value("productId")).isEqualTo("q");
        assertThat(line.value("quantity")).isEqualTo(3);
    }

    @Test
    void a_field_that_an_update_builds_on_must_be_there() {
        store.put(Shop.THING, Map.of("id", "bare"));
        for (String expression :
                List.of(
                        "SET line.productId = 'q'",
                        "REMOVE line.productId",
                        "ADD line.quantity 1",
                        "SET int = int + 1",
                        "SET size = if_not_exists(size, binary)")) {
            var outcome = Outcomes.of(store, update(Shop.THING, expression).at("bare", null));
            assertThat(found(outcome)).as(expression).isNotNull();
        }
    }

    @Test
    void an_upsert_makes_an_item_with_its_keys_and_defaults_or_keeps_what_is_there() {
        var upsert =
                update(Shop.TASK, "SET owner = 'ann', due = $due ADD points $n")
                        .task("l", "upsert")
                        .known("state", "OPEN")
                        .with("due", LATER)
                        .with("n", 3)
                        .upsert();
        var made = item(Outcomes.of(store, upsert));

        assertThat(made.value("list")).isEqualTo("l");
        assertThat(made.value("id")).isEqualTo("upsert");
        assertThat(made.value("state")).isEqualTo("OPEN");
        assertThat(made.value("points")).isEqualTo(3);
        assertThat(made.value("version")).isEqualTo(1);
        assertThat(raw("upsert").get("byStateSk"))
                .isEqualTo(AttributeValue.fromS("OPEN#2026-01-02T03:05:05.678Z"));

        var again = item(Outcomes.of(store, upsert));
        assertThat(again.value("points")).isEqualTo(6);
        assertThat(again.value("version")).isEqualTo(2);
    }

    @Test
    void a_composed_index_key_follows_each_field_it_is_made_of() {
        store.put(Shop.TASK, task("step", Map.of("due", LATER)));
        var close = update(Shop.TASK, "SET state = 'CLOSED'").task("l", "step").known("due", LATER);
        var clear = update(Shop.TASK, "REMOVE due").task("l", "step").known("state", "CLOSED");
        var retitle = update(Shop.TASK, "SET title = 'x'").task("l", "step");

        item(Outcomes.of(store, close));
        assertThat(raw("step").get("byStateSk"))
                .isEqualTo(AttributeValue.fromS("CLOSED#2026-01-02T03:05:05.678Z"));
        item(Outcomes.of(store, retitle));
        assertThat(raw("step")).containsKey("byStateSk");
        item(Outcomes.of(store, clear));
        assertThat(raw("step")).doesNotContainKey("byStateSk");
    }

    @Test
    void an_expired_item_is_absent_for_every_write() {
        var over = TestStore.NOW.minusSeconds(1);
        store.put(Shop.TASK, task("over", Map.of("expiresAt", over, "title", "Old")));

        assertThat(
                        found(
                                Outcomes.of(
                                        store,
                                        update(Shop.TASK, "SET title = 'x'").task("l", "over"))))
                .isNull();
        assertThat(found(Outcomes.of(store, WriteFixture.delete(Shop.TASK).task("l", "over"))))
                .isNull();
        assertThat(found(Outcomes.of(store, WriteFixture.check(Shop.TASK).task("l", "over"))))
                .isNull();
        var replaced =
                item(Outcomes.of(store, put(Shop.TASK, "list = 'l', id = 'over', owner = 'bob'")));
        assertThat(replaced.value("owner")).isEqualTo("bob");
        assertThat(raw("over")).doesNotContainKeys("title", "expiresAt");
    }

    @Test
    void an_item_that_has_not_expired_yet_is_there_whatever_its_ttl_is() {
        var soon = TestStore.NOW.plusSeconds(1);
        store.put(Shop.TASK, task("soon", Map.of("expiresAt", soon)));
        var raw = new HashMap<>(store.encoder.encode(Shop.TASK, task("text", Map.of())));
        raw.put("expiresAt", AttributeValue.fromS("never"));
        store.putRaw("Tasks", raw);

        for (String id : List.of("soon", "text")) {
            item(Outcomes.of(store, update(Shop.TASK, "SET title = 'x'").task("l", id)));
            var put = put(Shop.TASK, "list = 'l', id = '" + id + "', owner = 'bob'");
            assertThat(found(Outcomes.of(store, put))).isNotNull();
        }
    }

    @Test
    void what_no_field_can_hold_is_refused_before_it_is_sent() {
        store.put(Shop.THING, Map.of("id", "limits"));
        notStored(update(Shop.THING, "SET decimal = $v").with("v", new BigDecimal("1e126")));
        notStored(
                update(Shop.THING, "SET decimal = $v")
                        .with("v", new BigDecimal("0.123456789012345678901234567890123456789")));
        notStored(update(Shop.THING, "SET int = $v").with("v", 1L << 31));
        notStored(update(Shop.THING, "SET float = $v").with("v", Double.NaN));
        notStored(update(Shop.THING, "SET texts = $v").with("v", List.of("1", "2", "3", "4")));
        notStored(update(Shop.THING, "SET line = $v").with("v", Map.of("productId", "p")));
        notStored(put(Shop.PRODUCT, "id = $v, name = 'n'").with("v", ""));
        notStored(put(Shop.PRODUCT, "id = $v, name = 'n'").with("v", "é".repeat(1_025)));
        notStored(put(Shop.PRODUCT, "id = 'p', name = 'n', category = $v").with("v", ""));
        notStored(put(Shop.TASK, "list = 'l', owner = 'o', id = $v").with("v", "x".repeat(1_024)));
    }

    @Test
    void a_put_above_its_types_size_is_refused_before_it_is_sent() {
        var put = put(Shop.WORD, "book = 'b', word = 'w'");
        assertThat(item(Outcomes.of(store, put)).value("word")).isEqualTo("w");

        var large =
                put(Shop.THING, "id = 'large', json = $json").with("json", "x".repeat(4 * 1_024));
        var refusal = refusal(store, large);
        assertThat(refusal.parameters())
                .containsEntry("reason", "ITEM_TOO_LARGE")
                .containsEntry("maximum", 4);
        assertThat(store.wire.calls()).isEmpty();
    }

    @Test
    void an_item_that_grows_beyond_what_dynamodb_holds_is_refused_by_it() {
        store.put(Shop.THING, Map.of("id", "grown"));
        var grow = update(Shop.THING, "SET json = $json").at("grown", null);

        var refusal = refusal(store, grow.with("json", "x".repeat(400 * 1_024)));
        assertThat(refusal.parameters()).containsEntry("reason", "VALUE_NOT_STORABLE");
        var requestStore = store.requestStore();
        Outcomes.of(requestStore, false, grow.with("json", "x".repeat(10 * 1_024)));
        assertThat(requestStore.findings().oversizes())
                .extracting(Oversize::kilobytes)
                .containsExactly(11);
    }

    @Test
    void a_sum_beyond_dynamodbs_numbers_is_refused_by_it() {
        store.put(Shop.THING, Map.of("id", "sum", "decimal", new BigDecimal("9e125")));

        var refusal =
                refusal(
                        store,
                        update(Shop.THING, "ADD decimal $n")
                                .at("sum", null)
                                .with("n", new BigDecimal("9e125")));
        assertThat(refusal.parameters()).containsEntry("reason", "VALUE_NOT_STORABLE");
    }

    private void notStored(WriteFixture write) {
        var refusal = refusal(store, write.at("limits", null));
        assertThat(refusal.parameters()).containsEntry("reason", "VALUE_NOT_STORABLE");
        assertThat(store.wire.calls()).isEmpty();
    }

    private List<Object> labels(WriteFixture write) {
        var labels = Objects.requireNonNull(item(Outcomes.of(store, write)).value("labels"));
        return List.copyOf((List<?>) labels);
    }

    private Map<String, AttributeValue> raw(String id) {
        return store.client
                .getItem(get ->
                        get.tableName(store.physical("Tasks"))
                                .key(
                                        TestStore.attributes(
                                                "pk",
                                                AttributeValue.fromS("LIST#l"),
                                                "sk",
                                                AttributeValue.fromS("TASK#" + id)))
                                .consistentRead(true))
                .item();
    }

    private static Map<String, Object> task(String id, Map<String, ?> more) {
        var fields = new HashMap<String, Object>();
        fields.putAll(Map.of("list", "l", "id", id, "owner", "ann"));
        fields.putAll(more);
        return fields;
    }
}
