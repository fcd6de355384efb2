// SPDX-License-Identifier: Apache-2.0
package dev.sluice.ranges;

import java.util.List;

/// The kinds of keys to test.
final class Kinds {
    static final List<Kind> ALL =
            List.of(
                    text("Parts", 0, List.of("O#{s}", "O#{s}#L#{n}", "O#{s}#L#{n}#X")),
                    lowered("Cased", List.of("O#{s}", "O#{s}#{n}")),
                    lowered("Cases", List.of("{s}#{n}")),
                    text("Firsts", 0, List.of("{s}#A", "{s}#A#{n}", "{s}#B#{n}")),
                    text("Longs", 0, List.of("O#{s}#L#{n}")),
                    text("Seconds", 1, List.of("{n}#{s}", "{n}#{s}#{o}")),
                    text("Ends", 1, List.of("{n}#{s}")),
                    new Kind(
                            "Texts",
                            "String!",
                            "String",
                            List.of("{s}"),
                            0,
                            false,
                            false,
                            random -> Values.key(random, 1_024),
                            random -> Values.longText(random, 1_021),
                            Values.BYTES),
                    new Kind(
                            "Numbers",
                            "Int!",
                            "Decimal",
                            List.of("{s}"),
                            0,
                            false,
                            false,
                            Values::integer,
                            Values::number,
                            Values.NUMBERS),
                    new Kind(
                            "Lone",
                            "String!",
                            "String",
                            List.of("L#{s}", "L#{s}#{n}"),
                            0,
                            false,
                            true,
                            random -> Values.longText(random, 990),
                            random -> Values.longText(random, 1_018),
                            Values.BYTES),
                    numbers("Padded", false, List.of("N#{s:10}", "N#{s:10}#{n}")),
                    numbers("Counted", true, List.of("{s:10}")),
                    times(
                            "Ticks",
                            "DateTime! @attribute(as: N, unit: MILLISECONDS)",
                            false,
                            List.of("T#{s:15}", "T#{s:15}#{n}"),
                            Values::sinceEpoch),
                    times("Moments", "DateTime!", false, List.of("{s}"), Values::millisecond),
                    times(
                            "Epochs",
                            "DateTime! @attribute(as: N)",
                            false,
                            List.of("{s}"),
                            Values::second),
                    times(
                            "Millis",
                            "DateTime! @attribute(as: N, unit: MILLISECONDS)",
                            false,
                            List.of("{s}"),
                            Values::millisecond),
                    times(
                            "Plain",
                            "DateTime! @attribute(unit: SECONDS)",
                            false,
                            List.of("{s}"),
                            Values::second),
                    times(
                            "Days",
                            "DateTime! @attribute(unit: DAYS)",
                            true,
                            List.of("{s}"),
                            Values::day),
                    times(
                            "Dated",
                            "DateTime! @attribute(unit: DAYS)",
                            false,
                            List.of("D#{s}", "D#{s}#{n}"),
                            Values::day),
                    times(
                            "Spelled",
                            "DateTime! @attribute(unit: SECONDS)",
                            true,
                            List.of("D#{s}", "D#{s}#{n}"),
                            Values::second),
                    times(
                            "Events",
                            "DateTime!",
                            false,
                            List.of("D#{s}", "D#{s}#{n}"),
                            Values::millisecond),
                    times("Indexed", "DateTime!", true, List.of("{s}"), Values::millisecond),
                    times(
                            "Seen",
                            "DateTime! @attribute(as: N)",
                            true,
                            List.of("{s}"),
                            Values::second),
                    times(
                            "Joined",
                            "DateTime!",
                            true,
                            List.of("D#{s}", "D#{s}#{n}"),
                            Values::millisecond),
                    times(
                            "Inner",
                            "DateTime!",
                            true,
                            List.of("D#{in.s}", "D#{in.s}#{n}"),
                            Values::millisecond),
                    new Kind(
                            "Within",
                            "String!",
                            "String",
                            List.of("{in.s}"),
                            0,
                            true,
                            false,
                            random -> Values.key(random, 1_024),
                            random -> Values.longText(random, 1_021),
                            Values.BYTES));

    private Kinds() {}

    private static Kind text(String name, int at, List<String> templates) {
        return new Kind(
                name,
                "String!",
                "String",
                templates,
                at,
                false,
                false,
                random -> Values.longText(random, 990),
                random -> Values.longText(random, 1_018),
                Values.BYTES);
    }

    private static Kind lowered(String name, List<String> templates) {
        return new Kind(
                name,
                "String!",
                "String",
                templates,
                0,
                false,
                false,
                random -> Values.longText(random, 990),
                random -> Values.longText(random, 1_018),
                Values.LOWERED);
    }

    private static Kind numbers(String name, boolean index, List<String> templates) {
        return new Kind(
                name,
                "Int! @constraint(min: 0)",
                "Decimal",
                templates,
                0,
                index,
                false,
                Values::natural,
                Values::number,
                Values.NUMBERS);
    }

    private static Kind times(
            String name, String sort, boolean index, List<String> templates, Kind.Draw drawn) {
        return new Kind(
                name,
                sort,
                "DateTime",
                templates,
                0,
                index,
                false,
                drawn,
                Values::time,
                Values.TIMES);
    }
}
