// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.Schemas;
import dev.sluice.devtools.contract.ClientSdl;
import dev.sluice.devtools.testing.NodePrograms;
import dev.sluice.devtools.testing.Tool;
import dev.sluice.internal.build.ManifestBuild;

import graphql.language.AstPrinter;
import graphql.parser.Parser;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The manifests that the builds of public clients write are trusted as they are.
///
/// The configurations are in `src/test/clients/builds`.
class ClientBuildsTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String RELAY_COMPILER = "../node_modules/relay-compiler/cli.js";
    private static final List<String> REFUSED =
            List.of("PERSISTED_QUERY_NOT_FOUND", "OPERATION_NOT_TRUSTED");

    private static Path work;

    private static final String NODES =
            """
            interface Node { id: ID! }
            type Note implements Node @table(name: "Notes", partitionKey: "{owner}", sortKey: "{number}")
              @auth(rules: [{owner: "owner"}]) {
              id: ID! @node
              owner: ID!
              number: Int!
              text: String!
            }
            type Query {
              node(id: ID!): Node @getItem(key: "id = $id") @auth(rules: [{public: true}])
              first(owner: ID!): Note @query(keyCondition: "owner = $owner") @auth(rules: [{signedIn: true}])
            }
            """;

    @BeforeAll
    static void install() throws Exception {
        work = ClientPrograms.copyOf("builds");
        Files.createDirectories(work.resolve("relay"));
        NodePrograms.copy(Schemas.SHOP_OPERATIONS, work.resolve("operations"));
        var catalog = Schemas.compile(Schemas.SHOP);
        Files.writeString(
                work.resolve("api.graphql"), new ClientSdl(catalog.clientSchema()).text());
        Files.writeString(work.resolve("relay/app.js"), operationsInJavaScript());
        Files.writeString(work.resolve("persisted.json"), "{}");
    }

    @Test
    void an_api_that_runs_trusted_documents_alone_knows_each_id_and_text_of_relay_and_codegen(
            @TempDir Path home) throws Exception {
        Tool.NODE.run(work, List.of(RELAY_COMPILER));
        Tool.NODE.run(
                work,
                List.of(
                        "../node_modules/@graphql-codegen/cli/cjs/bin.js",
                        "--config",
                        "codegen.mjs"));
        var relay = Files.copy(work.resolve("persisted.json"), home.resolve("relay.json"));
        var codegen =
                Files.copy(
                        work.resolve("generated/persisted-documents.json"),
                        home.resolve("codegen.json"));

        try (var serving =
                new Serving(
                        home,
                        Map.of("SLUICE_TRUSTED_DOCUMENTS", "only"),
                        "--schema",
                        Schemas.SHOP.toString(),
                        "--operations",
                        home.toString())) {
            serving.awaitReady();

            assertThat(codes(serving, Map.of("documentId", "unknown")))
                    .containsAnyElementsOf(REFUSED);
            for (var manifest : List.of(relay, codegen)) {
                var bodies = bodies(manifest);
                assertThat(bodies).hasSize(7);
                for (var document : bodies.entrySet()) {
                    assertThat(codes(serving, Map.of("documentId", document.getKey())))
                            .doesNotContainAnyElementsOf(REFUSED);
                    assertThat(codes(serving, Map.of("query", document.getValue())))
                            .doesNotContainAnyElementsOf(REFUSED);
                }
            }
        }
    }

    @Test
    void relays_refetchable_reads_a_stored_type_by_its_global_id(@TempDir Path home)
            throws Exception {
        var schema = Files.writeString(home.resolve("schema.graphqls"), NODES);
        var data =
                Files.writeString(
                        home.resolve("data.json"),
                        "{\"Note\": [{\"owner\": \"ann\", \"number\": 7, \"text\": \"Hello\"}]}");
        var clientSchema = Schemas.compile(schema).clientSchema();
        Files.writeString(work.resolve("nodes.graphql"), new ClientSdl(clientSchema).text());
        Files.createDirectories(work.resolve("refetch"));
        Files.writeString(work.resolve("refetched.json"), "{}");
        Files.writeString(
                work.resolve("refetch/note.js"),
                """
                import { graphql } from 'react-relay';
                graphql`fragment note on Note @refetchable(queryName: "noteRefetchQuery") { text }`;
                graphql`query noteQuery { first(owner: "ann") { id ...note } }`;
                """);
        Tool.NODE.run(work, List.of(RELAY_COMPILER, "refetch.config.json"));
        var queries = bodies(work.resolve("refetched.json")).values();

        try (var serving =
                new Serving(
                        home, Map.of(), "--schema", schema.toString(), "--data", data.toString())) {
            serving.awaitReady();

            var first = asked(serving, Map.of("query", one(queries, "query noteQuery")));
            var id = first.at("/data/first/id").asText();
            var again =
                    asked(
                            serving,
                            Map.of(
                                    "query",
                                    one(queries, "query noteRefetchQuery"),
                                    "variables",
                                    Map.of("id", id)));
            assertThat(again.at("/data/node").toString())
                    .isEqualTo(
                            "{\"__typename\":\"Note\",\"text\":\"Hello\",\"id\":\"%s\"}"
                                    .formatted(id));
        }
    }

    @Test
    void relays_pagination_joins_the_pages_of_a_connection(@TempDir Path home) throws Exception {
        Files.writeString(work.resolve("pages.json"), "{}");
        Tool.NODE.run(work, List.of(RELAY_COMPILER, "pages.config.json"));
        var operations = Files.createDirectory(home.resolve("operations"));
        Files.copy(work.resolve("pages.json"), operations.resolve("pages.json"));

        try (var serving =
                new Serving(
                        home,
                        Map.of("SLUICE_TRUSTED_DOCUMENTS", "only"),
                        "--schema",
                        Schemas.SHOP.toString(),
                        "--operations",
                        operations.toString())) {
            serving.awaitReady();

            assertThat(
                            Tool.NODE.run(
                                    work,
                                    List.of(
                                            "bundled.mjs",
                                            "pages.mjs",
                                            serving.url("/graphql"),
                                            serving.token("c1"))))
                    .containsExactly(
                            "20 orders, and there are more",
                            "40 orders, and there are more",
                            "200 orders, and there are no more");
        }
    }

    private static JsonNode asked(Serving serving, Map<String, ?> body) throws Exception {
        return MAPPER.readTree(serving.ask("ann", body).body());
    }

    private static String one(Collection<String> queries, String start) {
        return queries.stream()
                .filter(query -> query.startsWith(start))
                .findFirst()
                .orElseThrow(() -> new AssertionError(queries.toString()));
    }

    private static List<String> codes(Serving serving, Map<String, String> document)
            throws Exception {
        return MAPPER.readTree(serving.ask("c1", document).body()).findValuesAsText("code");
    }

    private static Map<String, String> bodies(Path manifest) throws Exception {
        return MAPPER.readValue(manifest.toFile(), new TypeReference<>() {});
    }

    private static String operationsInJavaScript() throws Exception {
        var javaScript = new StringBuilder("import { graphql } from 'react-relay';\n");
        for (var file : ManifestBuild.in(Schemas.SHOP_OPERATIONS)) {
            Parser.parse(file.text()).getDefinitions().stream()
                    .map(AstPrinter::printAst)
                    .forEach(text -> javaScript.append("graphql`%s`;\n".formatted(text)));
        }
        return javaScript.toString();
    }
}
