// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Table;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

class AdoptAmplifyTest {
    private static final Path SCHEMA =
            Path.of("src/test/resources/dev/sluice/devtools/amplify/schema.graphql");

    @TempDir private Path directory;
    private final Console run = Console.run("adopt", "--amplify", SCHEMA.toString());

    @Test
    void the_translation_starts_and_has_the_keys_of_amplifys_tables() {
        assertThat(run.exitCode()).as(run.err()).isZero();
        var catalog = catalog();

        assertThat(catalog.storedTypes())
                .containsOnlyKeys(
                        "Post", "Blog", "Comment", "Tag", "Person", "OldStyle", "PostTags");
        assertThat(index(catalog, "Post", "byBlog")).isEqualTo("blogId status#title");
        assertThat(index(catalog, "Comment", "gsi-Post.comments")).isEqualTo("postCommentsId null");
        assertThat(index(catalog, "OldStyle", "byC")).isEqualTo("c null");
        assertThat(run.out())
                .contains(
                        "sortKey: \"{country}#{email}\", sortKeyName: \"country#email\", escape: NONE")
                .contains("status: Status @attribute(default: \"'DRAFT'\")\n")
                .contains("rating: Float @attribute(default: \"1.5\")\n")
                .contains("expires: DateTime @attribute(as: N)\n");
    }

    @Test
    void relations_read_with_the_keys_that_amplify_makes() {
        assertThat(run.out())
                .contains("  blog: Blog @getItem(key: \"id = $parent.blogId\")\n")
                .contains("  post: Post @getItem(key: \"id = $parent.postCommentsId\")\n")
                .contains("@query(index: \"byPost\", keyCondition: \"postId = $parent.id\")")
                .contains("@query(index: \"byBlog\", keyCondition: \"blogId = $parent.id\")");
    }

    @Test
    void rules_are_translated_for_reads() {
        assertThat(run.out())
                .contains("  @auth(rules: [{owner: \"owner\"}, {group: \"Editors\"}]) {\n")
                .contains("  @auth(rules: [{public: true}, {signedIn: true}]) {\n")
                .contains("postsByBlog(blogId: ID!, first: Int! = 20, after: String)")
                .doesNotContain("{owner: \"sub\"}");
    }

    @Test
    void what_needs_a_decision_is_on_stderr_and_at_the_top_of_the_file() {
        assertThat(run.err().lines())
                .allMatch(line -> line.startsWith("To decide: "))
                .anyMatch(line -> line.contains("Post.owner: Amplify writes `sub::username`"))
                .anyMatch(line -> line.contains("Post.echo: @function is not translated"))
                .anyMatch(line -> line.contains("Blog: @searchable is not translated"))
                .anyMatch(line -> line.contains("Blog.owner: the relation has not all fields"))
                .anyMatch(line -> line.contains("Person: no rule lets anybody read"))
                .anyMatch(line -> line.contains("Subscription: its own fields"));
        run.err()
                .lines()
                .map(line -> line.replace("To decide: ", "# ? "))
                .forEach(line -> assertThat(run.out()).contains(line + "\n"));
    }

    @Test
    void a_file_that_is_no_schema_is_an_error_of_the_file() throws IOException {
        var file = Files.writeString(directory.resolve("schema.graphql"), "type Post @model {");
        var failed = Console.run("adopt", "--amplify", file.toString());
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err()).startsWith(file + ": ");
    }

    private Catalog catalog() {
        return SchemaCompiler.compile("translated", run.out());
    }

    private static String index(Catalog catalog, String table, String name) {
        var found =
                Objects.requireNonNull(catalog.tables().get(table)).indexes().stream()
                        .filter(index -> index.name().equals(name))
                        .map(Table.Index::key)
                        .findFirst()
                        .orElseThrow();
        return found.partition().name() + " " + (found.sort() == null ? null : found.sort().name());
    }
}
