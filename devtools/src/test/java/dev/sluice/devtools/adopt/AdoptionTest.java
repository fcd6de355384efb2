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
    void the_month_of_a_time_in_a_key_is_a_part_of_that_time() {
        var schema =
                adopted(
                        List.of(
                                item("DEV#a#2026-11", "2026-11-03T10:00:00Z", "device", "a"),
                                item("DEV#b#2026-12", "2026-12-31T23:59:59Z", "device", "b")));
        assertThat(schema)
                .contains("partitionKey: \"DEV#{device}#{sk:month}\", sortKey: \"{sk}\"")
                .contains(
                        "  # ? Is the month in keys always that of sk?\n  sk: DateTime! @attribute(name: \"SK\", unit: SECONDS)\n")
                .contains("@getItem(key: \"device = $device AND sk = $sk\")")
                .contains(
                        "(device: String!, skMonth: String!, first: Int! = 20, after: String): DevConnection! @query(keyCondition: \"device = $device AND sk:month = $skMonth\")");
    }

    @Test
    void each_part_of_a_time_in_each_stored_form_is_found_in_both_halves_of_a_key() {
        each("year", 4, AttributeValue.fromS("2026-11-03T10:20:30Z"), "@attribute(unit: SECONDS)");
        each("month", 7, AttributeValue.fromS("2026-11-03T10:20:30.456Z"), "madeAt: DateTime!\n");
        each("day", 10, AttributeValue.fromN("1793701230"), "@attribute(as: N)");
        each("hour", 13, AttributeValue.fromN("1793701230456"), "unit: MILLISECONDS)");
    }

    private static void each(String part, int length, AttributeValue time, String form) {
        var text = "2026-11-03T10".substring(0, length);
        var partition = new HashMap<>(item("P#" + text, "S#x", "s", "x"));
        partition.put("madeAt", time);
        assertThat(adopted(List.of(partition)))
                .contains("partitionKey: \"P#{madeAt:%s}\"".formatted(part))
                .contains(form);
        var sort = new HashMap<>(item("P#x", "S_" + text + "#y", "p", "x", "y", "y"));
        sort.put("madeAt", time);
        assertThat(adopted(List.of(sort)))
                .contains("sortKey: \"S_{madeAt:%s}#{y}\"".formatted(part))
                .contains("p = $p AND madeAt:%s = $madeAt".formatted(part));
    }

    @Test
    void a_time_that_only_the_sort_key_holds_has_its_day_in_the_partition_key() {
        assertThat(adopted(List.of(item("LOG#2026-11-03", "AT#2026-11-03T10:00:00.000Z"))))
                .contains("partitionKey: \"LOG#{at:day}\", sortKey: \"AT#{at}\"");
    }

    @Test
    void of_several_times_the_one_in_the_key_is_meant_and_the_others_are_in_the_question() {
        var time = "2026-11-03T10:00:00Z";
        assertThat(adopted(List.of(item("M#2026-11", "T#" + time, "a", "2026-11-01", "t", time))))
                .contains("partitionKey: \"M#{t:month}\", sortKey: \"T#{t}\"")
                .contains("# ? Is the month in keys always that of t, not of a?");
    }

    @Test
    void a_text_that_is_of_no_time_of_its_item_stays_a_text() {
        assertThat(
                        adopted(
                                List.of(
                                        item(
                                                "M#2026-11",
                                                "X#1",
                                                "x",
                                                "1",
                                                "at",
                                                "2026-11-03T10:00:00Z"),
                                        item(
                                                "M#2026-11",
                                                "X#2",
                                                "x",
                                                "2",
                                                "at",
                                                "2026-12-03T10:00:00Z"))))
                .contains("partitionKey: \"M#{m}\"")
                .contains("  m: ID!\n");
    }

    @Test
    void an_index_by_day_has_the_day_of_the_time_and_not_a_field_of_its_own() {
        var table = indexed("byDay", "GSI1PK", "GSI1SK");
        var items =
                List.of(
                        item(
                                "U#a",
                                "O#1",
                                "at",
                                "2026-11-03T10:00:00Z",
                                "GSI1PK",
                                "2026-11-03",
                                "GSI1SK",
                                "2026-11-03T10#1"),
                        item("U#b", "O#2"));
        assertThat(new Adoption(List.of(new TableSample(table, null, items, true))).schema())
                .contains(
                        "@index(name: \"byDay\", partitionKey: \"{at:day}\", sortKey: \"{at:hour}#{o}\", partitionKeyName: \"GSI1PK\", sortKeyName: \"GSI1SK\")")
                .contains("@query(index: \"byDay\", keyCondition: \"at:day = $atDay\")")
                .doesNotContain("GSI1PK: ");
    }

    @Test
    void a_number_with_zeros_that_only_a_key_holds_is_a_number() {
        var schema =
                adopted(
                        List.of(
                                item("ORDER#000007", "LINE#001"),
                                item("ORDER#000007", "LINE#002"),
                                item("ORDER#012345", "META"),
                                item("ORDER#000007", "META")));
        assertThat(schema)
                .contains("partitionKey: \"ORDER#{order:6}\", sortKey: \"LINE#{line:3}\"")
                .contains(
                        "  # ? Only the key holds it. What is its name? Always a number of 6 digits?\n  order: Int! @constraint(min: 0, max: 999999)\n");
        assertThat(adopted(List.of(item("N#0123456789012", "META"))))
                .contains("partitionKey: \"N#{n:13}\"")
                .contains("  n: Decimal! @constraint(min: 0, max: 9999999999999)\n");
        assertThat(adopted(List.of(item("N#1234", "META"), item("N#5678", "META"))))
                .as("the next may be 12345")
                .contains("A number, {name:4}?\n  n: ID!\n");
        assertThat(adopted(List.of(item("N#0123", "META"), item("N#x678", "META"))))
                .contains("  n: ID!\n");
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
        var table = indexed("byStatus", "status", "GSI1SK");
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

    private static TableDescription indexed(String index, String partition, String sort) {
        return TABLE.toBuilder()
                .globalSecondaryIndexes(
                        GlobalSecondaryIndexDescription.builder()
                                .indexName(index)
                                .keySchema(key(partition, KeyType.HASH), key(sort, KeyType.RANGE))
                                .projection(p -> p.projectionType(ProjectionType.ALL))
                                .build())
                .build();
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
