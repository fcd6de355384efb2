// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Schemas;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The schemas of `docs/how-to/model-your-data.md` do what the page says.
class ModelsTest {
    private static final Who ANN = Who.user("ann");
    private static final Who BOB = Who.user("bob");
    private static final Map<String, String> SCHEMAS =
            Pattern.compile(
                            "^## ([^\n]+)\n(?:(?!^## ).)*?^```graphql complete\n(.*?)^```",
                            Pattern.MULTILINE | Pattern.DOTALL)
                    .matcher(Schemas.read(Path.of("../docs/how-to/model-your-data.md")))
                    .results()
                    .collect(Collectors.toMap(part -> part.group(1), part -> part.group(2)));

    private static Api open(String section) {
        return Api.of(Objects.requireNonNull(SCHEMAS.get(section), section));
    }

    @Test
    void an_index_lists_all_items_of_a_type() {
        try (var api = open("List all items of a type")) {
            for (var name : new String[] {"Ash", "Oak", "Elm"}) {
                api.with("Shop", Map.of("id", name, "country", "no", "name", name));
            }
            api.with("Shop", Map.of("id", "x", "country", "se", "name", "x"));

            var answer = api.ask(ANN, "{ shops(country: \"no\") { edges { node { name } } } }");

            assertThat(answer.data().findValuesAsText("name")).containsExactly("Ash", "Elm", "Oak");
        }
    }

    @Test
    void a_relation_is_listed_from_both_sides_in_two_requests() {
        try (var api = open("Many to many")) {
            api.with("Student", Map.of("id", "ann", "name", "Ann"));
            api.with("Course", Map.of("id", "c1", "title", "Keys"));
            api.with("Course", Map.of("id", "c2", "title", "Waves"));
            for (var course : new String[] {"c1", "c2"}) {
                var attend = "mutation { attend(courseId: \"" + course + "\") { courseId } }";
                assertThat(api.ask(ANN, attend).errors()).isEmpty();
                assertThat(api.ask(ANN, attend).codes()).containsExactly("ATTENDS_ALREADY");
            }
            assertThat(api.ask(ANN, "mutation { attend(courseId: \"c3\") { since } }").codes())
                    .containsExactly("NOT_FOUND");

            var courses =
                    api.ask(
                            ANN,
                            "{ student(id: \"ann\") { attends { edges { node { course { title } } } } } }");
            var students =
                    api.ask(
                            ANN,
                            "{ course(id: \"c1\") { attendedBy { edges { node { student { name } } } } } }");

            assertThat(courses.data().findValuesAsText("title")).containsExactly("Keys", "Waves");
            assertThat(courses.consumed("requests")).isEqualTo(3);
            assertThat(students.data().findValuesAsText("name")).containsExactly("Ann");
        }
    }

    @Test
    void an_address_belongs_to_one_user() {
        try (var api = open("A unique e-mail address")) {
            assertThat(register(api, ANN, "Ann@example.com").errors()).isEmpty();
            assertThat(register(api, BOB, "ann@example.com").codes())
                    .containsExactly("EMAIL_TAKEN");
            assertThat(api.ask(BOB, "{ me { email } }").data("/me").isNull()).isTrue();
            assertThat(change(api, ANN, "new@example.com", 1).errors()).isEmpty();
            assertThat(register(api, BOB, "ann@example.com").errors()).isEmpty();
            assertThat(change(api, BOB, "new@example.com", 1).codes())
                    .containsExactly("EMAIL_TAKEN");
            assertThat(change(api, BOB, "ann@example.com", 1).errors()).isEmpty();
            assertThat(change(api, ANN, "ann@example.com", 2).codes())
                    .containsExactly("EMAIL_TAKEN");
        }
    }

    private static Api.Answer register(Api api, Who who, String email) {
        return api.ask(who, "mutation { register(email: \"" + email + "\") { version } }");
    }

    private static Api.Answer change(Api api, Who who, String email, int version) {
        return api.ask(
                who,
                "mutation { changeEmail(email: \"%s\", version: %d) { version } }"
                        .formatted(email, version));
    }

