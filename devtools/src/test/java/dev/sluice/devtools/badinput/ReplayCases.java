// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import static dev.sluice.devtools.badinput.Mutations.addTaskOnce;
import static dev.sluice.devtools.badinput.Mutations.changeTask;
import static dev.sluice.devtools.badinput.Mutations.countOnce;
import static dev.sluice.devtools.badinput.Mutations.counted;
import static dev.sluice.devtools.badinput.Mutations.endTask;
import static dev.sluice.devtools.badinput.Mutations.tally;
import static dev.sluice.devtools.badinput.Mutations.task;
import static dev.sluice.devtools.badinput.Sent.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.testing.Fault;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Mutations that are sent again.
final class ReplayCases {
    private static final String MISMATCH = "IDEMPOTENCY_MISMATCH";

    private ReplayCases() {}

    static Cases cases() {
        var cases = new Cases();
        replays(cases);
        mismatches(cases);
        late(cases);
        lost(cases);
        return cases;
    }

    private static void replays(Cases cases) {
        var spelled =
                "mutation { countOnce(clientRequestToken: \"spelled\", by: 2, id: \"spelled\") { count } }";
        cases.of(Clause.REPLAYS)
                .answered(
                        counted("countOnce", 2),
                        List.of(),
                        "the same token and arguments count once",
                        after(
                                countOnce("replayed", "replayed", 2),
                                countOnce("replayed", "replayed", 2)))
                .leaves(counted("tally", 2), tally("replayed"))
                .answered(
                        counted("countOnce", 2),
                        List.of(),
                        "the same arguments in another order, as literals",
                        after(countOnce("spelled", "spelled", 2), desk(spelled)))
                .leaves(counted("tally", 2), tally("spelled"))
                .answered(
                        "{\"addTaskOnce\":{\"id\":\"replayed\",\"title\":\"Ann\",\"version\":1}}",
                        List.of(),
                        "the same token adds one task",
                        after(
                                addTaskOnce("replayed", "replayed", "Ann"),
                                addTaskOnce("replayed", "replayed", "Ann")))
                .leaves(task("Ann", 1), task("replayed"))
                .answered(
                        "{\"addTaskOnce\":{\"id\":\"changed\",\"title\":\"new\",\"version\":2}}",
                        List.of(),
                        "a task that was changed since is answered as it is",
                        stage -> {
                            stage.send(addTaskOnce("changed", "changed", "Ann"));
                            stage.send(changeTask("changed", 1, "new"));
                            return addTaskOnce("changed", "changed", "Ann");
                        })
                .failed(
                        "addTaskOnce",
                        "GONE",
                        "a task that was deleted since is not added again",
                        stage -> {
                            stage.send(addTaskOnce("deleted", "deleted", "Ann"));
                            stage.send(endTask("deleteTask", "deleted", 1));
                            return addTaskOnce("deleted", "deleted", "Ann");
                        })
                .leaves("{\"task\":null}", task("deleted"))
                .answered(
                        counted("countOnce", 4),
                        List.of(),
                        "the token of another caller is another",
                        after(
                                countOnce("shared", "shared", 2).by("bob"),
                                countOnce("shared", "shared", 2)))
                .answered(
                        counted("countOnce", 1),
                        List.of(),
                        "twenty at once count once",
                        stage -> {
                            var sent = countOnce("at once", "at once", 1);
                            for (var each : stage.together(Collections.nCopies(20, sent))) {
                                Oracle.check(
                                        each,
                                        new Expected.Answered(counted("countOnce", 1), List.of()));
                            }
                            return sent;
                        })
                .leaves(counted("tally", 1), tally("at once"));
    }

    /// Sends the second request after the first has been answered.
    static Function<Stage, Sent> after(Sent first, Sent second) {
        return stage -> {
            assertThat(stage.send(first).errors()).isEmpty();
            return second;
        };
    }

    private static void mismatches(Cases cases) {
        cases.of(Clause.REPLAYS_WITH_OTHER_ARGUMENTS)
                .failed(
                        "countOnce",
                        MISMATCH,
                        "a token with another number",
                        after(countOnce("other", "other", 2), countOnce("other", "other", 3)))
                .leaves(counted("tally", 2), tally("other"))
                .failed(
                        "countOnce",
                        MISMATCH,
                        "a token with another id",
                        after(countOnce("another", "first", 2), countOnce("another", "second", 2)))
                .leaves("{\"tally\":null}", tally("second"))
                .failed(
                        "addTaskOnce",
                        MISMATCH,
                        "a token with another input",
                        after(
                                addTaskOnce("first", "first", "Ann"),
                                addTaskOnce("first", "first", "Bo")))
                .leaves(task("Ann", 1), task("first"));
        for (var token : List.of("", "t".repeat(129))) {
            cases.refused(
                    400,
                    "BAD_USER_INPUT",
                    "a token of %d characters".formatted(token.length()),
                    countOnce(token, "none", 1));
        }
    }

    /// The clock of the function cannot be moved, so this makes the records older.
    /// `ExactlyOnceTest` moves the clock.
    private static void late(Cases cases) {
        cases.of(Clause.LATE_REPLAYS)
                .answered(
                        counted("countOnce", 2),
                        List.of(),
                        "a replay after eleven minutes, when DynamoDB has forgotten its own token",
                        stage -> {
                            stage.send(countOnce("late", "late", 2));
                            age(stage, Duration.ofMinutes(11));
                            return countOnce("late", "late", 2);
                        })
                .leaves(counted("tally", 2), tally("late"))
                .answered(
                        counted("countOnce", 4),
                        List.of(),
                        "a replay after the 72 hours for which a record counts",
                        stage -> {
                            stage.send(countOnce("too late", "too late", 2));
                            age(stage, Duration.ofDays(3));
                            return countOnce("too late", "too late", 2);
                        })
                .leaves(counted("tally", 4), tally("too late"));
    }

    private static void age(Stage stage, Duration by) {
        var table = Stage.TABLE_PREFIX + "Requests";
        var records = stage.dynamoDb().scan(scan -> scan.tableName(table)).items();
        assertThat(records).isNotEmpty();
        for (var found : records) {
            stage.dynamoDb()
                    .updateItem(update ->
                            update.tableName(table)
                                    .key(Map.of("id", found.get("id")))
                                    .updateExpression("ADD expiresAt :by")
                                    .expressionAttributeValues(
                                            Map.of(
                                                    ":by",
                                                    AttributeValue.fromN("-" + by.toSeconds()))));
        }
    }

    private static void lost(Cases cases) {
        cases.of(Clause.REPLAYS_OF_LOST_REPLIES);
        var faults =
                Map.of(
                        "lost before it arrived", new Fault.LostReply(),
                        "cut in the middle", new Fault.HalfReply());
        faults.forEach((how, fault) ->
                cases.answered(
                                counted("countOnce", 2),
                                List.of(),
                                "a replay after each reply was " + how,
                                stage -> {
                                    var sent = countOnce(how, how, 2);
                                    stage.wire().spoil(9, fault);
                                    assertThat(stage.send(sent).errors())
                                            .containsExactly("/countOnce UNAVAILABLE");
                                    return sent;
                                })
                        .leaves(counted("tally", 2), tally(how)));
    }
}
