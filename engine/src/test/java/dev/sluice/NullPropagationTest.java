// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;

/// Which part of an answer becomes null if one stored value does not fit.
///
/// Source: GraphQL specification, "Handling Execution Errors": "If the parent field may be null
/// then it resolves to null, otherwise if it is a Non-Null type, the execution error is further
/// propagated to its parent response position."
class NullPropagationTest {
    private static final String SCHEMA =
            """
            type Part { name: String! }
            interface Thing { id: ID! }
            type Box implements Thing @table(name: "Boxes", partitionKey: "{id}", itemSize: 1)
              @auth(rules: [{public: true}]) {
              id: ID!
              one: Part
              sureOne: Part!
              parts: [Part]
              sureParts: [Part!]
              listOfParts: [Part]!
              listOfSureParts: [Part!]!
              innerId: ID @attribute(hidden: true)
              inner: Box @getItem(key: "id = $parent.innerId")
            }
            type Query {
              box(id: ID!): Box @getItem(key: "id = $id") @auth(rules: [{public: true}])
              boxes(ids: [ID!]! @constraint(maxItems: 5)): [Box]!
                @getItem(key: "id IN $ids") @auth(rules: [{public: true}])
            }
            """;

    private static final AttributeValue NAMED =
            AttributeValue.fromM(Map.of("name", AttributeValue.fromS("a")));
    private static final AttributeValue NAMELESS = AttributeValue.fromM(Map.of());
    private static final AttributeValue LIST = AttributeValue.fromL(List.of(NAMED, NAMELESS));

    private static Api api;

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA);
        put("bad", "good", NAMELESS, LIST);
        put("good", "bad", NAMED, AttributeValue.fromL(List.of()));
    }

    private static void put(String id, String inner, AttributeValue part, AttributeValue parts) {
        var fitting =
                Map.of(
                        "id", id,
                        "innerId", inner,
                        "sureOne", Map.of("name", "a"),
                        "listOfParts", List.of(),
                        "listOfSureParts", List.of());
        api.withRaw(
                "Box",
                fitting,
                Map.of(
                        "one", part,
                        "sureOne", part,
                        "parts", parts,
                        "sureParts", parts,
                        "listOfParts", parts,
                        "listOfSureParts", parts));
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    one             | {"id":"bad","field":null}                 | /name
                    sureOne         | null                                      | /name
                    parts           | {"id":"bad","field":[{"name":"a"},null]}  | /1/name
                    sureParts       | {"id":"bad","field":null}                 | /1/name
                    listOfParts     | {"id":"bad","field":[{"name":"a"},null]}  | /1/name
                    listOfSureParts | null                                      | /1/name
                    """)
    void the_nearest_place_that_can_be_null_is_null(String field, String box, String path) {
        var selection = "{ id field: %s { name } }".formatted(field);

        var alone = api.ask(Who.NOBODY, "{ box(id: \"bad\") %s }".formatted(selection));
        var below =
                api.ask(Who.NOBODY, "{ box(id: \"good\") { id inner %s } }".formatted(selection));
        var listed =
                api.ask(Who.NOBODY, "{ boxes(ids: [\"bad\", \"none\"]) %s }".formatted(selection));

        assertThat(alone.errors()).containsExactly("/box/field" + path + " INTERNAL");
        assertThat(alone.data("/box")).hasToString(box);
        assertThat(below.errors()).containsExactly("/box/inner/field" + path + " INTERNAL");
        assertThat(below.data("/box")).hasToString("{\"id\":\"good\",\"inner\":%s}".formatted(box));
        assertThat(listed.errors()).containsExactly("/boxes/0/field" + path + " INTERNAL");
        assertThat(listed.data("/boxes")).hasToString("[%s,null]".formatted(box));
    }

    @Test
    void a_fragment_that_reads_can_have_several_places() {
        var answer =
                api.ask(
                        Who.NOBODY,
                        """
                        { box(id: "good") { ...Inner inner { ...Inner } } }
                        fragment Inner on Thing { __typename id ... on Box { inner { id } } }
                        """);

        assertThat(answer.errors()).isEmpty();
        assertThat(answer.data("/box"))
                .hasToString(
                        """
                        {"__typename":"Box","id":"good","inner":{"id":"bad","__typename":"Box",\
                        "inner":{"id":"good"}}}\
                        """);
    }
}
