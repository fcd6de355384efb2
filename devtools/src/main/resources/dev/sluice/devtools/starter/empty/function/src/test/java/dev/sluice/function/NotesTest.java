// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.test.SluiceTest;
import dev.sluice.test.TestApi;

import org.junit.jupiter.api.Test;

import java.util.Map;

@SluiceTest(data = "sample-data.json")
class NotesTest {

    @Test
    void a_note_is_seen_only_by_its_owner(TestApi api) {
        var note = Map.of("title", "Tea", "text", "Buy some more");

        var added = api.as("ann").run("AddNote", Map.of("input", note));

        assertThat(added.codes()).isEmpty();
        assertThat(added.data().at("/addNote/words").asInt()).isEqualTo(3);
        assertThat(api.as("ann").run("Notes").data().at("/notes/edges")).hasSize(2);
        assertThat(api.as("bob").run("Notes").data().at("/notes/edges")).hasSize(1);
    }

    @Test
    void the_first_page_takes_one_request(TestApi api) {
        for (var n = 0; n < 5; n++) {
            api.seed("Note", Map.of("owner", "cat", "title", "Note " + n, "text", "Text"));
        }

        var page = api.as("cat").query("{ notes(first: 3) { edges { node { title } } } }");

        assertThat(page.data().at("/notes/edges")).hasSize(3);
        assertThat(page.consumption().requests()).isEqualTo(1);
    }

    @Test
    void nobody_sees_notes_without_a_token(TestApi api) {
        assertThat(api.asNobody().run("Notes").codes()).containsExactly("UNAUTHENTICATED");
    }
}
