// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.devtools.Schemas;
import dev.sluice.devtools.docs.Block;
import dev.sluice.devtools.testing.Tool;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.graphql.client.HttpSyncGraphQlClient;
import org.springframework.web.client.RestClient;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/// Tests the shop with GraphQL clients of other languages and frameworks, as the client guide shows
/// them.
class OtherLanguagesTest {
    private static final Path GUIDE = Path.of("../docs/how-to/client-guide.md");
    private static final Path PACKAGES = Path.of("src/test/clients/requirements.txt");
    private static final Path PYTHON = Path.of("target/python").toAbsolutePath();

    @TempDir private static Path home;
    private static Serving serving;

    @BeforeAll
    static void start() throws Exception {
        serving = new Serving(home, "--schema", Schemas.SHOP.toString());
        serving.awaitReady();
    }

    @AfterAll
    static void stop() {
        serving.close();
    }

    record Product(String id, String name) {}

    @Test
    void the_client_of_Spring_for_GraphQL_reads_lists_and_the_codes_of_errors() {
        var client =
                HttpSyncGraphQlClient.create(
                        RestClient.builder()
                                .baseUrl(serving.url("/graphql"))
                                .defaultHeader("Authorization", "Bearer " + serving.token("c1"))
                                .build());

        var products =
                client.document("query Names($ids: [ID!]!) { products(ids: $ids) { id name } }")
                        .variable("ids", List.of("p2", "p1"))
                        .retrieveSync("products")
                        .toEntityList(Product.class);
        assertThat(products).extracting(Product::id).containsExactly("p2", "p1");
        assertThat(products).extracting(Product::name).doesNotContainNull();

        var response = client.document("{ user(id: \"c2\") { name } }").executeSync();
        assertThat(response.getErrors())
                .singleElement()
                .satisfies(error ->
                        assertThat(error.getExtensions()).containsEntry("code", "FORBIDDEN"));
    }

    @Test
    void the_example_in_Python_prints_what_the_guide_says() throws Exception {
        assumeTrue(Tool.PYTHON.isInstalled(), "Python 3 is not installed");
        installPackages();
        var blocks = Block.of(Files.readString(GUIDE));
        var program =
                blocks.stream()
                        .filter(block -> block.language().equals("python"))
                        .findFirst()
                        .orElseThrow();
        var output = blocks.get(blocks.indexOf(program) + 1);
        Files.writeString(home.resolve(program.file()), program.text());

        var printed =
                Tool.run(
                        home,
                        PYTHON.resolve("bin/python").toString(),
                        Map.of(
                                "API_URL", serving.url("/graphql"),
                                "TOKEN", serving.token("c1")),
                        List.of(program.file()));

        assertThat(output.isOutput()).isTrue();
        assertThat(String.join("\n", printed)).isEqualTo(output.text().strip());
    }

    private static void installPackages() throws Exception {
        var present = PYTHON.resolve("requirements.txt");
        if (Files.exists(present) && Files.mismatch(PACKAGES, present) == -1) {
            return;
        }
        Tool.PYTHON.run(Path.of("."), List.of("-m", "venv", "--clear", PYTHON.toString()));
        Tool.run(
                Path.of("."),
                PYTHON.resolve("bin/python").toString(),
                Map.of("PIP_DISABLE_PIP_VERSION_CHECK", "1"),
                List.of("-m", "pip", "install", "--quiet", "-r", PACKAGES.toString()));
        Files.copy(PACKAGES, present, StandardCopyOption.REPLACE_EXISTING);
    }
}
