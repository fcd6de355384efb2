// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.compile.SchemaCompiler;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class AdoptionTest {
    private static final TableDescription TABLE =
            TableDescription.builder()
                    .tableName("Things")
                    .keySchema(key("PK", KeyType.HASH), key("SK", KeyType.RANGE))
                    .attributeDefinitions(
                            definition("PK", ScalarAttributeType.S),
                            definition("SK", ScalarAttributeType.S))
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
    void keys_in_lower_case_are_recognized_and_a_capital_letter_in_a_key_says_the_contrary() {
        var lower =
                List.of(
                        item("BOOK#abc-x", "COPY#b1", "isbn", "ABC-X", "copy", "B1"),
                        item("BOOK#def-y", "COPY#b2", "isbn", "DEF-Y", "copy", "B2"));
        assertThat(adopted(lower))
                .contains("partitionKey: \"BOOK#{isbn}\", sortKey: \"COPY#{copy}\"")
                .contains("escape: NONE, case: LOWER")
                .contains("isbn: String!\n");

        var mixed = new ArrayList<>(lower);
        mixed.add(item("BOOK#ghi-z", "COPY#B3", "isbn", "GHI-Z", "copy", "B3"));
        assertThat(adopted(mixed))
                .contains("partitionKey: \"BOOK#{isbnKey}\"")
                .doesNotContain("case: LOWER");
    }

    @Test
    void keys_of_ElectroDB_are_in_lower_case_unless_they_are_not() {
        assertThat(adopted(List.of(item("B#abc", "C#1", "isbn", "abc", "__edb_e__", "book"))))
                .contains("case: LOWER");
        assertThat(adopted(List.of(item("B#ABC", "C#1", "isbn", "ABC", "__edb_e__", "book"))))
                .contains("partitionKey: \"B#{isbn}\"")
                .doesNotContain("case: LOWER");
    }

    @Test
    void numbers_with_zeros_before_them_are_recognized() {
        assertThat(
                        adopted(
                                List.of(
                                        numbered("O#a", "LINE#0007", "7"),
                                        numbered("O#b", "LINE#0123", "123"))))
                .contains("sortKey: \"LINE#{n:4}\"")
                .contains("  n: Int! @constraint(min: 0, max: 9999)\n");
        assertThat(
                        adopted(
                                List.of(
                                        numbered("O#a", "n_0000000007", "7"),
                                        numbered("O#b", "n_2147483648", "2147483648"))))
                .contains("sortKey: \"n_{n:10}\"")
                .contains("  n: Decimal! @constraint(min: 0, max: 9999999999)\n");
        assertThat(adopted(List.of(numbered("O#a", "AT#1700000000123", "1700000000123"))))
                .contains("sortKey: \"AT#{n:13}\"");
    }

    @Test
    void numbers_of_several_lengths_and_other_texts_stay_texts() {
        for (var other : List.of("LINE#12", "LINE#x012", "LINE#0013", "LINE#")) {
            assertThat(
                            adopted(
                                    List.of(
                                            numbered("O#a", "LINE#0007", "7"),
                                            numbered("O#b", other, "12"))))
                    .as(other)
                    .doesNotContain("{n:");
        }
        assertThat(adopted(List.of(numbered("O#a", "LINE#7", "7"), numbered("O#b", "LINE#8", "8"))))
                .as("the next line is 10")
                .doesNotContain("{n:");
    }

    @Test
    void a_time_that_only_a_key_holds_is_a_time() {
        assertThat(adopted(List.of(item("U#a", "DAY#2026-01-02"), item("U#b", "DAY#2026-01-03"))))
                .contains("sortKey: \"DAY#{day}\"")
                .contains("  day: DateTime! @attribute(unit: DAYS)\n");
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
    void a_ttl_in_milliseconds_is_a_time_but_no_ttl() {
        var item = new HashMap<>(item("USER#ann", "PROFILE"));
        item.put("end", AttributeValue.fromN("1700000000123"));
        assertThat(
                        new Adoption(List.of(new TableSample(TABLE, "end", List.of(item), true)))
                                .schema())
                .doesNotContain("ttl:")
                .contains("DynamoDB expects seconds")
                .contains("  end: DateTime! @attribute(as: N, unit: MILLISECONDS)\n");
    }

    @Test
    void keys_without_an_order_are_fields_as_they_are() {
        var schema = adopted(List.of(item("x1", "9"), item("{{y", "a#b#c"), item("", "z#d")));
        assertThat(schema).contains("@table(name: \"Things\"");
    }

    @Test
    void a_key_that_starts_or_ends_with_the_separator_has_an_empty_segment() {
        assertThat(
                        adopted(
                                List.of(
                                        item("CUST#a", "#PROFILE", "name", "n"),
                                        item("CUST#a", "#ORDER#1"),
                                        item("CUST#b", "#ORDER#2"),
                                        item("CUST#b", "address#"))))
                .contains("sortKey: \"#PROFILE\"")
                .contains("sortKey: \"#ORDER#{order}\"")
                .contains("sortKey: \"address#\"");
    }

    @Test
    void a_value_that_is_sometimes_empty_is_a_field() {
        assertThat(adopted(List.of(item("U#a", "TAG#x"), item("U#b", "TAG#"))))
                .contains("sortKey: \"TAG#{tag}\"");
    }

    @Test
    void an_index_by_a_field_has_the_field_and_not_its_words() {
        var table =
                TABLE.toBuilder()
                        .globalSecondaryIndexes(
                                GlobalSecondaryIndexDescription.builder()
                                        .indexName("byStatus")
                                        .keySchema(
                                                key("status", KeyType.HASH),
                                                key("GSI1SK", KeyType.RANGE))
                                        .projection(p -> p.projectionType(ProjectionType.ALL))
                                        .build())
                        .build();
        var items =
                List.of(
                        item("U#a", "O#1", "status", "OPEN", "GSI1SK", "ORDER#1"),
                        item("U#b", "O#2", "status", "SHIPPED", "GSI1SK", "ORDER#2"),
                        item("U#c", "O#3"));
        assertThat(new Adoption(List.of(new TableSample(table, null, items, true))).schema())
                .contains("name: \"byStatus\", partitionKey: \"{status}\", sortKey: \"ORDER#{o}\"")
                .contains("  status: String\n");
    }

    @Test
    void kinds_with_the_same_keys_are_types_with_discriminators() {
        var schema =
                adopted(
                        List.of(
                                item("U#a", "X#1", "_type", "it's", "name", "n"),
                                item("U#a", "X#2", "_type", "Film", "minutes", "m"),
                                item("U#b", "X#2", "_type", "Film")));
        assertThat(schema)
                .contains("discriminator: \"_type = 'it''s'\"")
                .contains("discriminator: \"_type = 'Film'\"")
                .contains(
                        "filmList(u: ID!, first: Int! = 20, after: String): FilmConnection! @query(maxRead: 200, keyCondition: \"u = $u\")")
                .contains("union FilmPartition = Film | ItS");
    }

    @Test
    void a_word_that_all_kinds_of_one_thing_have_is_no_discriminator() {
        var one =
                List.of(
                        item("U#a", "X#1", "type", "red", "name", "n"),
                        item("U#a", "X#2", "type", "blue", "name", "n"),
                        item("U#a", "X#3", "type", "blue"),
                        item("U#b", "X#3", "type", "red", "name", "n"));
        assertThat(adopted(one)).doesNotContain("discriminator:").contains("type RedOrBlue\n");
        var two = new ArrayList<>(one);
        two.add(item("U#c", "X#9", "type", "red", "name", "n", "weight", "w"));
        two.add(item("U#c", "X#8", "type", "box", "size", "s"));
        two.add(item("U#c", "X#7", "type", "box", "size", "s"));
        assertThat(adopted(two)).contains("discriminator: \"type = 'box'\"");
    }

    @Test
    void an_empty_table_gives_a_schema_of_its_keys() {
        var schema = adopted(List.of());
        assertThat(schema)
                .contains("# ? Things is empty, so only the keys of its items are known.")
                .contains("  pk: String! @attribute(name: \"PK\")\n")
                .doesNotContain("sampled");
        assertThat(Sdl.isSchema(schema)).isTrue();
    }

    @Test
    void a_table_that_no_client_can_read_gives_only_comments() {
        var binary =
                TableDescription.builder()
                        .tableName("Blobs")
                        .keySchema(key("hash", KeyType.HASH))
                        .attributeDefinitions(definition("hash", ScalarAttributeType.B))
                        .build();
        var schema = new Adoption(List.of(new TableSample(binary, null, List.of(), true))).schema();
        assertThat(schema)
                .contains("# ? Query.blob cannot be: `$hash` and `hash` have different types.")
                .contains("# ? There is no schema, because no field can read these items.");
        assertThat(Sdl.isSchema(schema)).isFalse();
    }

    private static KeySchemaElement key(String name, KeyType half) {
        return KeySchemaElement.builder().attributeName(name).keyType(half).build();
    }

    private static AttributeDefinition definition(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
    }

    private static String adopted(List<Map<String, AttributeValue>> items) {
        var sample = new TableSample(TABLE, null, items, true);
        var schema = new Adoption(List.of(sample)).schema();
        var _ = SchemaCompiler.compile("adopted", schema);
        return schema;
    }

    private static Map<String, AttributeValue> numbered(String pk, String sk, String n) {
        var item = new HashMap<>(item(pk, sk));
        item.put("n", AttributeValue.fromN(n));
        return item;
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
