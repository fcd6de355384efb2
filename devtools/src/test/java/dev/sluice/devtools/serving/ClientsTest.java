// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.devtools.Schemas;
import dev.sluice.devtools.commands.CommandLines;
import dev.sluice.devtools.docs.Block;
import dev.sluice.devtools.testing.Tool;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Tests the shop with GraphQL clients of others, in Node.js and in a browser.
///
/// The programs are in `src/test/clients`.
class ClientsTest {
    private static final Path GUIDE = Path.of("../docs/how-to/client-guide.md");

    @TempDir private static Path home;
    private static Path installed;
    private static Serving serving;
    private static int pagePort;

    @BeforeAll
    static void start() throws Exception {
        installed = ClientPrograms.install();
        pagePort = ClientPrograms.freePort();
        serving =
                new Serving(
                        home,
                        Map.of("SLUICE_CORS_ORIGINS", "http://localhost:" + pagePort),
                        "--schema",
                        Schemas.SHOP.toString(),
                        "--operations",
                        operations().toString());
        serving.awaitReady();
    }

    private static Path operations() throws IOException {
        Files.writeString(
                home.resolve("products.graphql"),
                "query OneProduct($id: ID!) { products(ids: [$id]) { name } }");
        return home;
    }

    @AfterAll
    static void stop() {
        if (serving != null) {
            serving.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/graphql", "/graphql/public"})
    void every_audit_of_GraphQL_over_HTTP_is_ok(String route) throws Exception {
        var token = route.endsWith("public") ? List.<String>of() : List.of(serving.token("c1"));

        var lines = run("audit.js", serving.url(route), token);

        assertThat(lines).hasSize(62).endsWith("61 of 61 audits are ok");
        assertThat(lines.subList(0, 61)).allMatch(line -> line.startsWith("ok | "));
    }

    @Test
    void apollo_client_uses_the_api_from_a_page_of_an_allowed_origin() throws Exception {
        assertThat(browse("apollo.js", pagePort))
                .containsExactly(
                        "ok | Apollo Client reads the caller, whose token it sends across origins",
                        "ok | Apollo Client sends variables",
                        "ok | Apollo Client pages through a connection by its cursors",
                        "ok | Apollo Client gives an error its code and path, and the data beside it",
                        "ok | Apollo Client asks for a trusted document by its hash alone",
                        "ok | Apollo Client sends another document when the server does not know its hash");
    }

    @Test
    void urql_uses_the_api_from_a_page_of_an_allowed_origin() throws Exception {
        assertThat(browse("urql.js", pagePort))
                .containsExactly(
                        "ok | urql reads the caller, whose token it sends across origins",
                        "ok | urql sends variables",
                        "ok | urql pages through a connection by its cursors",
                        "ok | urql gives an error its code and path, and the data beside it",
                        "ok | urql reads the status that the gateway gives an expired token",
                        "ok | urql asks by GET",
                        "ok | urql asks for a trusted document by its hash alone",
                        "ok | urql sends another document when the server does not know its hash");
    }

    @Test
    void an_editor_knows_the_language_in_a_new_project() throws Exception {
        var project = home.resolve("my-api");
        assertThat(CommandLines.create().execute("new", project.toString())).isZero();

        assertThat(run("editor.js", project.toString(), List.of()))
                .containsExactly(
                        "ok | the schema file has only known types and directives",
                        "ok | the directives of the schema language are completed",
                        "ok | the operations have no problem",
                        "ok | a field that does not exist is a problem",
                        "ok | the fields of the API are completed");
    }

    @Test
    void the_examples_of_the_guide_print_what_it_says() throws Exception {
        Files.writeString(
                installed.resolve(".env"),
                "API_URL=%s\nTOKEN=%s\n".formatted(serving.url("/graphql"), serving.token("c1")));
        var printed = List.<String>of();
        var outputs = 0;
        for (var block : Block.of(Files.readString(GUIDE))) {
            if (block.isFile() && block.file().endsWith(".mjs")) {
                Files.writeString(installed.resolve(block.file()), block.text());
                printed = example(block.file());
            } else if (block.isOutput()) {
                assertThat(printed).as(block.text()).hasSize(1).allMatch(block::admits);
                outputs++;
                printed = List.of();
            } else {
                break;
            }
        }
        assertThat(outputs).isEqualTo(2);
        assertThat(example("relay-query.mjs")).containsExactly("Ada Abebe");
    }

    private static List<String> example(String file) throws Exception {
        return Tool.NODE.run(installed, List.of("--env-file=.env", file));
    }

    @Test
    void a_browser_keeps_the_pages_of_other_origins_out() throws Exception {
        assertThat(browse("foreign.js", ClientPrograms.freePort()))
                .containsExactly(
                        "ok | a page of another origin may not ask with a token",
                        "ok | a page of another origin may not ask by POST without a token");
    }

    @Test
    void the_console_shows_what_a_document_can_cost_and_what_its_request_did() throws Exception {
        assumeTrue(Tool.CHROMIUM.isInstalled(), "Chromium is not installed");

        assertThat(run("graphiql.js", serving.url("/"), List.of(Tool.CHROMIUM.path(), "pictures")))
                .containsExactly(
                        "ok | the panel has the cost of the document, and the editor marks the dearest field",
                        "ok | the panel has the waves of the request, with their tables and keys",
                        "ok | placeOrder answers the order that it made",
                        "ok | the panel has the writes of its transaction",
                        "ok | placeOrder sent again with its token answers the same order",
                        "ok | cancelOrder cancels it",
                        "ok | updateProfile changes what is sent",
                        "ok | a caller with scopes and claims is remembered",
                        "ok | the page has no error");
    }

    private static List<String> browse(String page, int port) throws Exception {
        assumeTrue(Tool.CHROMIUM.isInstalled(), "Chromium is not installed");
        return run(
                "browse.js",
                page,
                List.of(
                        Tool.CHROMIUM.path(),
                        String.valueOf(port),
                        serving.url("/graphql"),
                        serving.token("c1")));
    }

    private static List<String> run(String program, String first, List<String> more)
            throws Exception {
        var arguments = new ArrayList<>(List.of(program, first));
        arguments.addAll(more);
        return Tool.NODE.run(installed, arguments);
    }
}
