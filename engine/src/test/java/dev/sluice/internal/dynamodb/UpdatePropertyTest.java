// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb;

import static dev.sluice.internal.dynamodb.Outcomes.applied;
import static dev.sluice.internal.dynamodb.WriteFixture.delete;
import static dev.sluice.internal.dynamodb.WriteFixture.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.item.ItemRequest;
import dev.sluice.internal.dynamodb.write.WriteOutcome.Written;
import dev.sluice.internal.schema.key.KeySpelling;
import dev.sluice.internal.schema.key.KeyText;
import dev.sluice.internal.schema.key.Slot;
import dev.sluice.internal.schema.key.TimePrecision;
import dev.sluice.testing.Thoroughness;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/// Compares random updates with a model: the table and its index hold what the model holds.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpdatePropertyTest {
    private static final int STEPS = Thoroughness.cases(30, 80);
    private static final List<String> IDS = List.of("1", "2", "3");
    private static final List<String> OWNERS = List.of("ann", "bob");
    private static final List<String> STATES = List.of("OPEN", "CLOSED", "a#b$c%");

    private final TestStore store = new TestStore();

    @AfterAll
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void items_and_index_keys_stay_in_step(long seed) {
        var random = new Random(Thoroughness.seed(seed));
        var list = "list" + seed;
        var model = new HashMap<String, Map<String, Object>>();
        for (int step = 0; step < STEPS; step++) {
            var id = any(random, IDS);
            var before = model.get(id);
            if (before != null && random.nextInt(10) == 0) {
                applied(Outcomes.of(store, delete(Shop.TASK).task(list, id)));
                model.remove(id);
            } else {
                var after = change(random, list, id, before);
                model.put(id, after);
            }
            assertThat(tasks(list)).as("seed %d, step %d", seed, step).isEqualTo(model);
            OWNERS.forEach(
                    owner -> assertThat(indexed(owner, list)).isEqualTo(expected(model, owner)));
        }
    }

    /// Sends a random update and returns the item that it should leave.
    private Map<String, Object> change(
            Random random, String list, String id, @Nullable Map<String, Object> before) {
        var after = new HashMap<String, Object>(before == null ? Map.of() : before);
        var sets = new ArrayList<String>();
        var write = new HashMap<String, @Nullable Object>();
        if (before == null || random.nextBoolean()) {
            set(sets, write, after, "owner", any(random, OWNERS));
            set(sets, write, after, "state", any(random, STATES));
        }
        if (random.nextBoolean()) {
            var due = random.nextInt(3) == 0 ? null : TestStore.NOW.plusMillis(random.nextInt(9));
            set(sets, write, after, "due", due);
        }
        if (random.nextBoolean()) {
            set(sets, write, after, "title", random.nextBoolean() ? null : ":v0 #n0");
        }
        after.merge("version", 1, (left, right) -> (Integer) left + (Integer) right);
        after.merge("points", 2, (left, right) -> (Integer) left + (Integer) right);
        after.putIfAbsent("labels", List.of());
        var expression = sets.isEmpty() ? "" : "SET " + String.join(", ", sets);
        var update =
                update(Shop.TASK, (expression + " ADD points 2").strip()).task(list, id).upsert();
        write.forEach(update::with);
        if (before != null) {
            update.known("state", before.get("state")).known("due", before.get("due"));
        }
        var together = random.nextBoolean();
        var written = applied(Outcomes.of(store.requestStore(), together, update)).getFirst();
        assertThat(written.attributes() == null).isEqualTo(!together);
        assertKnown(written, Objects.requireNonNull(store.read(task(list, id))));
        return after;
    }

    /// Checks that the store holds every value that the outcome says is known.
    private static void assertKnown(Written written, Item stored) {
        var known = Objects.requireNonNull(written.item());
        var attributes =
                written.attributes() == null
                        ? Set.of("owner", "state", "points", "byStateSk")
                        : written.attributes();
        for (String attribute : attributes) {
            if (!attribute.equals("list") && !attribute.equals("id")) {
                assertThat(known.attribute(attribute))
                        .as(attribute)
                        .isEqualTo(stored.attribute(attribute));
            }
        }
        assertThat(known.value("list")).isEqualTo(stored.value("list"));
        assertThat(known.value("id")).isEqualTo(stored.value("id"));
    }

    private static void set(
            List<String> sets,
            Map<String, @Nullable Object> arguments,
            Map<String, Object> after,
            String field,
            @Nullable Object value) {
        sets.add("%s = $%s".formatted(field, field));
        arguments.put(field, value);
        if (value == null) {
            after.remove(field);
        } else {
            after.put(field, value);
        }
    }

    private Map<String, Map<String, Object>> tasks(String list) {
        var tasks = new HashMap<String, Map<String, Object>>();
        for (String id : IDS) {
            var item = store.read(task(list, id));
            if (item != null) {
                assertThat(item.value("list")).isEqualTo(list);
                assertThat(item.value("id")).isEqualTo(id);
                var fields = new HashMap<String, Object>();
                Stream.of("owner", "state", "due", "title", "points", "version", "labels")
                        .forEach(field -> {
                            var value = item.value(field);
                            if (value != null) {
                                fields.put(field, value);
                            }
                        });
                tasks.put(id, fields);
            }
        }
        return tasks;
    }

    /// Returns the index keys in the order of the index.
    private List<String> indexed(String owner, String list) {
        return store
                .client
                .query(query ->
                        query.tableName(store.physical("Tasks"))
                                .indexName("byState")
                                .keyConditionExpression("#o = :o")
                                .filterExpression("pk = :pk")
                                .expressionAttributeNames(Map.of("#o", "owner"))
                                .expressionAttributeValues(
                                        Map.of(
                                                ":o",
                                                AttributeValue.fromS(owner),
                                                ":pk",
                                                AttributeValue.fromS("LIST#" + list))))
                .items()
                .stream()
                .map(item -> Objects.requireNonNull(item.get("byStateSk")).s())
                .toList();
    }

    private static List<String> expected(Map<String, Map<String, Object>> model, String owner) {
        return model.values().stream()
                .filter(task -> owner.equals(task.get("owner")) && task.containsKey("due"))
                .map(UpdatePropertyTest::key)
                .sorted(KeyText::compareUtf8)
                .toList();
    }

    private static String key(Map<String, Object> task) {
        return escaped((String) Objects.requireNonNull(task.get("state")))
                + "#"
                + escaped(
                        TimePrecision.MILLISECONDS.text(
                                (Instant) Objects.requireNonNull(task.get("due"))));
    }

    private static ItemRequest task(String list, String id) {
        return new ItemRequest(TypeFixture.target(Shop.TASK), "LIST#" + list, "TASK#" + id, true);
    }

    private static <T> T any(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static String escaped(String value) {
        return Objects.requireNonNull(Slot.PLAIN.text(value, KeySpelling.DEFAULT));
    }
}
