// SPDX-License-Identifier: Apache-2.0
package dev.sluice.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.telemetry.Drift;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Thoroughness;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Ranges over a segment that is not the last one, in keys that are not escaped. Their order is
/// that of the values only because a pattern keeps the characters of the values above the
/// separator.
class SpelledRangesTest {
    private static final int CASES = Thoroughness.cases(60, 600);

    private static String schema(String separator, String escape, String pattern) {
        var keys =
                "@table(name: \"Parts\", partitionKey: \"ALL\", sortKey: \"%s\", separator: \"%s\", escape: %s, itemSize: 1) "
                        + "@auth(rules: [{public: true}])";
        return """
        scalar Code @constraint(pattern: "%s")
        union Entry = Part | Line
        type Part %s { code: Code! }
        type Line %s { code: Code! n: ID! }
        type Query {
          below(to: String!, first: Int! = 50, after: String): EntryConnection!
            @query(keyCondition: "code < $to") @auth(rules: [{public: true}])
          upTo(to: String!, first: Int! = 50, after: String): EntryConnection!
            @query(keyCondition: "code <= $to") @auth(rules: [{public: true}])
          above(to: String!, first: Int! = 50, after: String): EntryConnection!
            @query(keyCondition: "code > $to") @auth(rules: [{public: true}])
          from(to: String!, first: Int! = 50, after: String): EntryConnection!
            @query(keyCondition: "code >= $to") @auth(rules: [{public: true}])
        }
        """
                .formatted(
                        pattern,
                        keys.formatted("P" + separator + "{code}", separator, escape),
                        keys.formatted(
                                "P" + separator + "{code}" + separator + "{n}", separator, escape));
    }

    /// @param code compared by the lists
    /// @param n empty for a part
    private record Stored(String code, String n) {}

    @ParameterizedTest
    @CsvSource({
        "#, NONE, '[$%a-z]+', $%ab",
        "/, NONE, '[0-9A-Z]+', 01AZ",
        "-, NONE, '(?:[.0-9]|x)*z?', .0xz",
        ":, PERCENT, '[a-z_]{1,9}', abz_",
        "/, PERCENT, '\\\\w+|q', 0a_q",
        "|, NONE, '[}~]+', }~"
    })
    void a_range_selects_what_its_condition_says(
            String separator, String escape, String pattern, String alphabet) {
        var random = new Random(Thoroughness.seed(50));
        var asked = alphabet + separator + "!~ \uFFFF";
        try (var api = Api.unseen(schema(separator, escape, pattern))) {
            var stored = new ArrayList<Stored>();
            for (int i = 0; i < 40; i++) {
                var code = text(random, alphabet, 1);
                var isValid = code.matches(pattern.replace("\\\\", "\\"));
                var n = random.nextBoolean() ? "" : text(random, "!a~0\uFFFF", 1);
                var item = new Stored(code, n);
                if (isValid && !stored.contains(item) && !n.contains(separator)) {
                    stored.add(item);
                    if (n.isEmpty()) {
                        api.with("Part", Map.of("code", code));
                    } else {
                        api.with("Line", Map.of("code", code, "n", n));
                    }
                }
            }
            assertThat(stored).hasSizeGreaterThan(5);
            for (int i = 0; i < CASES; i++) {
                var to =
                        random.nextBoolean()
                                ? text(random, asked, 0)
                                : stored.get(random.nextInt(stored.size())).code();
                for (var list : List.of("below", "upTo", "above", "from")) {
                    assertThat(found(api, list, to))
                            .as("%s %s of %s", list, to, stored)
                            .isEqualTo(expected(stored, list, to));
                }
            }
        }
    }

    @Test
    void a_key_with_a_character_that_the_pattern_excludes_is_reported() {
        try (var api = Api.of(schema("#", "NONE", "[a-z]+"))) {
            new OtherWriter(api, "Parts")
                    .put(Map.of("pk", "ALL", "sk", "P#b"))
                    .put(Map.of("pk", "ALL", "sk", "P#b!"));
            assertThat(found(api, "from", "a")).containsExactly("b");
            assertThat(api.drifts())
                    .containsExactly(
                            new Drift.Unread("", "Parts", Drift.Unread.Reason.KEY_NOT_ESCAPED, 1));
        }
    }

    private static String text(Random random, String alphabet, int least) {
        var text = new StringBuilder();
        for (int length = least + random.nextInt(4); length > 0; length--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /// All characters have one `char`, so they have the order of their code points.
    private static List<String> expected(List<Stored> stored, String list, String to) {
        return stored.stream()
                .filter(item -> {
                    int order = item.code().compareTo(to);
                    return switch (list) {
                        case "below" -> order < 0;
                        case "upTo" -> order <= 0;
                        case "above" -> order > 0;
                        default -> order >= 0;
                    };
                })
                .sorted(Comparator.comparing(Stored::code).thenComparing(Stored::n))
                .map(Stored::code)
                .toList();
    }

    private static List<String> found(Api api, String list, String to) {
        var answer =
                api.ask(
                        Who.NOBODY,
                        "query($to: String!) { %s(to: $to) { edges { node { ... on Part { code } ... on Line { code } } } } }"
                                .formatted(list),
                        Map.of("to", to));
        assertThat(answer.codes()).as(answer.text()).isEmpty();
        return answer.body().findValuesAsText("code");
    }
}
