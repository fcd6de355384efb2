// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sluice.devtools.Schemas;

import graphql.introspection.IntrospectionResultToSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.SchemaPrinter;
import graphql.schema.idl.UnExecutableSchemaGenerator;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class SchemaCommandTest {
    private static final String CONSTRAINED =
            """
            "An address."
            scalar Email @constraint(pattern: "[^@]+@[^@]+", maxLength: 60, lowercase: true)
            type Room @table(name: "Rooms", partitionKey: "{id}") @auth(rules: [{public: true}]) {
              id: ID!
              "The owner."
              owner: Email!
              seats: Int! @constraint(min: 1, max: 90) @deprecated(reason: "Ask for `size`.")
              secret: String @attribute(hidden: true)
              taken: [Place!] @constraint(maxItems: 5)
            }
            type Place { row: Int! @constraint(min: 1), letter: String! @constraint(minLength: 1) }
            input Seat { row: Int! @constraint(min: 1), letter: String! @constraint(minLength: 1) }
            type Query {
              rooms(ids: [ID!]! @constraint(maxItems: 3)): [Room]! @getItem(key: "id IN $ids") @auth(rules: [{public: true}])
            }
            type Mutation {
              book(id: ID!, seats: [Seat!]! @constraint(minItems: 1, maxItems: 5, unique: "letter")): Room
                @write(update: "Room", key: "id = $id", expression: "SET taken = $seats", condition: "seats > 1", onFail: "ROOM_FULL")
                @auth(rules: [{public: true}])
            }
            """;

    @TempDir Path directory;

    static List<Path> schemas() {
        return List.of(Schemas.SHOP, Schemas.SINGLE_TABLE_SHOP);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void both_formats_are_the_same_schema(Path schema) throws IOException {
        var sdl = print("--schema", schema.toString());
        var json = print("--schema", schema.toString(), "--format", "json");
        var answer =
                new ObjectMapper().readValue(json, new TypeReference<Map<String, Object>>() {});

        assertThat(canonical(sdl))
                .isEqualTo(
                        canonical(
                                new SchemaPrinter()
                                        .print(
                                                new IntrospectionResultToSchema()
                                                        .createSchemaDefinition(answer))));
        assertThat(answer).containsOnlyKeys("__schema");
    }

    private static String canonical(String sdl) {
        var schema =
                UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(sdl));
        return new SchemaPrinter(
                        SchemaPrinter.Options.defaultOptions().includeDirectiveDefinitions(false))
                .print(schema);
    }

    @Test
    void it_has_what_clients_see_and_nothing_else() throws IOException {
        var sdl = print("--schema", write(CONSTRAINED));

        assertThat(sdl)
                .contains("\"The owner.\"", "@deprecated(reason: \"Ask for `size`.\")")
                .doesNotContain("@table", "@constraint", "@auth", "secret", "At most", "ROOM_FULL");
    }

    @Test
    void descriptions_have_constraints_and_codes_on_request() throws IOException {
        var registry =
                new SchemaParser().parse(print("--schema", write(CONSTRAINED), "--constraints"));
        var schema = UnExecutableSchemaGenerator.makeUnExecutableSchema(registry);

        assertThat(schema.getType("Email"))
                .extracting("description")
                .isEqualTo(
                        "An address.\n\nAt most 60 characters. Matches `[^@]+@[^@]+`. Changed to lower case.");
        var room = Objects.requireNonNull(schema.getObjectType("Room"));
        assertThat(room.getFieldDefinition("seats").getDescription()).isEqualTo("1 to 90.");
        assertThat(room.getFieldDefinition("owner").getDescription()).isEqualTo("The owner.");
        var ids = schema.getQueryType().getFieldDefinition("rooms").getArgument("ids");
        assertThat(ids.getDescription()).isEqualTo("At most 3 elements.");
        var book = Objects.requireNonNull(schema.getMutationType()).getFieldDefinition("book");
        assertThat(book.getDescription()).isEqualTo("Errors: ROOM_FULL.");
        assertThat(book.getArgument("seats").getDescription())
                .isEqualTo("1 to 5 elements. No two elements have the same `letter`.");
        assertThat(schema.getType("Seat"))
                .extracting("fields")
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .extracting("description")
                .containsExactly("At least 1.", "At least 1 characters.");
    }

    @Test
    void descriptions_have_owners_and_budgets_on_request() throws IOException {
        var schema =
                write(
                        """
                        "A place."
                        type Room @table(name: "Rooms", partitionKey: "{id}") @owner(team: "rooms")
                          @auth(rules: [{public: true}]) { id: ID! }
                        type Query {
                          room(id: ID!): Room @budget(p99: 200)
                            @getItem(key: "id = $id") @auth(rules: [{public: true}])
                        }
                        """);

        assertThat(print("--schema", schema, "--constraints"))
                .contains("A place.\n\nOwner: rooms.")
                .contains("99 of 100 requests take at most 200 milliseconds.");
        assertThat(print("--schema", schema)).doesNotContain("rooms.", "200");
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void the_additions_complete_the_schema_file(Path schema) throws IOException {
        var additions = print("--schema", schema.toString(), "--directives");
        var whole = new SchemaParser().parse(Files.readString(schema) + "\n" + additions);

        assertThat(UnExecutableSchemaGenerator.makeUnExecutableSchema(whole).getDirective("table"))
                .isNotNull();
        assertThat(whole.getTypeOrNull("OrderConnection")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--constraints", "--format=json"})
    void the_additions_have_one_format(String option) {
        var run =
                Console.run("schema", "--schema", Schemas.SHOP.toString(), "--directives", option);

        assertThat(run)
                .isEqualTo(
                        new Console(
                                2,
                                "",
                                "--directives prints SDL and cannot have other options of output.\n"));
    }

    @Test
    void a_problem_of_the_schema_leaves_no_answer() throws IOException {
        var run = Console.run("schema", "--schema", write("type Query { a: Nope }"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Fix: ");
    }

    private String write(String schema) throws IOException {
        return Files.writeString(directory.resolve("api.graphqls"), schema).toString();
    }

    private static String print(String... options) {
        var arguments = new ArrayList<>(List.of("schema"));
        arguments.addAll(List.of(options));
        var run = Console.run(arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out();
    }

    @Test
    void a_flagged_field_is_printed_only_with_its_flag() throws IOException {
        var schema =
                Files.writeString(
                                directory.resolve("flags.graphqls"),
                                """
                                type Query {
                                  room(id: ID!): Room @getItem(key: "id = $id") @auth(rules: [{public: true}])
                                  desk(id: ID!): Desk
                                    @getItem(key: "id = $id") @auth(rules: [{public: true}]) @flag(name: "desks")
                                }
                                type Room @table(name: "Rooms", partitionKey: "{id}") @auth(rules: [{public: true}]) {
                                  id: ID!
                                }
                                type Desk @table(name: "Desks", partitionKey: "{id}") @auth(rules: [{public: true}]) {
                                  id: ID!
                                }
                                """)
                        .toString();

        assertThat(Console.run("schema", "--schema", schema).out())
                .contains("type Room")
                .doesNotContain("esk");
        assertThat(Console.run("schema", "--schema", schema, "--flag", "desks").out())
                .contains("desk(id: ID!): Desk", "type Desk")
                .doesNotContain("@flag");
        var unknown = Console.run("schema", "--schema", schema, "--flag", "tables");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("The schema has no flag tables. Its flags are: desks.");
    }
}
