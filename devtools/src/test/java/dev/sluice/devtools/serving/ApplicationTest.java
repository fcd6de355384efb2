// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.devtools.Schemas;
import dev.sluice.devtools.docs.Block;
import dev.sluice.devtools.testing.NodePrograms;
import dev.sluice.devtools.testing.Tool;
import dev.sluice.internal.build.ManifestBuild;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Clients that send the ids of the shop's trusted documents, to an API that refuses everything
/// else.
class ApplicationTest {
    private static final Path PAGE = Path.of("../docs/how-to/trusted-documents.md");
    private static final String RECORDING =
            """
            const send = globalThis.fetch;
            globalThis.fetch = (url, options) => {
              console.log(options.method, [...new URL(url).searchParams.keys()].sort().join());
              return send(url, options);
            };
            """;
    private static final String DOCUMENT =
            """
            import { operations } from "./persisted-query-manifest.json";
            const { body } = operations.find(({ name }) => name === "ProductPage");
            """;

    @TempDir private static Path home;
    private static Path application;
    private static int port;
    private static Serving serving;

    @BeforeAll
    static void start() throws Exception {
        application = ClientPrograms.copyOf("application").toAbsolutePath();
        NodePrograms.copy(Schemas.SHOP_OPERATIONS, application.resolve("operations"));
        Files.writeString(
                application.resolve("persisted-query-manifest.json"),
                ManifestBuild.manifestForClients(
                        Schemas.compile(Schemas.SHOP), ManifestBuild.in(Schemas.SHOP_OPERATIONS)));
        port = ClientPrograms.freePort();
        serving =
                new Serving(
                        home,
                        Map.of(
                                "SLUICE_TRUSTED_DOCUMENTS",
                                "only",
                                "SLUICE_CORS_ORIGINS",
                                "http://localhost:" + port),
                        "--schema",
                        Schemas.SHOP.toString(),
                        "--operations",
                        Schemas.SHOP_OPERATIONS.toString());
        serving.awaitReady();
    }

    @AfterAll
    static void stop() {
        if (serving != null) {
            serving.close();
        }
    }

    @Test
    void an_application_of_another_origin_runs_on_trusted_documents_alone() throws Exception {
        assumeTrue(Tool.CHROMIUM.isInstalled(), "Chromium is not installed");

        assertThat(
                        run(
                                "application.js",
                                application.toString(),
                                Tool.CHROMIUM.path(),
                                String.valueOf(port),
                                serving.url("/graphql"),
                                serving.expiredToken("c1"),
                                serving.token("c1")))
                .containsExactly(
                        "ok | the application reads the 401 of another origin, renews its token, and asks again",
                        "ok | each click on More shows 20 more orders",
                        "ok | a click on an order shows what was bought",
                        "ok | a change of another tab is a conflict, which shows both changes",
                        "ok | saved again, both changes are kept",
                        "ok | no request of the application had a text",
                        "ok | a text of its own is refused",
                        "ok | the page has no error");
    }

    @Test
    void the_clients_of_the_page_look_up_ids_in_the_manifest_and_send_no_text() throws Exception {
        var clients =
                Block.of(Files.readString(PAGE)).stream()
                        .filter(block -> block.language().equals("js"))
                        .map(Block::text)
                        .toList();
        assertThat(clients).hasSize(2);

        assertThat(
                        ask(
                                "apollo.js",
                                clients.getFirst(),
                                """
                                import { gql } from "@apollo/client";
                                const { data } = await client.query({ query: gql(body), variables: { id: "p1" } });
                                console.log(data.products[0].id);
                                """))
                .containsExactly("GET extensions,operationName,variables", "p1");
        assertThat(
                        ask(
                                "urql.js",
                                clients.getLast(),
                                """
                                const { data } = await client.query(body, { id: "p1" }).toPromise();
                                console.log(data.products[0].id);
                                """))
                .containsExactly("GET extensions,operationName,variables", "p1");
    }

    private static List<String> ask(String name, String client, String question) throws Exception {
        var here =
                client.replace("https://api.example.com/graphql", serving.url("/graphql/public"));
        var program = application.resolve(name);
        Files.writeString(program, RECORDING + here + DOCUMENT + question);
        return run("builds/bundled.mjs", program.toString());
    }

    private static List<String> run(String... arguments) throws Exception {
        return Tool.NODE.run(ClientPrograms.install(), List.of(arguments));
    }
}
