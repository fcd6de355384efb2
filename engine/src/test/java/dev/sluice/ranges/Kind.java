// SPDX-License-Identifier: Apache-2.0
package dev.sluice.ranges;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/// A table or an index with keys of one structure: its part of the schema, and its items.
///
/// @param name the prefix of the names of its types and lists
/// @param sort the GraphQL type of the field that lists compare, with its directives
/// @param argument the GraphQL type of the value to compare it with
/// @param templates the sort key of each type, with `{s}` for the field, or `{in.s}` if it is a
///   field of an object; `{n}` and `{o}` are strings
/// @param at the position of `{s}` among the fields of the templates
/// @param index whether an index has the sort keys, so that several items can share one
/// @param alone whether all items are in one partition, whose key is a literal
/// @param drawn makes a value of the field, as in JSON
/// @param asked makes a value to compare it with
/// @param order of values, as in JSON
public record Kind(
        String name,
        String sort,
        String argument,
        List<String> templates,
        int at,
        boolean index,
        boolean alone,
        Draw drawn,
        Draw asked,
        Comparator<String> order) {

    /// The largest number that a list counts.
    static final int MAX_COUNT = 6;

    interface Draw {
        String from(Random random);
    }

    enum Operator {
        ALL(""),
        EQUAL("= $v"),
        LESS("< $v"),
        LESS_OR_EQUAL("<= $v"),
        GREATER("> $v"),
        GREATER_OR_EQUAL(">= $v"),
        BETWEEN("BETWEEN $v AND $w"),
        BEGINS_WITH(""),
        OPTIONAL("= $v"),
        OPTIONAL_FROM(">= $v"),
        OPTIONAL_BETWEEN("BETWEEN $v AND $w");

        private final String term;

        Operator(String term) {
            this.term = term;
        }

        boolean isOptional() {
            return this == OPTIONAL || this == OPTIONAL_FROM || this == OPTIONAL_BETWEEN;
        }

        boolean isBetween() {
            return this == BETWEEN || this == OPTIONAL_BETWEEN;
        }
    }

    /// A list of the schema.
    ///
    /// @param spread whether it reads the partitions of `SPREAD`, or those that the client chooses
    ///   if it goes down, and not one
    record Listing(Kind kind, Operator operator, boolean ascending, boolean spread) {
        static final List<String> SPREAD = List.of("p7", "p1", "p4");

        /// Returns whether the client chooses the partitions.
        boolean isChosen() {
            return spread && !ascending;
        }

        String field() {
            return kind.name().toLowerCase(Locale.ROOT)
                    + operator.name().replace("_", "")
                    + (ascending ? "Up" : "Down")
                    + (spread ? "Spread" : "");
        }

        String selection() {
            return kind.types().stream()
                    .map(type -> "... on %s { no }".formatted(type))
                    .collect(Collectors.joining(" "));
        }

        /// Returns the GraphQL types of the arguments.
        Map<String, String> arguments() {
            var types = new LinkedHashMap<String, String>();
            if (isChosen()) {
                types.put("ps", "[ID!]!");
            } else if (!kind.alone() && !spread) {
                types.put("p", "ID!");
            }
            if (kind.at() > 0) {
                types.put("f", "ID!");
            }
            if (operator != Operator.ALL) {
                types.put("v", kind.argument() + (operator.isOptional() ? "" : "!"));
            }
            if (operator.isBetween()) {
                types.put("w", kind.argument() + (operator.isOptional() ? "" : "!"));
            }
            return types;
        }

        private String condition() {
            var terms = new ArrayList<String>();
            if (isChosen()) {
                terms.add("p IN $ps");
            } else if (spread) {
                terms.add("p IN ('%s')".formatted(String.join("', '", SPREAD)));
            } else if (!kind.alone()) {
                terms.add("p = $p");
            }
            if (kind.at() > 0) {
                terms.add("n = $f");
            }
            switch (operator) {
                case ALL -> {}
                case BEGINS_WITH -> terms.add("begins_with(%s, $v)".formatted(kind.field()));
                case EQUAL,
                        LESS,
                        LESS_OR_EQUAL,
                        GREATER,
                        GREATER_OR_EQUAL,
                        BETWEEN,
                        OPTIONAL,
                        OPTIONAL_FROM,
                        OPTIONAL_BETWEEN ->
                        terms.add(kind.field() + " " + operator.term);
            }
            return String.join(" AND ", terms);
        }

        private String declared() {
            return """
              %s(%sfirst: Int, after: String, last: Int, before: String): %sConnection!
                @query(%skeyCondition: "%s", order: %s, maxCount: %d) @auth(rules: [{public: true}])
            """
                    .formatted(
                            field(),
                            arguments().entrySet().stream()
                                    .map(each ->
                                            "%s: %s%s, "
                                                    .formatted(
                                                            each.getKey(),
                                                            each.getValue(),
                                                            each.getKey().equals("ps")
                                                                    ? " @constraint(maxItems: 4)"
                                                                    : ""))
                                    .collect(Collectors.joining()),
                            kind.answered(),
                            kind.index() ? "index: \"sorted\", " : "",
                            condition(),
                            ascending ? "ASC" : "DESC",
                            MAX_COUNT);
        }
    }

    private boolean isText() {
        return order.equals(Values.BYTES) || isLowered();
    }

    /// Returns whether an object contains the field.
    boolean isInside() {
        return templates.getFirst().contains("{in.s");
    }

    private String field() {
        return isInside() ? "in.s" : "s";
    }

    /// Returns whether keys hold texts in lower case.
    boolean isLowered() {
        return order.equals(Values.LOWERED);
    }

    List<String> types() {
        var types = new ArrayList<String>();
        for (int i = 0; i < templates.size(); i++) {
            types.add(name + i);
        }
        return types;
    }

    private String answered() {
        return templates.size() == 1 ? name + "0" : name;
    }

    List<Listing> listings() {
        var listings = new ArrayList<Listing>();
        for (var operator : Operator.values()) {
            if (operator != Operator.BEGINS_WITH || isText()) {
                listings.add(new Listing(this, operator, true, false));
                listings.add(new Listing(this, operator, false, false));
                if (!alone) {
                    listings.add(new Listing(this, operator, !operator.isOptional(), true));
                    listings.add(new Listing(this, operator, operator.isOptional(), true));
                }
            }
        }
        return listings;
    }

    String declared() {
        var text = new StringBuilder();
        if (templates.size() > 1) {
            text.append("union %s = %s\n".formatted(name, String.join(" | ", types())));
        }
        var composed = !templates.getFirst().equals("{s}");
        if (isInside()) {
            text.append("type In%s { s: %s }\n".formatted(name, sort));
        }
        for (int i = 0; i < templates.size(); i++) {
            var keys =
                    index
                            ? "partitionKey: \"{p}\", sortKey: \"%s%d#{no}\") @index(name: \"sorted\", "
                                    .formatted(name, i)
                            : "";
            text.append(
                    """
                    type %s%d @table(name: "%s", %spartitionKey: "%s", sortKey: "%s"%s) @auth(rules: [{public: true}]) {
                      p: ID!
                      %s
                      n: ID!
                      o: ID!
                      no: ID!
                    }
                    """
                            .formatted(
                                    name,
                                    i,
                                    name,
                                    keys,
                                    alone ? "ALL" : composed && !index ? "P#{p}" : "{p}",
                                    templates.get(i),
                                    isLowered() ? ", case: LOWER" : "",
                                    isInside() ? "in: In%s!".formatted(name) : "s: " + sort));
        }
        return text.toString();
    }

    String lists() {
        return listings().stream().map(Listing::declared).collect(Collectors.joining());
    }
}
