// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.RandomOperations;
import dev.sluice.testing.Schemas;
import dev.sluice.testing.Thoroughness;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The bound counts the records that rules read, and the requests that wait for them.
class RecordsCostTest {
    private static final int OPERATIONS = Thoroughness.cases(150, 1_000);

    @Test
    void consumption_stays_within_the_bound_if_rules_read_records() {
        var schema =
                Schemas.read("team.graphqls")
                        .replaceAll(
                                "@limits[(][^)]*[)]",
                                "@limits(requests: 100000000, readUnits: 100000000, writeUnits: 0)");
        var client = SchemaCompiler.compile("team.graphqls", schema).clientSchema();
        var random = new Random(Thoroughness.seed(7));
        var busy = 0;
        try (var api = Api.unseen(schema, Map.of())) {
            fillTeams(api, random);
            var operations = new RandomOperations(client, teamArguments(), random, false);
            for (int i = 0; i < OPERATIONS; i++) {
                var query = operations.next(2 + i % 7).query();
                var answer = api.send(who(random), Map.of("query", query));

                assertThat(answer.status()).as("%s: %s", query, answer.body()).isEqualTo(200);
                assertThat(answer.codes()).as(query).doesNotContain("INTERNAL");
                var cost = answer.body().at("/extensions/cost");
                for (var amount : List.of("requests", "waves", "readUnits")) {
                    assertThat(cost.at("/consumed/" + amount).asDouble())
                            .as("%s of %s", amount, query)
                            .isLessThanOrEqualTo(cost.at("/bound/" + amount).asDouble());
                }
                busy += answer.consumed("requests") > 2 ? 1 : 0;
            }
        }
        assertThat(busy).as("operations of several requests").isGreaterThan(OPERATIONS / 5);
    }

    private static Who who(Random random) {
        return Who.user("u" + random.nextInt(5), random.nextInt(9) == 0 ? "auditors" : "x")
                .withScope(random.nextBoolean() ? "documents" : "");
    }

    private static Map<String, Function<Random, String>> teamArguments() {
        Function<Random, String> id = random -> "\"d" + random.nextInt(50) + "\"";
        return Map.of(
                "id", id,
                "ids",
                        random ->
                                IntStream.range(0, random.nextInt(40))
                                        .mapToObj(_ -> id.apply(random))
                                        .collect(Collectors.joining(", ", "[", "]")),
                "first", random -> String.valueOf(1 + random.nextInt(10)),
                "slug", random -> "\"s" + random.nextInt(50) + "\"",
                "team", random -> "\"t" + random.nextInt(6) + "\"");
    }

    private static void fillTeams(Api api, Random random) {
        for (int team = 0; team < 5; team++) {
            for (int user = 0; user < 5; user++) {
                if (random.nextBoolean()) {
                    api.with("Member", Map.of("team", "t" + team, "user", "u" + user));
                }
                if (random.nextBoolean()) {
                    api.with("Reviewer", Map.of("team", "t" + team, "user", "u" + user));
                }
            }
        }
        for (int i = 0; i < 40; i++) {
            api.with(
                    "Document",
                    Map.of(
                            "id", "d" + i,
                            "team", "t" + i % 5,
                            "author", "u" + random.nextInt(5),
                            "slug", "s" + i,
                            "title", "x".repeat(1 + random.nextInt(3_500)),
                            "next", "d" + random.nextInt(50)));
            api.with("Share", Map.of("document", "d" + i, "user", "u" + random.nextInt(5)));
        }
    }
}
