// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Settings;
import dev.sluice.Sluice;
import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.internal.document.OperationFile;
import dev.sluice.internal.dynamodb.client.DynamoDbClients;
import dev.sluice.internal.http.OperationManifest;
import dev.sluice.internal.operation.InvalidOperationsException;
import dev.sluice.internal.operation.TrustedDocument;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.testing.Schemas;
import dev.sluice.testing.Shop;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What a build makes of operation files, and the problems that make it fail.
class ManifestBuildTest {
    private static final Catalog SHOP = SchemaCompiler.compile("shop.graphqls", Schemas.shop());
    private static final String LINES =
            "orders(first: $n) { edges { node { lines { product { name } } } } }";

    @TempDir private Path directory;

    @Test
    void the_manifest_has_each_operation_by_name_with_the_fragments_it_uses() {
        var manifest =
                ManifestBuild.manifest(
                        SHOP,
                        List.of(
                                new OperationFile(
                                        "a.graphql",
                                        """
                                        query B { me { ...Name } }
                                        fragment Points on Loyalty { points }
                                        fragment Name on User { loyalty { ...Points } }
                                        """),
                                new OperationFile("b.graphql", "# ours\nquery A { me { name } }")));

        assertThat(manifest)
                .isEqualTo(
                        """
                        {"format":"apollo-persisted-query-manifest","version":1,"operations":[\
                        {"id":"89b1eb54194f62dff82c322a498f168e822ee6677dbe2ab11fd33ca3df09bf8d",\
                        "name":"A","type":"query",\
                        "body":"query A {\\n  me {\\n    name\\n    __typename\\n  }\\n}"},\
                        {"id":"%s",\
                        "name":"B","type":"query",\
                        "body":"query B {\\n  me {\\n    ...Name\\n    __typename\\n  }\\n}\\n\\n\
                        fragment Name on User {\\n  loyalty {\\n    ...Points\\n    __typename\\n  }\\n\
                          __typename\\n}\\n\\n\
                        fragment Points on Loyalty {\\n  points\\n  __typename\\n}"}]}\
                        """
                                .formatted(OperationManifest.read("", manifest).getLast().id()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "query A { me {| 1:15 document: the document ends too early. Fix: close every brace, and define at least one operation.",
                "'# nothing'| 1:10 document: the document ends too early. Fix: close every brace, and define at least one operation.",
                "query A } | 1:9 document: Invalid syntax with offending token '}'. Fix: change it to fit GraphQL and the schema.",
                "query A { me { name age } }| 1:21 document: Field 'age' in type 'User' is undefined. Fix: change it to fit GraphQL and the schema.",
                "query A { me { name } } query A { me { email } }| 1:25 document: There can be only one operation named 'A'. Fix: change it to fit GraphQL and the schema.",
                "fragment A on User { name }| 1:1 document: Unused fragment 'A'. Fix: change it to fit GraphQL and the schema.",
                "type A { id: ID! }| 1:1 document: Type 'A' definition is not executable. Fix: change it to fit GraphQL and the schema.",
                "subscription A { me { name } }| 1:1 document: The 'Subscription' operation is not supported by the schema. Fix: change it to fit GraphQL and the schema.",
                "{ me { name } }| 1:1 document: the operation has no name. Fix: name it: clients find its id by the name.",
                "query A { __schema { queryType { name } } }| 1:11 document: `__schema` reads the schema. Fix: remove it: trusted operations can only read data.",
                "query A($n: Int!) { a: me { %s } b: me { %s } }| 1:1 A: it can cost 522 readUnits, but @limits allows 400. Fix: request smaller pages or less nesting at `a.orders.edges.node.lines.product`, which adds most."
            })
    void a_fault_is_reported_with_its_place_and_its_fix(String text, String message) {
        assertThatThrownBy(() -> compile("a.graphql", text.replace("%s", LINES)))
                .isInstanceOf(InvalidOperationsException.class)
                .hasMessage("a.graphql:" + message);
    }

    @Test
    void a_value_that_always_fails_is_a_fault() {
        for (var selection :
                List.of(
                        "me { orders(first: 21) { edges { node { id } } } }",
                        "userByEmail(email: \"nobody\") { name }")) {
            assertThatThrownBy(() -> compile("a.graphql", "query A { %s }".formatted(selection)))
                    .hasMessageStartingWith("a.graphql:1:1 document: A");
        }
    }

    @Test
    void a_name_is_used_once_in_all_files_and_every_fault_is_reported() {
        var files =
                List.of(
                        new OperationFile("a.graphql", "query A { me { name } }"),
                        new OperationFile("b.graphql", "\nquery A { me { email } }"),
                        new OperationFile("c.graphql", "query C { nope }"));

        assertThatThrownBy(() -> ManifestBuild.manifest(SHOP, files))
                .hasMessage(
                        """
                        b.graphql:2:1 A: another operation has this name, at a.graphql:1. Fix: rename one: clients find an operation's id by its name.
                        c.graphql:1:11 document: Field 'nope' in type 'Query' is undefined. Fix: change it to fit GraphQL and the schema.\
                        """);
    }

    @Test
    void the_build_writes_the_manifest_of_a_directory() throws Exception {
        Files.writeString(directory.resolve("b.graphql"), "query B { me { name } }");
        Files.writeString(directory.resolve("a.graphql"), "query A { me { name } }");
        Files.writeString(directory.resolve("notes.txt"), "no operation");

        var build = build();

        assertThat(build.errorReader().readAllAsString()).isEmpty();
        assertThat(build.waitFor()).isZero();
        assertThat(Files.readString(directory.resolve("operations.json")))
                .isEqualTo(ManifestBuild.manifest(SHOP, ManifestBuild.in(directory)));
    }

    @Test
    void a_broken_operation_stops_the_build_and_leaves_no_manifest() throws Exception {
        var file = Files.writeString(directory.resolve("a.graphql"), "query A {\n  nope\n}");

        var build = build();

        assertThat(build.errorReader().readAllAsString())
                .isEqualToIgnoringNewLines(
                        file
                                + ":2:3 document: Field 'nope' in type 'Query' is undefined."
                                + " Fix: change it to fit GraphQL and the schema.");
        assertThat(build.waitFor()).isEqualTo(1);
        assertThat(directory.resolve("operations.json")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | it is not JSON",
                "[] | it is not an object with format \"apollo-persisted-query-manifest\", version 1 and operations",
                "{\"format\":\"apollo-persisted-query-manifest\",\"version\":2,\"operations\":[]} | it is not an object with format \"apollo-persisted-query-manifest\", version 1 and operations",
                "{\"format\":\"apollo-persisted-query-manifest\",\"version\":1,\"operations\":[{\"id\":\"a\"}]} | operations[0] must have the strings id, name, type and body"
            })
    void startup_fails_if_a_manifest_is_not_valid(String text, String fault) {
        assertThatThrownBy(() -> Sluice.builder().trustedDocuments("operations.json", text))
                .isInstanceOf(InvalidOperationsException.class)
                .hasMessage(
                        "operations.json:1:1 manifest: "
                                + fault
                                + ". Fix: build the manifest again.");
    }

    @Test
    void a_manifest_that_does_not_fit_the_schema_stops_the_start() {
        var documents =
                List.of(
                        new TrustedDocument("1", "A", "query", "query A { nope }"),
                        new TrustedDocument("2", "B", "query", "query Other { me { name } }"),
                        new TrustedDocument("2", "C", "query", "query C { me { name } }"),
                        new TrustedDocument("3", "D", "mutation", "query D { me { name } }"),
                        new TrustedDocument(
                                "0".repeat(64), "E", "query", "query E { me { name } }"));

        assertThatThrownBy(() -> start(OperationManifest.write(documents)))
                .isInstanceOf(InvalidOperationsException.class)
                .hasMessage(
                        """
                        trusted document %s:1:1 E: its id is not the SHA-256 hash of its body. Fix: build the manifest again.
                        trusted document 1:1:11 document: Field 'nope' in type 'Query' is undefined. Fix: change it to fit GraphQL and the schema.
                        trusted document 2:1:1 B: its body is not exactly this query. Fix: build the manifest again.
                        trusted document 2:1:1 C: another operation has this id. Fix: let one of the builds use another algorithm for its ids.
                        trusted document 3:1:1 D: its body is not exactly this mutation. Fix: build the manifest again.\
                        """
                                .formatted("0".repeat(64)));
    }

    @Test
    void a_project_without_a_directory_of_operations_trusts_none() throws Exception {
        assertThat(build(directory.resolve("none")).waitFor()).isZero();
        assertThat(
                        OperationManifest.read(
                                "", Files.readString(directory.resolve("operations.json"))))
                .isEmpty();
    }

    private static void start(String manifest) {
        Sluice.builder()
                .schema("shop.graphqls", Schemas.shop())
                .resolvers(Shop.RESOLVERS)
                .settings(
                        Settings.from(Map.of("SLUICE_CURSOR_KEYS", "k1:AAAAAAAAAAAAAAAAAAAAAA==")))
                .dynamoDb(
                        DynamoDbClients.configure(DynamoDbClient.builder())
                                .region(Region.US_EAST_1)
                                .credentialsProvider(AnonymousCredentialsProvider.create())
                                .build())
                .trustedDocuments("operations.json", manifest)
                .build();
    }

    private static String compile(String name, String text) {
        return ManifestBuild.manifest(SHOP, List.of(new OperationFile(name, text)));
    }

    private Process build() throws IOException {
        return build(directory);
    }

    private Process build(Path operations) throws IOException {
        var schema = Files.writeString(directory.resolve("schema.graphqls"), Schemas.shop());
        return new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManifestBuild.class.getName(),
                        schema.toString(),
                        operations.toString(),
                        directory.resolve("operations.json").toString())
                .start();
    }
}
