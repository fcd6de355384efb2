// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Introspection shows clients only what the schema's author wrote for them, and only what has an
/// effect.
class IntrospectionTest {
    private static final String EVERYTHING =
            """
            { __schema { description types { name description
                fields(includeDeprecated: true) { name description args { description } }
                inputFields { description } enumValues(includeDeprecated: true) { description } }
              directives { name description args { description } } } }
            """;

    private static Api api;

    @BeforeAll
    static void open() {
        api =
                Api.of(
                        """
                        # SECRET of the file
                        # SECRET of the schema
                        schema @limits(requests: 9, readUnits: 9, writeUnits: 9) { # SECRET
                          # SECRET of the query type
                          query: Query
                        }
                        # SECRET of a scalar
                        scalar Code @constraint(maxLength: 3) # SECRET
                        "A size of clothes." # SECRET
                        enum Size {
                          # SECRET of a value
                          SMALL # SECRET behind a value
                          "Rather large."
                          LARGE
                        }
                        # SECRET of an input
                        input Search { # SECRET
                          # SECRET of an input field
                          id: ID! # SECRET
                          \"""The size that fits.\"""
                          size: Size
                        }
                        # SECRET of a type
                        type Shirt
                          # SECRET between
                          @table(name: "Shirts", partitionKey: "{id}")
                          @auth(rules: [{public: true}]) {
                          # SECRET of a field
                          id: ID! # SECRET behind a field
                          margin: Int @attribute(hidden: true) # SECRET behind a hidden field
                          # SECRET before a field
                          size: Size
                          # SECRET before a hidden field
                          cost: Int @attribute(hidden: true)
                          "What is on the label."
                          label: String # SECRET
                        }
                        # SECRET of a union
                        union Thing = Shirt
                        type Query {
                          # SECRET of a root field
                          shirt(
                            # SECRET of an argument
                            search: Search! # SECRET
                          ): Shirt @getItem(key: "id = $search.id") @auth(rules: [{public: true}])
                          # SECRET at the end
                        }
                        # SECRET after all
                        """);
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @Test
    void comments_of_the_schema_file_are_not_published() {
        var answer = api.ask(Who.NOBODY, EVERYTHING);

        assertThat(answer.codes()).isEmpty();
        assertThat(answer.text()).doesNotContain("SECRET");
    }

    @Test
    void descriptions_are_published_at_their_places() {
        assertThat(api.ask(Who.NOBODY, EVERYTHING).text())
                .contains(
                        "\"name\":\"Size\",\"description\":\"A size of clothes.\"",
                        "\"name\":\"label\",\"description\":\"What is on the label.\"",
                        "\"description\":\"Rather large.\"",
                        "\"description\":\"The size that fits.\"")
                .contains("\"name\":\"size\",\"description\":null");
    }

    @Test
    void directives_that_do_nothing_are_left_out() {
        assertThat(
                        api.ask(Who.NOBODY, "{ __schema { directives { name } } }")
                                .body()
                                .at("/data/__schema/directives")
                                .findValuesAsText("name"))
                .containsExactlyInAnyOrder("include", "skip", "deprecated", "specifiedBy", "oneOf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ shirt(search: {id: \"a\"}) { ... @defer { label } } }",
                "{ ...All @defer } fragment All on Query { shirt(search: {id: \"a\"}) { id } }",
                "{ ...All } fragment All on Query { shirt(search: {id: \"a\"}) { ... @defer(label:"
                        + " \"x\") { id } } }",
                "query @experimental_disableErrorPropagation { shirt(search: {id: \"a\"}) { id } }",
                "{ shirt(search: {id: \"a\"}) @stream { id } }"
            })
    void documents_that_use_them_are_refused(String query) {
        var answer = api.ask(Who.NOBODY, query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors()).containsExactly(" GRAPHQL_VALIDATION_FAILED");
        assertThat(answer.body().at("/errors/0/extensions/rule").asText())
                .isEqualTo("UnknownDirective");
        assertThat(answer.body().at("/errors/0/locations/0/column").asInt())
                .isEqualTo(query.indexOf('@') + 1);
        assertThat(api.wire().calls()).isEmpty();
    }

    @Test
    void those_of_the_specification_do_what_they_say() {
        var query =
                "{ shirt(search: {id: \"a\"}) { id @skip(if: true) label @include(if: true) } }";

        assertThat(api.ask(Who.NOBODY, query).codes()).isEmpty();
    }
}
