// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.internal.document.OperationFile;
import dev.sluice.internal.operation.InvalidOperationsException;
import dev.sluice.internal.operation.TrustedDocument;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.testing.Schemas;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.stream.Stream;

/// What a build makes of the manifests that the builds of clients wrote.
class ClientManifestTest {
    private static final Catalog SHOP = SchemaCompiler.compile("shop.graphqls", Schemas.shop());

    private static final String RELAY =
            """
            {
              "cf720fc8e34fbb3f9a9d2a1a4a8f0a77": "query A {\\n  me {\\n    name\\n  }\\n}\\n",
              "any text": "query B {\\n  me {\\n    ...Name\\n  }\\n}\\n\\nfragment Name on User {\\n  name\\n}\\n"
            }
            """;
    private static final String APOLLO =
            """
            {"format":"apollo-persisted-query-manifest","version":1,"operations":[
              {"id":"a1","name":"A","type":"query","body":"query A { me { email } }"}]}
            """;

    @Test
    void ids_and_texts_are_those_of_the_client() {
        assertThat(documents(file("relay.json", RELAY)))
                .extracting(
                        TrustedDocument::id,
                        TrustedDocument::name,
                        TrustedDocument::type,
                        TrustedDocument::body)
                .containsExactly(
                        tuple(
                                "cf720fc8e34fbb3f9a9d2a1a4a8f0a77",
                                "A",
                                "query",
                                "query A {\n  me {\n    name\n  }\n}\n"),
                        tuple(
                                "any text",
                                "B",
                                "query",
                                "query B {\n  me {\n    ...Name\n  }\n}\n\nfragment Name on User {\n  name\n}\n"));
    }

    @Test
    void several_clients_and_the_operation_files_may_use_one_name() {
        var written = file("a.graphql", "query A { me { name } }");

        assertThat(documents(file("relay.json", RELAY), file("apollo.json", APOLLO), written))
                .extracting(TrustedDocument::name)
                .containsExactly("A", "A", "A", "B");
    }

    @Test
    void a_document_that_two_clients_have_is_trusted_once() {
        assertThat(documents(file("web.json", APOLLO), file("phone.json", APOLLO)))
                .extracting(TrustedDocument::id)
                .containsExactly("a1");
    }

    @Test
    void clients_without_a_manifest_get_the_operations_of_the_files_alone() {
        var files = List.of(file("a.graphql", "query A { me { name } }"), file("web.json", APOLLO));

        assertThat(ManifestBuild.manifestForClients(SHOP, files))
                .isEqualTo(ManifestBuild.manifest(SHOP, files.subList(0, 1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | web.json:1:1 manifest: it is not an object with format \"apollo-persisted-query-manifest\", version 1 and operations. Fix: build the manifest again.",
                "{ | web.json:1:1 manifest: it is not JSON. Fix: build the manifest again.",
                "{\"a\":{\"text\":\"query A { me { name } }\"}} | web.json:1:1 manifest: the value of \"a\" is not the text of an operation. Fix: build the manifest again.",
                "{\"a\":\"query A { me { nope } }\"} | web.json (a):1:16 document: Field 'nope' in type 'User' is undefined. Fix: change it to fit GraphQL and the schema.",
                "{\"a\":\"{ me { name } }\"} | web.json (a):1:1 document: the operation has no name. Fix: name it: clients find its id by the name.",
                "{\"a\":\"query A { me { name } } query B { me { name } }\"} | web.json (a):1:1 A: its body is not exactly this query. Fix: build the manifest again.",
                "{\"a\":\"query A { __schema { queryType { name } } }\"} | web.json (a):1:11 document: `__schema` reads the schema. Fix: remove it: trusted operations can only read data.",
                "{\"0000000000000000000000000000000000000000000000000000000000000000\":\"query A { me { name } }\"} | web.json (0000000000000000000000000000000000000000000000000000000000000000):1:1 A: its id is not the SHA-256 hash of its body. Fix: build the manifest again."
            })
    void a_fault_is_reported_with_its_place_and_its_fix(String manifest, String message) {
        assertThatThrownBy(() -> documents(file("web.json", manifest)))
                .isInstanceOf(InvalidOperationsException.class)
                .hasMessage(message);
    }

    @Test
    void two_texts_cannot_have_one_id() {
        var other = APOLLO.replace("email", "name");

        assertThatThrownBy(() -> documents(file("web.json", APOLLO), file("phone.json", other)))
                .isInstanceOf(InvalidOperationsException.class)
                .hasMessage(
                        "phone.json (a1):1:1 A: another operation has this id. Fix: let one of the"
                                + " builds use another algorithm for its ids.");
    }

    private static OperationFile file(String name, String text) {
        return new OperationFile(name, text);
    }

    private static List<TrustedDocument> documents(OperationFile... files) {
        return ManifestBuild.documents(SHOP, Stream.of(files).toList());
    }
}
