// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.resolvers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.devtools.failure.Failure;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class ProjectResolversTest {
    private static final String SCHEMA =
            "type Query { first: Int @auth(rules: [{public: true}]) @resolver(name: \"first\") }";
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @TempDir private Path project;
    private Path directory = Path.of("");
    private Path function = Path.of("");

    @BeforeEach
    void directories() throws IOException {
        directory = project.resolve("java");
        function = Files.createDirectories(directory.resolve("dev/sluice/function"));
    }

    @Test
    void those_of_the_source_files_come_before_those_of_the_class_path() throws IOException {
        write("ApiResolvers", api(computes("first", "Name.TEXT")));
        write("Name", "class Name { static final String TEXT = \"a\"; }");

        assertThat(resolvers().read("s", SCHEMA).byName()).containsOnlyKeys("first");
    }

    @Test
    void files_are_compiled_when_they_have_changed_and_at_no_other_time() throws IOException {
        write("ApiResolvers", api(computes("first", "1")));
        var resolvers = resolvers();
        resolvers.read("s", SCHEMA);
        resolvers.read("s", SCHEMA);
        assertThat(logged()).containsExactly("Compiling the Java files of " + directory + ": 1");

        write("ApiResolvers", api(computes("second", "Name.TEXT")));
        var name = write("Name", "class Name { static final String TEXT = \"a\"; }");
        assertThat(resolvers.read("s", SCHEMA).byName()).containsOnlyKeys("second");
        assertThat(logged()).hasSize(2);

        Files.delete(name);
        assertFails(resolvers, "error: cannot find symbol");
    }

    @Test
    void errors_are_those_of_the_compiler_with_file_and_line() throws IOException {
        var file = write("ApiResolvers", api(".nothing()") + "\nclass Two { int two = \"2\"; }");

        assertFails(resolvers(), file + ":7: error: cannot find symbol");
        assertFails(resolvers(), file + ":11: error: incompatible types");
    }

    @Test
    void classes_read_the_resources_of_the_project() throws IOException {
        Files.createDirectories(project.resolve("resources"));
        Files.writeString(project.resolve("resources/names.txt"), "first");
        write(
                "ApiResolvers",
                api(computes("first", "1")).replace("{\n    public", READS + "    public"));

        assertThat(resolvers().read("s", SCHEMA).byName()).containsOnlyKeys("first");
    }

    @Test
    void source_files_that_define_no_resolvers() throws IOException {
        write("Name", "class Name {}");
        // The class path of the tests has resolvers, unlike that of a project.
        write("ApiResolvers", "class ApiResolvers {}");

        assertFails(
                resolvers(),
                directory
                        + " defines no Java resolvers. Write one public class ApiResolvers with a"
                        + " method `public static Resolvers all()`.");
    }

    @Test
    void the_class_of_the_resolvers_can_be_in_any_package_but_there_is_only_one()
            throws IOException {
        var other = api(computes("first", "1")).replace("dev.sluice.function", "com.example");
        write("Other", other.replace("final class ApiResolvers", "final class Other"));
        var named = Files.createDirectories(directory.resolve("com/example"));
        Files.writeString(named.resolve("ApiResolvers.java"), other);
        assertThat(resolvers().read("s", SCHEMA).byName()).containsOnlyKeys("first");

        write("ApiResolvers", api(computes("second", "1")));
        assertFails(resolvers(), "Write one public class ApiResolvers");
    }

    @Test
    void resolvers_whose_definition_throws() throws IOException {
        write("ApiResolvers", api(computes("first", "1") + computes("first", "1")));

        assertFails(
                resolvers(),
                "dev.sluice.function.ApiResolvers.all() failed:"
                        + " java.lang.IllegalArgumentException: two resolvers are called first");
    }

    @Test
    void a_class_that_cannot_be_initialized() throws IOException {
        write("ApiResolvers", api("").replace("{\n    public", THROWS + "    public"));

        assertFails(
                resolvers(),
                "dev.sluice.function.ApiResolvers cannot be loaded:"
                        + " java.lang.ArithmeticException: / by zero");
    }

    @Test
    void a_project_without_source_files_has_the_resolvers_of_the_class_path() {
        var none =
                new ProjectResolvers(
                        new JavaSources(project.resolve("none")),
                        project.resolve("classes"),
                        System.err);

        assertThat(none.read("s", SCHEMA).byName()).containsOnlyKeys("priceOrder");
    }

    private static final String READS =
            """
            {
                static {
                    if (ApiResolvers.class.getResource("/names.txt") == null) throw new Error();
                }
            """;
    private static final String THROWS =
            """
            {
                static final int NONE = 1 / Integer.parseInt("0");
            """;

    private ProjectResolvers resolvers() {
        return new ProjectResolvers(
                new JavaSources(directory),
                project.resolve("classes"),
                new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    private List<String> logged() {
        return log.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static void assertFails(ProjectResolvers resolvers, String message) {
        assertThatThrownBy(() -> resolvers.read("s", SCHEMA))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(message);
    }

    private Path write(String type, String text) throws IOException {
        var code = text.startsWith("package ") ? text : "package dev.sluice.function;\n" + text;
        return Files.writeString(function.resolve(type + ".java"), code);
    }

    private static String computes(String name, String value) {
        return ".computes(\"%s\", Computation.each(values -> %s))".formatted(name, value);
    }

    private static String api(String calls) {
        return """
        package dev.sluice.function;

        import dev.sluice.resolver.*;

        public final class ApiResolvers {
            public static Resolvers all() {
                return Resolvers.none()%s;
            }
        }
        """
                .formatted(calls);
    }
}
