// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.infrastructure.Infrastructure;
import dev.sluice.devtools.resolvers.JavaSources;
import dev.sluice.devtools.resolvers.ProjectResolvers;
import dev.sluice.devtools.serving.SchemaSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

class NewCommandTest {
    private static final String SCHEMA = "function/src/main/resources/schema.graphqls";

    @TempDir private Path parent;
    @TempDir private Path elsewhere;

    @ParameterizedTest
    @CsvSource({
        "empty, myapi, words",
        "shop, com.example.shop, priceOrder",
        "../examples/shop-single-table.graphqls, library_2.api, ''"
    })
    void a_project_is_valid_in_all_its_parts(String from, String javaPackage, String resolver)
            throws IOException {
        var project = parent.resolve("my-api");
        var run = run(project, "--from", from, "--package", javaPackage);

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("cd " + project, "./sluice serve", "mvn verify");
        var schema = project.resolve(SCHEMA);
        var operations = project.resolve("function/operations").toString();
        var check = Console.run("check", "--schema", schema.toString(), "--operations", operations);
        assertThat(check.out()).contains("is valid");
        var catalog = SchemaSource.read(schema).compile();
        var template = project.resolve("infrastructure/data.yaml");
        assertThat(new Infrastructure(catalog, template).differences()).isEmpty();
        var java = project.resolve("function/src/main/java");
        var resolvers =
                new ProjectResolvers(new JavaSources(java), java.resolve("classes"), System.err);
        assertThat(resolvers.read("schema", Files.readString(schema)).byName())
                .containsOnlyKeys(resolver.isEmpty() ? new String[0] : new String[] {resolver});
        assertThat(project.resolve("template.yaml"))
                .content()
                .contains("Handler: " + javaPackage + ".GraphQLFunction::handleRequest");
        assertThat(project.resolve("samconfig.toml"))
                .content()
                .contains("stack_name = \"my-api\"", "stack_name = \"my-api-prod\"");
        assertThat(project.resolve("sluice").toFile().canExecute()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "shop", "../examples/shop-single-table.graphqls"})
    void a_project_has_its_own_names_and_nothing_of_this_one(String from) throws IOException {
        var project = parent.resolve("my-api");
        assertThat(run(project, "--from", from).exitCode()).isZero();

        assertThat(project.resolve(".gitignore")).exists();
        try (var all = Files.walk(project)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                assertThat(file)
                        .content()
                        .doesNotContain("dev.sluice.function", "SPDX", "@name@", "@version@");
                assertThat(project.relativize(file).toString())
                        .doesNotContain("dev/sluice", "gitignore/", "package-info");
            }
        }
        try (var top = Files.list(project)) {
            assertThat(top.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            ".github",
                            ".gitignore",
                            ".graphqlrc.yml",
                            ".sluice",
                            ".vscode",
                            "README.md",
                            "docs",
                            "events",
                            "function",
                            "infrastructure",
                            "pom.xml",
                            "samconfig.toml",
                            "sluice",
                            "template.yaml");
        }
    }

    @Test
    void its_runbook_is_of_its_own_stack_and_no_link_or_mention_leads_out_of_it()
            throws IOException {
        var project = parent.resolve("my-api");
        assertThat(run(project, "--from", "shop").exitCode()).isZero();

        var links = 0;
        try (var all = Files.walk(project)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                var text = Files.readString(file);
                for (var page : found("(?<!Sluice's [`]?)\\bdocs/[\\w/-]+\\.md", text)) {
                    assertThat(project.resolve(page)).as("in %s", file).exists();
                }
                if (file.toString().endsWith(".md")) {
                    for (var link : found("(?<=\\]\\()[^):#]+(?=[)#])", text)) {
                        assertThat(file.resolveSibling(link)).as("in %s", file).exists();
                        links++;
                    }
                }
            }
        }
        assertThat(links).isGreaterThan(30);
        assertThat(project.resolve("docs/runbook.md"))
                .content()
                .contains("--stack-name my-api-prod", "(Sluice's `docs/how-to/roll-back.md`)")
                .doesNotContain("sluice-prod");
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(MatchResult::group).toList();
    }

    @Test
    void editors_and_pipelines_find_the_place_of_each_problem_of_check() throws IOException {
        var project = parent.resolve("api");
        run(project);
        var schema = project.resolve(SCHEMA);
        Files.writeString(schema, Files.readString(schema).replace("owner = $claims.sub", "x = 1"));
        var problems = Console.run("check", "--schema", schema.toString()).out().lines().toList();
        assertThat(problems).isNotEmpty();

        var patterns =
                Map.of(
                        ".github/sluice-check.json", "/problemMatcher/0/pattern/0",
                        ".vscode/tasks.json", "/tasks/0/problemMatcher/pattern");
        for (var matcher : patterns.entrySet()) {
            var file = project.resolve(matcher.getKey()).toFile();
            var json = new JsonMapper().readTree(file).at(matcher.getValue());
            for (var problem : problems) {
                var found = Pattern.compile(json.at("/regexp").asText()).matcher(problem);
                assertThat(found.find()).as(problem).isTrue();
                assertThat(found.group(json.at("/file").asInt())).isEqualTo(schema.toString());
                assertThat(found.group(json.at("/line").asInt())).matches("[1-9]\\d*");
                assertThat(problem).endsWith(found.group(json.at("/message").asInt()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    new My-Api | `My-Api` must be lower-case letters, digits and hyphens, such as my-api
                    new 2nd | `2nd` must be lower-case letters
                    new my_api | `my_api` must be
                    new my--api | `my--api` must be
                    new my.api | `my.api` must be
                    new class | `class` cannot be a Java package here. Give one: --package com.example.myapi
                    new api --package com.Example | `com.Example` cannot be a Java package
                    new api --package com.new | `com.new` cannot be a Java package
                    new api --package java.util | `java.util` cannot be a Java package
                    new api --package ../../x | `../../x` cannot be a Java package
                    new api --from amplify | --from must be empty, shop or a file *.graphqls, and is `amplify`.
                    new | Missing required parameter: 'DIR'
                    """)
    void a_name_that_cannot_be_is_refused_before_anything_is_written(String typed, String message)
            throws IOException {
        var words = typed.split(" ");
        if (words.length > 1) {
            words[1] = parent.resolve(words[1]).toString();
        }
        var run = Console.run(words);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message);
        assertNothingWritten();
    }

    @Test
    void a_schema_with_faults_is_refused_before_anything_is_written() throws IOException {
        var file = elsewhere.resolve("wrong.graphqls");
        Files.writeString(file, "type Query { a: Int }");
        var project = parent.resolve("api");

        var run = run(project, "--from", file.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains(file + ":1:14");
        assertNothingWritten();
        assertThat(run(project, "--from", "none.graphqls").exitCode()).isEqualTo(3);
    }

    @Test
    void a_directory_that_is_not_empty_is_left_as_it_is() throws IOException {
        var empty = Files.createDirectory(parent.resolve("empty"));
        assertThat(run(empty).exitCode()).isZero();

        var mine = Files.writeString(empty.resolve("README.md"), "mine");
        var again = run(empty);
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains(empty + " is not empty.");
        assertThat(mine).hasContent("mine");

        var file = Files.createFile(parent.resolve("file"));
        assertThat(run(file).err()).contains("is not empty");
    }

    private static Console run(Path project, String... options) {
        var arguments = new String[options.length + 2];
        arguments[0] = "new";
        arguments[1] = project.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Console.run(arguments);
    }

    private void assertNothingWritten() throws IOException {
        try (var files = Files.list(parent)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void the_scripts_of_this_project_and_of_a_new_one_share_their_functions() throws IOException {
        var project = parent.resolve("api");
        run(project);

        assertThat(functions(project.resolve("sluice")))
                .isEqualTo(functions(Path.of("../sluice")))
                .hasSize(7);
    }

    private static List<String> functions(Path script) throws IOException {
        return Arrays.stream(Files.readString(script).split("\n(?=\\w+\\(\\) \\{)"))
                .filter(each ->
                        each.matches(
                                "(?s)(home_of|is_jdk_25|java_on_path|find_jdk|add_libraries|record_start|forget_start)\\(.*"))
                .map(each -> each.substring(0, each.indexOf("\n}\n")))
                .toList();
    }
}
