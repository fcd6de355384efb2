// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import static dev.sluice.devtools.badinput.Mutations.addTask;
import static dev.sluice.devtools.badinput.Mutations.changeTask;
import static dev.sluice.devtools.badinput.Mutations.count;
import static dev.sluice.devtools.badinput.Mutations.counted;
import static dev.sluice.devtools.badinput.Mutations.spend;
import static dev.sluice.devtools.badinput.Mutations.tally;
import static dev.sluice.devtools.badinput.Mutations.task;
import static dev.sluice.devtools.badinput.ReplayCases.after;
import static dev.sluice.devtools.badinput.Sent.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;

/// Writes that race, and writes that fail in part.
final class StateCases {
    private StateCases() {}

    static Cases cases() {
        var cases = new Cases();
        versions(cases);
        counters(cases);
        serial(cases);
        return cases;
    }

    private static void versions(Cases cases) {
        cases.of(Clause.UPDATES_OF_ONE_VERSION)
                .answered(
                        task("new", 2),
                        List.of(),
                        "one of a hundred updates of one version wins, and 99 hear the current one",
                        stage -> {
                            stage.send(addTask("raced"));
                            var all =
                                    stage.together(
                                            Collections.nCopies(
                                                    100, changeTask("raced", 1, "new")));
                            var lost =
                                    all.stream().filter(each -> !each.errors().isEmpty()).toList();
                            assertThat(lost)
                                    .hasSize(99)
                                    .allSatisfy(each -> {
                                        assertThat(each.errors())
                                                .containsExactly("/changeTask CONFLICT");
                                        assertThat(
                                                        each.body()
                                                                .at("/errors/0/extensions/version")
                                                                .asInt())
                                                .isEqualTo(2);
                                    });
                            assertThat(all.getFirst().seen().applied()).hasSize(1);
                            return task("raced");
                        })
                .failed(
                        "changeTask",
                        "CONFLICT",
                        "the version before the last",
                        stage -> {
                            stage.send(addTask("stale"));
                            stage.send(changeTask("stale", 1, "new"));
                            return changeTask("stale", 1, "old");
                        })
                .leaves(task("new", 2), task("stale"));
    }

    private static void counters(Cases cases) {
        cases.of(Clause.COUNTERS)
                .answered(
                        counted("tally", 100),
                        List.of(),
                        "a hundred writers count to a hundred",
                        stage -> {
                            var all = stage.together(Collections.nCopies(100, count("many", 1)));
                            assertThat(all).allMatch(each -> each.errors().isEmpty());
                            return tally("many");
                        })
                .answered(
                        counted("tally", 0),
                        List.of(),
                        "a hundred spend what there is for fifty",
                        stage -> {
                            stage.send(count("spent", 100));
                            var all = stage.together(Collections.nCopies(100, spend("spent", 2)));
                            assertThat(all.stream().flatMap(each -> each.errors().stream()))
                                    .hasSize(50)
                                    .containsOnly("/spend TOO_FEW");
                            return tally("spent");
                        });
    }

    private static void serial(Cases cases) {
        cases.of(Clause.SERIAL_MUTATIONS)
                .answered(
                        "{\"a\":{\"count\":1},\"b\":null,\"c\":{\"count\":3}}",
                        List.of("/b TOO_FEW"),
                        "the second of three fails, and the third follows the first",
                        desk(
                                "mutation { a: count(id: \"serial\", by: 1) { count }"
                                        + " b: spend(id: \"serial\", by: 5) { count }"
                                        + " c: count(id: \"serial\", by: 2) { count } }"))
                .leaves(counted("tally", 3), tally("serial"))
                .answered(
                        "{\"a\":{\"version\":2},\"b\":null,\"c\":{\"version\":3}}",
                        List.of("/b CONFLICT"),
                        "each sees the version that the one before has left",
                        after(
                                addTask("versions"),
                                desk(
                                        "mutation { a: changeTask(id: \"versions\", version: 1, input: {}) { version }"
                                                + " b: changeTask(id: \"versions\", version: 1, input: {}) { version }"
                                                + " c: changeTask(id: \"versions\", version: 2, input: {}) { version } }")))
                .refused(
                        400,
                        "GRAPHQL_VALIDATION_FAILED",
                        "the third cannot be read, so none runs",
                        desk(
                                "mutation { a: count(id: \"none\", by: 1) { count }"
                                        + " b: count(id: \"none\", by: 1) { count }"
                                        + " c: count(id: \"none\", by: \"1\") { count } }"))
                .leaves("{\"tally\":null}", tally("none"));
    }
}
