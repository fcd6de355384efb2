// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sluice.internal.operation.TrustedDocument;

import graphql.language.OperationDefinition;
import graphql.parser.Parser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// `apollo-manifest.json` is the output of @apollo/generate-persisted-query-manifest 1.4 for the
/// operations of `all.graphql`.
class ClientDocumentTest {

    @Test
    void an_operation_is_printed_and_named_as_Apollo_does() throws IOException {
        var file = Parser.parse(resource("all.graphql"));
        var expected = new ObjectMapper().readTree(resource("apollo-manifest.json"));

        for (var operation : file.getDefinitionsOfType(OperationDefinition.class)) {
            var body = ClientDocument.print(file, operation);
            var name = Objects.requireNonNull(operation.getName());
            var theirs = named(expected, name);
            assertThat(body).isEqualTo(theirs.path("body").asText());
            assertThat(TrustedDocument.of(name, "query", body).id())
                    .isEqualTo(theirs.path("id").asText());
        }
        assertThat(file.getDefinitionsOfType(OperationDefinition.class)).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "query A { a(s: \"\"\"b\"\"\") }, query A {\\n  a(s: \"b\")\\n}",
        "query A { a(f: 1e3) }, query A {\\n  a(f: 1E+3)\\n}"
    })
    void what_the_syntax_tree_does_not_tell_is_printed_in_one_way(String text, String printed) {
        var file = Parser.parse(text);
        var operation = file.getDefinitionsOfType(OperationDefinition.class).getFirst();

        assertThat(ClientDocument.print(file, operation)).isEqualTo(printed.replace("\\n", "\n"));
    }

    private static JsonNode named(JsonNode manifest, String name) {
        for (var operation : manifest.path("operations")) {
            if (operation.path("name").asText().equals(name)) {
                return operation;
            }
        }
        throw new AssertionError(name);
    }

    private static String resource(String name) throws IOException {
        try (var in = ClientDocumentTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
