// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.internal.schema.InvalidSchemaException;
import dev.sluice.resolver.InvalidValueException;
import dev.sluice.resolver.Values;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

class SchemaRecordsTest {
    private static final Map<String, String> PROJECT =
            Map.of("com/example/ApiResolvers.java", "package com.example;\nclass ApiResolvers {}");

    private static final String SCHEMA =
            """
            scalar Isbn
            enum Kind { NOVEL default class_ }

            "A book. */ \\u002a/ <b> {@link} @x & so on"
            type Book @table(name: "Books", partitionKey: "{id}") @auth(rules: [{public: true}]) {
              id: ID!
              isbn: Isbn
              price: Decimal!
              printed: DateTime!
              until: DateTime @attribute(as: N)
              pages: Int!
              weight: Float
              sold: Boolean!
              more: JSON
              kind: Kind!
              secret: String @attribute(hidden: true)
              authors: [Author!]!
              tags: [String]
              class: String
              hashCode: Int
              label(currency: String! = "EUR", long: Boolean): String!
                @resolver(name: "label", needs: ["price", "class", "authors"])
            }
            type Author {
              name: String!
              born: Int
            }
            type Record { text: String }
            type List { items: [[Int!]]! entry: Hit }
            union Hit = Record | List
            input Search { text: String! kinds: [Kind!] matrix: [[Decimal!]!] nested: Search import: Int }
            type Query {
              book(id: ID!): Book @getItem(key: "id = $id") @auth(rules: [{public: true}])
              search(input: Search!): [Hit!]! @resolver(name: "search") @auth(rules: [{public: true}])
            }
            """;

    @TempDir private Path directory;

    @Test
    void types_are_what_resolvers_receive() throws Exception {
        var types = compiled(SCHEMA);

        assertThat(components(types, "Book"))
                .containsExactly(
                        "java.lang.String id",
                        "@Nullable java.lang.String isbn",
                        "java.math.BigDecimal price",
                        "java.time.Instant printed",
                        "@Nullable java.time.Instant until",
                        "int pages",
                        "@Nullable java.lang.Double weight",
                        "boolean sold",
                        "@Nullable java.lang.Object more",
                        "com.example.schema.Kind kind",
                        "@Nullable java.lang.String secret",
                        "java.util.List<com.example.schema.Author> authors",
                        "@Nullable java.util.List<@Nullable java.lang.String> tags",
                        "@Nullable java.lang.String class_",
                        "@Nullable java.lang.Integer hashCode_");
        assertThat(components(types, "Book$ForLabel"))
                .containsExactly(
                        "java.math.BigDecimal price",
                        "java.util.List<com.example.schema.Author> authors",
                        "@Nullable java.lang.String class_");
        assertThat(components(types, "Book$LabelArguments"))
                .containsExactly("java.lang.String currency", "@Nullable java.lang.Boolean long_");
        assertThat(components(types, "Query$SearchArguments"))
                .containsExactly("com.example.schema.Search input");
        assertThat(components(types, "Search"))
                .containsExactly(
                        "java.lang.String text",
                        "@Nullable java.util.List<com.example.schema.Kind> kinds",
                        "@Nullable java.util.List<java.util.List<java.math.BigDecimal>> matrix",
                        "@Nullable com.example.schema.Search nested",
                        "@Nullable java.lang.Integer import_");
        assertThat(type(types, "Kind").getEnumConstants())
                .extracting(Object::toString)
                .containsExactly("NOVEL", "default_", "class__");
        assertThat(type(types, "Hit").getPermittedSubclasses())
                .extracting(Class::getSimpleName)
                .containsExactly("Record", "List");
        assertThat(Files.readString(directory.resolve("com/example/schema/package-info.java")))
                .contains("@NullMarked\npackage com.example.schema;");
    }

    @Test
    void values_become_these_records_and_records_become_values() throws Exception {
        var types = compiled(SCHEMA);
        var label = type(types, "Book$ForLabel");
        var given =
                Map.of(
                        "price",
                        BigDecimal.TEN,
                        "class",
                        "A",
                        "authors",
                        List.of(Map.of("name", "Ann")));

        var bound = Values.of(given).as(label.asSubclass(Record.class));

        assertThat(bound)
                .hasToString("ForLabel[price=10, authors=[Author[name=Ann, born=null]], class_=A]");
        assertThat(Values.of(bound).string("class")).isEqualTo("A");
        var search =
                Values.of(
                                Map.of(
                                        "text",
                                        "x",
                                        "kinds",
                                        List.of("default", "class_"),
                                        "matrix",
                                        List.of(List.of(BigDecimal.ONE))))
                        .as(type(types, "Search").asSubclass(Record.class));
        assertThat(search)
                .hasToString(
                        "Search[text=x, kinds=[default_, class__], matrix=[[1]], nested=null, import_=null]");
        var missing = new HashMap<>(given);
        missing.remove("price");
        assertThatThrownBy(() -> Values.of(missing).as(label.asSubclass(Record.class)))
                .isInstanceOf(InvalidValueException.class);
    }

