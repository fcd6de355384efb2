// SPDX-License-Identifier: Apache-2.0
package dev.sluice.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Map;

/// Keys are in lower case wherever their values come from: arguments, their lists and members,
/// claims, the parent and literals.
class LowerCaseOriginsTest {
    private static final String SCHEMA =
            """
            schema { query: Query mutation: Mutation }
            type Copy @table(name: "Copies", partitionKey: "AT#{place}", sortKey: "CODE#{code}", case: LOWER)
              @index(name: "byReader", partitionKey: "{reader}#{place}", sortKey: "{code}#IN#{place}")
              @auth(rules: [{signedIn: true}]) {
              place: ID!
              code: ID!
              reader: ID
            }
            type Shelf @table(name: "Shelves", partitionKey: "{id}") @auth(rules: [{public: true}]) {
              id: ID!
              place: ID!
              code: ID!
              copy: Copy @getItem(key: "place = $parent.place AND code = $parent.code")
              copies(first: Int! = 9, after: String): CopyConnection!
                @query(keyCondition: "place = $parent.place AND begins_with(code, $parent.code)")
            }
            input Key { place: ID! @constraint(maxLength: 9), code: ID! @constraint(maxLength: 9) }
            input Whole { place: ID! @constraint(maxLength: 9), code: ID! @constraint(maxLength: 9), reader: ID @constraint(maxLength: 9) }
            type Query {
              shelf: Shelf @getItem(key: "id = 's'") @auth(rules: [{public: true}])
              argument(place: ID!, code: ID!): Copy @getItem(key: "place = $place AND code = $code") @auth(rules: [{signedIn: true}])
              member(key: Key!): Copy @getItem(key: "place = $key.place AND code = $key.code") @auth(rules: [{signedIn: true}])
              claim: Copy @getItem(key: "place = $claims.place AND code = $claims.code") @auth(rules: [{signedIn: true}])
              literal: Copy @getItem(key: "place = 'HaLL' AND code = 'aB#Ç'") @auth(rules: [{signedIn: true}])
              elements(places: [ID!]! @constraint(maxItems: 2), codes: [ID!]! @constraint(maxItems: 2)): [Copy]!
                @getItem(key: "place IN $places AND code IN $codes") @auth(rules: [{signedIn: true}])
              ofArgument(place: ID!, from: ID!, first: Int! = 9, after: String): CopyConnection!
                @query(keyCondition: "place = $place AND code >= $from") @auth(rules: [{signedIn: true}])
              ofClaim(first: Int! = 9, after: String): CopyConnection!
                @query(keyCondition: "place = $claims.place AND code BETWEEN $claims.code AND $claims.code") @auth(rules: [{signedIn: true}])
              ofLiteral(first: Int! = 9, after: String): CopyConnection!
                @query(keyCondition: "place IN ('HaLL', 'roof') AND code <= 'AB#ç'") @auth(rules: [{signedIn: true}])
              ofElements(readers: [ID!]! @constraint(maxItems: 2), first: Int! = 9, after: String): CopyConnection!
                @query(index: "byReader", keyCondition: "reader IN $readers AND place = $claims.place AND code = $claims.code")
                @auth(rules: [{signedIn: true}])
            }
            type Mutation {
              putMember(in: Whole!): Copy @auth(rules: [{signedIn: true}]) @write(put: "Copy", item: "...$in", upsert: true)
              putClaim: Copy @auth(rules: [{signedIn: true}])
                @write(put: "Copy", item: "place = $claims.place, code = $claims.code, reader = 'AnN'", upsert: true)
              updateArgument(place: ID!, code: ID!): Copy @auth(rules: [{signedIn: true}])
                @write(update: "Copy", key: "place = $place AND code = $code", expression: "SET reader = $claims.reader")
              updateClaim: Copy @auth(rules: [{signedIn: true}])
                @write(update: "Copy", key: "place = $claims.place AND code = $claims.code", expression: "SET reader = 'aNn'")
              updateMember(key: Key!): Copy @auth(rules: [{signedIn: true}])
                @write(update: "Copy", key: "place = $key.place AND code = $key.code", expression: "SET reader = 'ANN'", upsert: true)
              updateLiteral: Copy @auth(rules: [{signedIn: true}])
                @write(update: "Copy", key: "place = 'HALL' AND code = 'AB#Ç'", expression: "SET reader = 'ann'")
              deleteClaim: Boolean @auth(rules: [{signedIn: true}])
                @write(delete: "Copy", key: "place = $claims.place AND code = $claims.code")
            }
            """;
    private static final Who ANN =
            Who.user("ann")
                    .withClaim("place", "hALL")
                    .withClaim("code", "Ab#ç")
                    .withClaim("reader", "aNN");
    private static Api api;
    private static OtherWriter other;

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA);
        other = new OtherWriter(api, "Copies");
        api.with("Shelf", Map.of("id", "s", "place", "HALL", "code", "AB#Ç"));
        api.with("Copy", Map.of("place", "Hall", "code", "Ab#Ç", "reader", "Ann"));
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static Answer ask(String document) {
        var answer = api.ask(ANN, document);
        assertThat(answer.errors()).as(document).isEmpty();
        return answer;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shelf { copy { code } }",
                "shelf { copies { edges { node { code } } } }",
                "argument(place: \"HALL\", code: \"AB#Ç\") { code }",
                "member(key: {place: \"HALL\", code: \"AB#Ç\"}) { code }",
                "claim { code }",
                "literal { code }",
                "elements(places: [\"x\", \"HALL\"], codes: [\"AB#Ç\"]) { code }",
                "ofArgument(place: \"HALL\", from: \"AB#Ç\") { edges { node { code } } }",
                "ofClaim { edges { node { code } } }",
                "ofLiteral { edges { node { code } } }",
                "ofElements(readers: [\"x\", \"ANN\"]) { edges { node { code } } }"
            })
    void a_read_finds_the_item(String field) {
        assertThat(ask("{ " + field + " }").body().findValuesAsText("code"))
                .as(field)
                .containsExactly("Ab#Ç");
    }

    @Test
    void a_write_spells_the_keys_of_the_table_and_of_the_index() {
        for (var mutation :
                new String[] {
                    "putMember(in: {place: \"Roof\", code: \"X\", reader: \"Bob\"}) { code }",
                    "updateMember(key: {place: \"rOOF\", code: \"x\"}) { code }",
                    "updateArgument(place: \"ROOF\", code: \"x\") { code }"
                }) {
            ask("mutation { " + mutation + " }");
        }
        var claimant = ANN.withClaim("place", "ROOF").withClaim("code", "x");
        for (var mutation : new String[] {"updateClaim { reader }", "putClaim { reader }"}) {
            assertThat(api.ask(claimant, "mutation { " + mutation + " }").errors()).isEmpty();
            var item = other.get(Map.of("pk", "AT#roof", "sk", "CODE#x"));
            assertThat(item).containsEntry("byReaderPk", AttributeValue.fromS("ann#roof"));
            assertThat(item).containsEntry("byReaderSk", AttributeValue.fromS("x#IN#roof"));
        }
        assertThat(ask("mutation { updateLiteral { code } }").data("/updateLiteral/code").asText())
                .isEqualTo("Ab#Ç");
        assertThat(api.ask(claimant, "mutation { deleteClaim }").data("/deleteClaim").asBoolean())
                .isTrue();
        assertThat(other.get(Map.of("pk", "AT#roof", "sk", "CODE#x"))).isEmpty();
        assertThat(api.drifts()).isEmpty();
    }
}
