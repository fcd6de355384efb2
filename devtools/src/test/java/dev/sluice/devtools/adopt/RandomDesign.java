// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.internal.dynamodb.item.ItemEncoder;
import dev.sluice.internal.dynamodb.item.TableDefinitions;
import dev.sluice.internal.schema.Catalog;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/// A random schema of one table, and items that the engine writes for it.
final class RandomDesign {
    private static final List<String> KINDS = List.of("USER", "ORDER", "CART", "Note", "LINE_ITEM");
    private static final List<String> TYPES =
            List.of(
                    "String",
                    "ID",
                    "Int",
                    "Decimal",
                    "Boolean",
                    "DateTime",
                    "[String!]",
                    "[Int!]",
                    "Place",
                    "JSON");
    private static final List<String> FORMS =
            List.of("unit: DAYS", "unit: SECONDS", "as: N", "as: N, unit: MILLISECONDS");
    private static final List<String> PARTS = List.of("year", "month", "day", "hour");
    private static final String LETTERS = "abcXYZ019 -_.%#|:/äß€";

    private final SplittableRandom random;
    private final char separator;
    private final boolean escaped;
    private final boolean lower;
    private final StringBuilder schema = new StringBuilder();
    private final Map<String, List<String>> fields = new HashMap<>();

    RandomDesign(long seed) {
        random = new SplittableRandom(seed);
        separator = "##|:/".charAt(random.nextInt(5));
        escaped = random.nextBoolean();
        lower = random.nextInt(3) == 0;
        var count = 1 + random.nextInt(3);
        var isSorted = count > 1 || random.nextBoolean();
        for (var at = 0; at < count; at++) {
            type("T" + at, KINDS.get(at), isSorted, count == 1);
        }
        if (schema.indexOf(": Place") > 0) {
            schema.append("type Place { street: String, number: Int }\n");
        }
        schema.append(
                "type Query { places: Int @resolver(name: \"r\") @auth(rules: [{group: \"admin\"}]) }\n");
    }

    String schema() {
        return schema.toString();
    }

    private void type(String name, String kind, boolean isSorted, boolean isAlone) {
        var own = new ArrayList<String>();
        var partition = isAlone && random.nextInt(3) == 0 ? "{one}" : kind + separator + "{one}";
        own.add("one: ID!");
        var part = PARTS.get(random.nextInt(PARTS.size()));
        if (!partition.equals("{one}") && random.nextInt(3) == 0) {
            partition += separator + "{when:%s}".formatted(part);
            own.add(
                    "when: DateTime! @attribute(%s)"
                            .formatted(FORMS.get(random.nextInt(FORMS.size()))));
        }
        var sort = "";
        if (isSorted) {
            var template =
                    switch (random.nextInt(7)) {
                        case 0 -> "PROFILE";
                        case 1 -> kind + separator + "{two}";
                        case 2 ->
                                "AT" + separator + "{two}" + separator + "BY" + separator
                                        + "{three}";
                        case 3 -> "N" + separator + "{number:6}" + separator + "{two}";
                        case 4 -> "T_{at:13}";
                        case 5 -> "IN_{at:%s}%s{two}".formatted(part, separator);
                        default -> partition.equals("{one}") ? "{two}" : kind + "_{two}";
                    };
            sort = ", sortKey: \"%s\", sortKeyName: \"%s\"".formatted(template, "SK");
            own.add("two: String!");
            own.add("three: String!");
            own.add("number: Int! @constraint(min: 0, max: 999999)");
            own.add("at: DateTime! @attribute(as: N, unit: MILLISECONDS)");
        }
        for (var at = 0; at < random.nextInt(5); at++) {
            var type = TYPES.get(random.nextInt(TYPES.size()));
            var form =
                    type.equals("DateTime") && random.nextBoolean()
                            ? " @attribute(%s)".formatted(FORMS.get(random.nextInt(FORMS.size())))
                            : "";
            own.add("f%d: %s%s%s".formatted(at, type, random.nextBoolean() ? "!" : "", form));
        }
        var index = "";
        if (random.nextBoolean()) {
            own.add("four: String");
            index =
                    "  @index(name: \"byFour\", partitionKey: \"IN%s{four}\", sortKey: \"{one}\", partitionKeyName: \"GPK\", sortKeyName: \"GSK\")\n"
                            .formatted(separator);
        }
        schema.append(
                """
                type %s
                  @table(name: "Random", partitionKey: "%s", partitionKeyName: "PK"%s, separator: "%s"%s)
                %s  @auth(rules: [{group: "admin"}]) {
                  %s
                }
                """
                        .formatted(
                                name,
                                partition,
                                sort,
                                separator,
                                (escaped ? "" : ", escape: NONE") + (lower ? ", case: LOWER" : ""),
                                index,
                                String.join("\n  ", own)));
        fields.put(name, own);
    }

    TableSample sample() {
        var catalog = SchemaCompiler.compile("random", schema());
        var table = Objects.requireNonNull(catalog.tables().get("Random"));
        var request = TableDefinitions.of(table, "Random");
        var description =
                TableDescription.builder()
                        .tableName("Random")
                        .keySchema(request.keySchema())
                        .attributeDefinitions(request.attributeDefinitions())
                        .globalSecondaryIndexes(
                                request.globalSecondaryIndexes().stream()
                                        .map(i ->
                                                GlobalSecondaryIndexDescription.builder()
                                                        .indexName(i.indexName())
                                                        .keySchema(i.keySchema())
                                                        .projection(i.projection())
                                                        .build())
                                        .toList())
                        .build();
        return new TableSample(description, null, items(catalog), true);
    }

    private List<Map<String, AttributeValue>> items(Catalog catalog) {
        var encoder = new ItemEncoder(catalog.shapes(), InstantSource.fixed(Instant.EPOCH));
        var items = new ArrayList<Map<String, AttributeValue>>();
        var keys = new HashSet<List<@Nullable AttributeValue>>();
        fields.forEach((name, own) -> {
            var type = Objects.requireNonNull(catalog.storedTypes().get(name));
            for (var at = 0; at < 1 + random.nextInt(12); at++) {
                var values = new HashMap<String, @Nullable Object>();
                own.forEach(field -> put(field, values));
                var item = encoder.encode(type, values);
                if (keys.add(Arrays.asList(item.get("PK"), item.get("SK")))) {
                    items.add(item);
                }
            }
        });
        return items;
    }

    private void put(String field, Map<String, @Nullable Object> values) {
        var type = field.replaceAll(" @.*", "").replaceAll(".*: ", "");
        if (type.endsWith("!") || random.nextInt(3) > 0) {
            values.put(field.replaceAll(":.*", ""), value(type.replaceAll("!$", "")));
        }
    }

    private Object value(String type) {
        return switch (type) {
            case "Int" -> random.nextInt(3_000);
            case "Decimal" -> random.nextInt(100) + ".5";
            case "Boolean" -> random.nextBoolean();
            case "DateTime" -> Instant.ofEpochMilli(random.nextLong(2_000_000_000_000L)).toString();
            case "[String!]" -> List.of(text(), text());
            case "[Int!]" -> List.of(1, random.nextInt(9));
            case "Place" -> Map.of("street", text(), "number", random.nextInt(99));
            case "JSON" -> random.nextBoolean() ? Map.of("any", text()) : List.of(text(), 1);
            default -> text();
        };
    }

    private String text() {
        var text = new StringBuilder();
        for (var at = 0; at < 1 + random.nextInt(6); at++) {
            var letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
            text.append(!escaped && letter == separator ? 'x' : letter);
        }
        return text.toString();
    }
}