    static Stream<Path> schemas() throws IOException {
        var all = Stream.of("../function/src/main/resources", "../examples", "src/test/resources");
        return all.flatMap(SchemaRecordsTest::below).filter(SchemaRecordsTest::isValid);
    }

    private static Stream<Path> below(String directory) {
        try (var files = Files.walk(Path.of(directory))) {
            return files.filter(file -> file.toString().endsWith(".graphqls")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isValid(Path schema) {
        try {
            SchemaRecords.of("schema", Files.readString(schema), PROJECT);
            return true;
        } catch (IOException | InvalidSchemaException e) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void the_types_of_every_schema_of_this_project_compile(Path schema) throws IOException {
        compiled(Files.readString(schema));
    }

    @Test
    void names_that_mean_something_else_to_java_compile() throws IOException {
        compiled(
                """
                enum record { true_ if }
                type var { a: Int }
                type Override { b: Object c: Integer! d: [Nullable!] }
                type Object { x: Double }
                type Integer { x: String! }
                type Double { x: BigDecimal }
                type BigDecimal { x: Decimal }
                type Instant { at: DateTime! }
                type Nullable { x: [String]! }
                input Values { x: Int, X: Int, _: Int, getClass: Int }
                type ForY @table(name: "AllYs", partitionKey: "{id}") @auth(rules: [{public: true}]) {
                  id: ID!
                  y(a: Int): ForForY @resolver(name: "y", needs: ["id"])
                  Y(a: Int): Int @resolver(name: "y2", needs: ["id"])
                  forY(a: [Values]): Int @resolver(name: "y3", needs: ["id"])
                }
                type ForForY { z: Int }
                type Query {
                  y(id: ID!): ForY @getItem(key: "id = $id") @auth(rules: [{public: true}])
                  v(of: record, in: Values): var @resolver(name: "v") @auth(rules: [{public: true}])
                  o: Override @resolver(name: "o") @auth(rules: [{public: true}])
                  i: Instant @resolver(name: "i") @auth(rules: [{public: true}])
                }
                """);
    }

    @Test
    void they_are_below_the_package_of_the_resolvers_and_without_resolvers_there_are_none() {
        assertThat(files(Map.of("ApiResolvers.java", "class ApiResolvers {}")))
                .containsKey("schema/Book.java");
        assertThat(files(PROJECT)).containsKey("com/example/schema/Book.java");
        assertThat(files(Map.of("com/example/Other.java", "package com.example;"))).isEmpty();
    }

    @Test
    void a_build_writes_what_differs_and_deletes_what_is_no_type_any_more() throws Exception {
        var sources = Files.createDirectories(directory.resolve("java/com/example"));
        Files.writeString(sources.resolve("ApiResolvers.java"), "package com.example;");
        var schema = Files.writeString(directory.resolve("schema.graphqls"), SCHEMA);
        var target = directory.resolve("target");
        build(schema, target);
        var kept = target.resolve("com/example/schema/Book.java");
        var time = FileTime.fromMillis(0);
        Files.setLastModifiedTime(kept, time);

        Files.writeString(
                schema, SCHEMA.replace("input Search", "input Find").replace("Search", "Find"));
        build(schema, target);

        assertThat(target.resolve("com/example/schema/Search.java")).doesNotExist();
        assertThat(target.resolve("com/example/schema/Find.java")).exists();
        assertThat(Files.getLastModifiedTime(kept)).isEqualTo(time);
    }

    private void build(Path schema, Path target) throws IOException {
        RecordsBuild.main(
                schema.toString(), directory.resolve("java").toString(), target.toString());
    }

    private static SortedMap<String, String> files(Map<String, String> project) {
        return SchemaRecords.of("schema", SCHEMA, project);
    }

    private ClassLoader compiled(String schema) throws IOException {
        var classes = Files.createDirectories(directory.resolve("classes"));
        var javac = ToolProvider.getSystemJavaCompiler();
        var standard = javac.getStandardFileManager(null, null, null);
        var files = new ArrayList<Path>();
        for (var file : SchemaRecords.of("schema", schema, PROJECT).entrySet()) {
            var path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            files.add(Files.writeString(path, file.getValue()));
        }
        var errors = new StringWriter();
        var options =
                List.of(
                        "-Xlint:all,-classfile,-path,-processing",
                        "-Werror",
                        "-proc:none",
                        "-d",
                        classes.toString());
        var task =
                javac.getTask(
                        errors,
                        standard,
                        null,
                        options,
                        null,
                        standard.getJavaFileObjectsFromPaths(files));
        assertThat(task.call()).as(() -> errors.toString()).isTrue();
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
    }

    private static Class<?> type(ClassLoader types, String name) throws ClassNotFoundException {
        return types.loadClass("com.example.schema." + name);
    }

    private static List<String> components(ClassLoader types, String name)
            throws ClassNotFoundException {
        return Stream.of(type(types, name).getRecordComponents())
                .map(each ->
                        (each.getAnnotatedType() + " " + each.getName())
                                .replace("org.jspecify.annotations.", "")
                                .replace("Nullable()", "Nullable"))
                .toList();
    }
}