    @Test
    void a_counter_changes_with_what_it_counts() {
        try (var api = open("A counter")) {
            api.with("Post", Map.of("id", "p", "text", "Hello", "likes", 0));
            var like = "mutation { like(post: \"p\") { about { likes } } }";
            var unlike = "mutation { unlike(post: \"p\") { about { likes } } }";

            assertThat(api.ask(ANN, like).data("/like/about/likes").asInt()).isEqualTo(1);
            assertThat(api.ask(ANN, like).codes()).containsExactly("LIKED_ALREADY");
            assertThat(api.ask(BOB, like).data("/like/about/likes").asInt()).isEqualTo(2);
            assertThat(api.ask(ANN, unlike).data("/unlike/about/likes").asInt()).isEqualTo(1);
            assertThat(api.ask(ANN, unlike).codes()).containsExactly("NOT_FOUND");
        }
    }

    @Test
    void one_query_reads_a_branch() {
        try (var api = open("A hierarchy")) {
            for (var path : new String[] {"/photos/", "/photos/2026/", "/photographs/", "/x/"}) {
                api.with("Folder", Map.of("drive", "ann", "path", path));
            }

            var answer = api.ask(ANN, "{ below(path: \"/photos/\") { edges { node { path } } } }");

            assertThat(answer.data().findValuesAsText("path"))
                    .containsExactly("/photos/", "/photos/2026/");
            assertThat(answer.consumed("requests")).isEqualTo(1);
        }
    }

    @Test
    void a_tenant_reaches_only_its_own_items() {
        try (var api = open("Several tenants")) {
            var red = ANN.withClaim("tenant", "red");
            var blue = BOB.withClaim("tenant", "blue");
            var id =
                    api.ask(red, "mutation { addProject(name: \"Mill\") { id } }")
                            .data("/addProject/id")
                            .asText();
            var query = "{ project(id: \"" + id + "\") { name } }";

            assertThat(api.ask(red, query).data("/project/name").asText()).isEqualTo("Mill");
            assertThat(api.ask(blue, query).data("/project").isNull()).isTrue();
        }
    }

    @Test
    void each_party_sees_an_item_of_two() {
        try (var api = open("An item of two parties")) {
            api.ask(ANN, "mutation { send(recipient: \"bob\", text: \"Hello\") { id } }");
            var received = "{ received { edges { node { text } } } }";

            assertThat(api.ask(ANN, "{ sent { edges { node { text } } } }").data().toString())
                    .contains("Hello");
            assertThat(api.ask(BOB, received).data().toString()).contains("Hello");
            assertThat(api.ask(Who.user("eve"), received).data().toString())
                    .doesNotContain("Hello");
        }
    }

    @Test
    void an_expired_item_is_missing() {
        try (var api = open("Expiry")) {
            var end = Api.NOW.plus(Duration.ofHours(1));
            api.with("Invitation", Map.of("code", "a", "team", "red", "expiresAt", end.toString()));
            var query = "{ invitation(code: \"a\") { team } }";

            assertThat(api.ask(ANN, query).data("/invitation/team").asText()).isEqualTo("red");
            api.at(end);
            assertThat(api.ask(ANN, query).data("/invitation").isNull()).isTrue();
        }
    }

    @Test
    void a_deleted_item_is_not_listed_until_it_is_restored() {
        try (var api = open("Soft delete")) {
            var id =
                    api.ask(ANN, "mutation { write(text: \"Tides\") { id } }")
                            .data()
                            .findValuesAsText("id")
                            .getFirst();
            var remove = "mutation { remove(id: \"" + id + "\") { deletedAt } }";
            var restore = "mutation { restore(id: \"" + id + "\") { text } }";
            var notes = "{ notes { edges { node { text } } } }";
            assertThat(api.ask(ANN, notes).data().findValuesAsText("text"))
                    .containsExactly("Tides");

            assertThat(api.ask(ANN, remove).errors()).isEmpty();
            assertThat(api.ask(ANN, notes).data().findValuesAsText("text")).isEmpty();
            assertThat(api.ask(ANN, remove).codes()).containsExactly("DELETED_ALREADY");
            assertThat(
                            api.ask(ANN, "{ note(id: \"" + id + "\") { text } }")
                                    .data()
                                    .findValuesAsText("text"))
                    .containsExactly("Tides");

            assertThat(api.ask(ANN, restore).errors()).isEmpty();
            assertThat(api.ask(ANN, notes).data().findValuesAsText("text"))
                    .containsExactly("Tides");
            assertThat(api.ask(ANN, restore).codes()).containsExactly("NOT_DELETED");
        }
    }
}
