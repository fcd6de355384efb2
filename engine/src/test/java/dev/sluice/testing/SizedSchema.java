// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A schema whose types have different sizes, from 1 to 400 KB. Its tables have one item in a
/// partition, many items in a partition, or two types. Each type is read by one key, by many, by
/// pages with their count and from other types, consistently and eventually.
///
/// @param sizes the `itemSize` of each type
public record SizedSchema(Map<String, Integer> sizes) {
    /// The number of items of each type.
    public static final int ITEMS = 45;

    private static final int MANY = 120;
    private static final int LARGE = 400;
    private static final int SMALL = 8;

    private static final List<String> TYPES = List.of("Alone", "Many", "One", "Other");

    public static SizedSchema random(Random random) {
        return new SizedSchema(
                TYPES.stream()
                        .collect(
                                Collectors.toMap(
                                        type -> type,
                                        _ ->
                                                1
                                                        + random.nextInt(
                                                                random.nextBoolean()
                                                                        ? LARGE
                                                                        : SMALL))));
    }

    public String text() {
        return """
        schema @limits(requests: 100000000, readUnits: 100000000, writeUnits: 0) { query: Query }
        type Alone @table(name: "Alone", partitionKey: "{id}", itemSize: %d)
          @auth(rules: [{public: true}]) {
          id: ID!
          text: String @attribute(hidden: true)
          %s
        }
        type Many @table(name: "Many", partitionKey: "MANY#{book}", sortKey: "{id}", itemSize: %d)
          @auth(rules: [{public: true}]) {
          book: ID!
          id: ID!
          text: String @attribute(hidden: true)
          %s
        }
        type One @table(name: "Shared", partitionKey: "BOOK#{book}", sortKey: "ONE#{id}", itemSize: %d)
          @auth(rules: [{public: true}]) {
          book: ID!
          id: ID!
          text: String @attribute(hidden: true)
          %s
        }
        type Other @table(name: "Shared", partitionKey: "BOOK#{book}", sortKey: "OTHER#{id}", itemSize: %d)
          @auth(rules: [{public: true}]) {
          book: ID!
          id: ID!
          text: String @attribute(hidden: true)
          %s
        }
        type Query {
          %s
        }
        """
                .formatted(
                        sizes.get("Alone"),
                        below(),
                        sizes.get("Many"),
                        below(),
                        sizes.get("One"),
                        below(),
                        sizes.get("Other"),
                        below(),
                        roots());
    }

    private static String below() {
        return TYPES.stream()
                .flatMap(type ->
                        List.of(false, true).stream()
                                .map(consistent ->
                                        "%s: %s @getItem(key: \"%sid = $parent.id\", consistent: %s)"
                                                .formatted(
                                                        name(type, consistent),
                                                        type,
                                                        book(type),
                                                        consistent)))
                .collect(Collectors.joining("\n  "));
    }

    private static String roots() {
        return TYPES.stream()
                .flatMap(type ->
                        List.of(false, true).stream()
                                .map(consistent ->
                                        """
                                        %s(ids: [ID!]! @constraint(maxItems: %d)): [%s]!
                                            @getItem(key: "%sid IN $ids", consistent: %s) @auth(rules: [{public: true}])
                                        %s\
                                        """
                                                .formatted(
                                                        name(type, consistent) + "List",
                                                        MANY,
                                                        type,
                                                        book(type),
                                                        consistent,
                                                        page(type, consistent))))
                .collect(Collectors.joining("\n  "));
    }

    private static String page(String type, boolean consistent) {
        return type.equals("Alone")
                ? ""
                : """
                %s(first: Int!, after: String): %sConnection!
                    @query(keyCondition: "book = 'b'", maxItems: 100, maxCount: %d, consistent: %s) @auth(rules: [{public: true}])
                """
                        .formatted(
                                name(type, consistent) + "Page",
                                type,
                                consistent ? ITEMS - 1 : ITEMS,
                                consistent);
    }

    private static String name(String type, boolean consistent) {
        return (consistent ? "steady" : "any") + type;
    }

    private static String book(String type) {
        return type.equals("Alone") ? "" : "book = 'b' AND ";
    }

    /// Returns the literals for `RandomOperations`.
    public Map<String, Function<Random, String>> arguments() {
        return Map.of(
                "ids",
                random ->
                        IntStream.rangeClosed(0, random.nextInt(MANY))
                                .mapToObj(_ -> "\"i" + random.nextInt(ITEMS * 2) + "\"")
                                .collect(Collectors.joining(", ", "[", "]")),
                "first",
                random -> String.valueOf(1 + random.nextInt(100)));
    }

    /// Stores items of every type, each as large as it may be.
    public void fill(Api api) {
        for (var type : TYPES) {
            api.withAll(
                    type,
                    IntStream.range(0, ITEMS).mapToObj(number -> item(type, number)).toList());
        }
    }

    private Map<String, Object> item(String type, int number) {
        var size = Objects.requireNonNull(sizes.get(type)) * 1_024 - 100;
        return type.equals("Alone")
                ? Map.of("id", "i" + number, "text", "x".repeat(size))
                : Map.of("book", "b", "id", "i" + number, "text", "x".repeat(size));
    }
}
