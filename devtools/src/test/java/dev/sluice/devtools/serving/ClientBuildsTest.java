// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.Schemas;
import dev.sluice.devtools.contract.ClientSdl;
import dev.sluice.internal.build.ManifestBuild;

import graphql.language.AstPrinter;
import graphql.parser.Parser;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The manifests that the builds of public clients write are trusted as they are.
///
/// The configurations are in `src/test/clients/builds`. npm installs the programs below `target`.
class ClientBuildsTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Path CONFIGURATIONS = Path.of("src/test/clients/builds");
    private static final Path WORK = Path.of("target/client-builds");
    private static final List<String> REFUSED =
            List.of("PERSISTED_QUERY_NOT_FOUND", "OPERATION_NOT_TRUSTED");

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
        assumeTrue(Tool.NODE.isInstalled(), "Node.js is not installed");
        assumeTrue(Tool.NPM.isInstalled(), "npm is not installed");
        Files.createDirectories(WORK.resolve("operations"));
        Files.createDirectories(WORK.resolve("relay"));
        copyAll(CONFIGURATIONS, WORK);
        copyAll(Schemas.SHOP_OPERATIONS, WORK.resolve("operations"));
        var catalog = Schemas.compile(Schemas.SHOP);
        Files.writeString(
                WORK.resolve("api.graphql"), new ClientSdl(catalog.clientSchema()).text());
        Files.writeString(WORK.resolve("relay/app.js"), operationsInJavaScript());
        Files.writeString(WORK.resolve("persisted.json"), "{}");
        Tool.NPM.run(WORK, List.of("ci", "--no-progress"));
    }

    @Test
    void an_api_that_runs_trusted_documents_alone_knows_each_id_and_text_of_relay_and_codegen(
            @TempDir Path home) throws Exception {
        Tool.NODE.run(WORK, List.of("node_modules/relay-compiler/cli.js"));
        Tool.NODE.run(
                WORK,
                List.of("node_modules/@graphql-codegen/cli/cjs/bin.js", "--config", "codegen.mjs"));
        var relay = Files.copy(WORK.resolve("persisted.json"), home.resolve("relay.json"));
        var codegen =
                Files.copy(
                        WORK.resolve("generated/persisted-documents.json"),
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
        Files.writeString(WORK.resolve("nodes.graphql"), new ClientSdl(clientSchema).text());
        Files.createDirectories(WORK.resolve("refetch"));
        Files.writeString(WORK.resolve("refetched.json"), "{}");
        Files.writeString(
                WORK.resolve("refetch/note.js"),
                """
                import { graphql } from 'react-relay';
                graphql`fragment note on Note @refetchable(queryName: "noteRefetchQuery") { text }`;
                graphql`query noteQuery { first(owner: "ann") { id ...note } }`;
                """);
        Tool.NODE.run(WORK, List.of("node_modules/relay-compiler/cli.js", "refetch.config.json"));
        var queries = bodies(WORK.resolve("refetched.json")).values();

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

    private static void copyAll(Path from, Path to) throws Exception {
        try (var files = Files.list(from)) {
            for (var file : files.toList()) {
                Files.copy(
                        file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
