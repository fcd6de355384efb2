// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.data.SampleData;
import dev.sluice.devtools.data.StoredItem;
import dev.sluice.internal.compile.SchemaCompiler;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class KeptItemsTest {

    @Test
    void an_item_with_a_generated_id_is_kept_if_its_description_is_the_same() {
        var before = items(List.of(Map.of("text", "a"), Map.of("text", "a"), Map.of("text", "b")));
        var kept = new KeptItems();
        before.forEach(kept::add);

        var now = items(List.of(Map.of("text", "a")));

        assertThat(now.getFirst().key()).isNotEqualTo(before.getFirst().key());
        assertThat(kept.take(now.getFirst())).isEqualTo(before.getFirst());
        assertThat(kept.without(List.of())).containsExactlyInAnyOrder(before.get(1), before.get(2));
    }

    @Test
    void an_item_whose_key_has_a_new_description_is_not_left() {
        var before =
                items(List.of(Map.of("id", "n1", "text", "a"), Map.of("id", "n2", "text", "b")));
        var kept = new KeptItems();
        before.forEach(kept::add);

        var now = items(List.of(Map.of("id", "n1", "text", "changed")));

        assertThat(kept.take(now.getFirst())).isNull();
        assertThat(kept.without(now)).containsExactly(before.get(1));
    }

    private static List<StoredItem> items(List<Map<String, String>> notes) {
        var schema =
                """
                type Note @table(name: "Notes", partitionKey: "{id}") @auth(rules: [{public: true}]) {
                  id: ID! @attribute(default: "$uuid")
                  text: String!
                }
                type Query {
                  note(id: ID!): Note @getItem(key: "id = $id") @auth(rules: [{public: true}])
                }
                """;
        var data = new ArrayList<Map<String, @Nullable Object>>();
        notes.stream().map(LinkedHashMap<String, @Nullable Object>::new).forEach(data::add);
        return new SampleData("notes", Map.of("Note", data))
                .fit(SchemaCompiler.compile("notes.graphqls", schema));
    }
}
