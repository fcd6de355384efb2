// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.compile.SchemaCompiler;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

class AdoptionTest {
    private static final TableDescription TABLE =
            TableDescription.builder()
                    .tableName("Things")
                    .keySchema(
                            KeySchemaElement.builder()
                                    .attributeName("PK")
                                    .keyType(KeyType.HASH)
                                    .build(),
                            KeySchemaElement.builder()
                                    .attributeName("SK")
                                    .keyType(KeyType.RANGE)
                                    .build())
                    .build();

    @Test
    void a_value_that_only_a_key_holds_becomes_a_field_with_a_question() {
        assertThat(adopted(List.of(item("USER#ann", "POST#1"), item("USER#bob", "POST#2"))))
                .contains("partitionKey: \"USER#{user}\", sortKey: \"POST#{post}\"")
                .contains("# ? Only the key holds it. What is its name?\n  user: ID!\n");
    }

    @Test
    void another_separator_is_found() {
        assertThat(
                        adopted(
                                List.of(
                                        item(
                                                "USER|ann",
                                                "AT|x|BY|y",
                                                "user",
                                                "ann",
                                                "at",
                                                "x",
                                                "by",
                                                "y"),
                                        item(
                                                "USER|bob",
                                                "AT|z|BY|w",
                                                "user",
                                                "bob",
                                                "at",
                                                "z",
                                                "by",
                                                "w"))))
                .contains("partitionKey: \"USER|{user}\", sortKey: \"AT|{at}|BY|{by}\"")
                .contains("separator: \"|\", escape: NONE");
    }

    @Test
    void escaped_keys_are_recognized() {
        assertThat(adopted(List.of(item("USER#a%20b", "PROFILE", "user", "a b"))))
                .contains("partitionKey: \"USER#{user}\", sortKey: \"PROFILE\"")
                .doesNotContain("escape: NONE");
    }

    @Test
    void a_key_in_lower_case_is_a_field_of_its_own() {
        assertThat(
                        adopted(
                                List.of(
                                        item(
                                                "BOOK#abc-x",
                                                "COPY#b1",
                                                "isbn",
                                                "ABC-X",
                                                "copy",
                                                "B1"),
                                        item(
                                                "BOOK#def-y",
                                                "COPY#b2",
                                                "isbn",
                                                "DEF-Y",
                                                "copy",
                                                "B2"))))
                .contains("partitionKey: \"BOOK#{isbnKey}\"")
                .contains("isbn: String!\n");
    }

    @Test
    void an_attribute_that_some_items_lack_is_nullable_and_a_sample_proves_nothing() {
        var items = List.of(item("U#a", "X#1", "name", "n"), item("U#b", "X#2"));
        assertThat(new Adoption(List.of(new TableSample(TABLE, null, items, true))).schema())
                .contains("  name: String\n");
        var one = List.of(item("U#a", "X#1", "name", "n"));
        assertThat(new Adoption(List.of(new TableSample(TABLE, null, one, true))).schema())
                .contains("  name: String!\n");
        assertThat(new Adoption(List.of(new TableSample(TABLE, null, one, false))).schema())
                .contains("  name: String\n");
    }

    @Test
    void the_ttl_attribute_is_the_ttl_of_the_types_that_have_it() {
        var item = new HashMap<>(item("USER#a", "PROFILE"));
        item.put("end", AttributeValue.fromN("1700000000"));
        assertThat(
                        new Adoption(List.of(new TableSample(TABLE, "end", List.of(item), true)))
                                .schema())
                .contains("ttl: \"end\"")
                .contains("  end: DateTime! @attribute(as: N)\n");
    }

    @Test
    void keys_without_an_order_are_fields_as_they_are() {
        var schema = adopted(List.of(item("x1", "9"), item("{{y", "a#b#c"), item("", "z#d")));
        assertThat(schema).contains("@table(name: \"Things\"");
    }

    @Test
    void an_empty_table_gives_a_comment_that_says_so() {
        assertThat(new Adoption(List.of(new TableSample(TABLE, null, List.of(), true))).schema())
                .contains("# ? Things is empty");
    }

    private static String adopted(List<Map<String, AttributeValue>> items) {
        var sample = new TableSample(TABLE, null, items, true);
        var schema = new Adoption(List.of(sample)).schema();
        var _ = SchemaCompiler.compile("adopted", schema);
        return schema;
    }

    private static Map<String, AttributeValue> item(String pk, String sk, String... attributes) {
        var item = new HashMap<String, AttributeValue>();
        item.put("PK", AttributeValue.fromS(pk));
        item.put("SK", AttributeValue.fromS(sk));
        for (var at = 0; at < attributes.length; at += 2) {
            item.put(attributes[at], AttributeValue.fromS(attributes[at + 1]));
        }
        return item;
    }
}
