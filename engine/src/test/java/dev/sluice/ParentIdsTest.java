// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.Map;

/// The global id of an object is a value for the reads of its fields: items refer to objects of any
/// type by their ids, and a list finds those that refer to one.
class ParentIdsTest {
    private static final String SCHEMA =
            """
            interface Node { id: ID! }
            type User implements Node @table(name: "Users", partitionKey: "USER#{handle}", itemSize: 1)
              @auth(rules: [{public: true}]) {
              id: ID! @node
              handle: ID!
              remarks(first: Int! = 10, after: String): RemarkConnection! @query(keyCondition: "about = $parent.id")
              others(first: Int! = 10, after: String): RemarkConnection!
                @query(index: "all", filter: "about <> $parent.id", maxRead: 50)
              self: Node @getItem(key: "id = $parent.id")
            }
            type Photo implements Node @table(name: "Photos", partitionKey: "{album}", sortKey: "{at}", itemSize: 1)
              @index(name: "byPlace", partitionKey: "{place}", project: [])
              @auth(rules: [{public: true}]) {
              id: ID! @node
              album: ID!
              at: DateTime!
              place: String
              remarks(first: Int! = 10, after: String): RemarkConnection! @query(keyCondition: "about = $parent.id")
            }
            type Remark @table(name: "Remarks", partitionKey: "{about}", sortKey: "{number}", itemSize: 1)
              @index(name: "all", partitionKey: "ALL", sortKey: "{number}")
              @auth(rules: [{public: true}]) {
              about: ID!
              number: Int!
              subject: Node @getItem(key: "id = $parent.about")
            }
            type Query {
              user(handle: ID!): User @getItem(key: "handle = $handle") @auth(rules: [{public: true}])
              photos(place: String!, first: Int! = 10, after: String): PhotoConnection!
                @query(index: "byPlace", keyCondition: "place = $place") @auth(rules: [{public: true}])
            }
            """;
    private static Api api;
    private static String ann;
    private static String photo;

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA);
        api.with("User", Map.of("handle", "ann"));
        api.with("Photo", Map.of("album", "a", "at", "2026-11-01T00:00:00Z", "place", "Rome"));
        ann = api.ask(Who.NOBODY, "{ user(handle: \"ann\") { id } }").data("/user/id").asText();
        photo =
                api.ask(Who.NOBODY, "{ photos(place: \"Rome\") { edges { node { id } } } }")
                        .data("/photos/edges/0/node/id")
                        .asText();
        api.with("Remark", Map.of("about", ann, "number", 1));
        api.with("Remark", Map.of("about", photo, "number", 2));
        api.with("Remark", Map.of("about", photo, "number", 3));
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @Test
    void a_list_finds_the_items_that_refer_to_its_parent() {
        var user =
                api.ask(
                        Who.NOBODY,
                        "{ user(handle: \"ann\") { remarks { edges { node { number } } } } }");
        assertThat(user.data().findValuesAsText("number")).containsExactly("1");
        var photos =
                api.ask(
                        Who.NOBODY,
                        "{ photos(place: \"Rome\") { edges { node { remarks { edges { node { number subject { id } } } } } } } }");
        assertThat(photos.data().findValuesAsText("number")).containsExactly("2", "3");
        assertThat(photos.data().findValuesAsText("id")).containsExactly(photo, photo);
    }

    @Test
    void a_filter_compares_the_id() {
        var user =
                api.ask(
                        Who.NOBODY,
                        "{ user(handle: \"ann\") { others { edges { node { number } } } } }");
        assertThat(user.data().findValuesAsText("number")).containsExactly("2", "3");
    }

    @Test
    void a_key_that_is_the_id_finds_the_parent_itself_without_another_read() {
        var answer = api.ask(Who.NOBODY, "{ user(handle: \"ann\") { self { id __typename } } }");
        assertThat(answer.data("/user/self/id").asText()).isEqualTo(ann);
        assertThat(api.wire().operations()).hasSize(1);
    }
}
