// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import static dev.sluice.devtools.badinput.Mutations.addTask;
import static dev.sluice.devtools.badinput.Mutations.addTaskOnce;
import static dev.sluice.devtools.badinput.Mutations.changeTask;
import static dev.sluice.devtools.badinput.Mutations.count;
import static dev.sluice.devtools.badinput.Mutations.countOnce;
import static dev.sluice.devtools.badinput.Mutations.counted;
import static dev.sluice.devtools.badinput.Mutations.endTask;
import static dev.sluice.devtools.badinput.Mutations.tally;
import static dev.sluice.devtools.badinput.Mutations.task;
import static dev.sluice.devtools.badinput.Sent.SECRET;

import dev.sluice.devtools.testing.Fault;

import java.util.List;
import java.util.Map;

/// Writes to a DynamoDB that is busy, broken or unreachable. Each has at most one effect, and
/// exactly one if the client gets a success.
final class WriteFaultCases {
    /// More writes than Sluice ever sends for one mutation.
    private static final int ALL = 99;

    private static final String THROTTLED = "THROTTLED";
    private static final String UNAVAILABLE = "UNAVAILABLE";

    private WriteFaultCases() {}

    static Cases cases() {
        var cases = new Cases();
        conflicts(cases);
        throttling(cases);
        failures(cases);
        lost(cases);
        time(cases);
        outOfReach(cases);
        log(cases);
        return cases;
    }

    /// The first writes meet the fault, and the mutation still has one effect.
    private static void overcome(Cases cases, int writes, Fault fault, String name, String id) {
        cases.answered(
                        counted("count", 1),
                        List.of(),
                        "a write that " + name,
                        stage -> {
                            earnRetries(stage, writes);
                            stage.wire().spoil(writes, fault);
                            return count(id, 1);
                        })
                .leaves(counted("tally", 1), tally(id));
    }

    /// The same for a mutation with a token.
    private static void overcomeOnce(Cases cases, int writes, Fault fault, String name, String id) {
        cases.answered(
                        counted("countOnce", 1),
                        List.of(),
                        "a write with a token that " + name,
                        stage -> {
                            earnRetries(stage, writes);
                            stage.wire().spoil(writes, fault);
                            return countOnce(id, id, 1);
                        })
                .leaves(counted("tally", 1), tally(id));
    }

    /// Earns retries by writes: five writes earn one. Earlier cases may have used up the function's
    /// retries.
    private static void earnRetries(Stage stage, int retries) {
        for (int i = 0; i < 5 * retries; i++) {
            stage.send(count("calm", 1));
        }
    }

    private static void givenUp(
            Cases cases, Fault fault, String code, String name, String id, int effects) {
        cases.failed(
                        "count",
                        code,
                        "a write that " + name,
                        stage -> {
                            stage.wire().spoil(ALL, fault);
                            return count(id, 1);
                        })
                .leaves(left(effects), tally(id));
    }

    private static void givenUpOnce(
            Cases cases, Fault fault, String code, String name, String id, int effects) {
        cases.failed(
                        "countOnce",
                        code,
                        "a write with a token that " + name,
                        stage -> {
                            stage.wire().spoil(ALL, fault);
                            return countOnce(id, id, 1);
                        })
                .leaves(left(effects), tally(id));
    }

    private static String left(int effects) {
        return effects == 0 ? "{\"tally\":null}" : counted("tally", effects);
    }

    private static void conflicts(Cases cases) {
        var conflict = Fault.error(400, "TransactionConflictException");
        var cancelled = Fault.cancelled("TransactionConflict", "None");
        cases.of(Clause.CONFLICTING_TRANSACTIONS);
        overcome(cases, 3, conflict, "meets three transactions", "conflict 3");
        givenUp(cases, conflict, THROTTLED, "meets transactions for ever", "conflicts", 0);
        overcomeOnce(cases, 3, cancelled, "meets three others", "cancelled 3");
        cases.failed(
                        "countOnce",
                        THROTTLED,
                        "a write with a token that meets others for ever, until its time is over",
                        stage -> {
                            stage.wire().spoil(ALL, cancelled);
                            return countOnce("cancelled", "cancelled", 1).within(3_000);
                        })
                .leaves(left(0), tally("cancelled"));
        overcomeOnce(
                cases,
                2,
                Fault.error(400, "TransactionInProgressException"),
                "is under way already",
                "in progress");
    }

    private static void throttling(Cases cases) {
        cases.of(Clause.THROTTLED_WRITES);
        for (var code : List.of("ProvisionedThroughputExceededException", "ThrottlingException")) {
            var fault = Fault.error(400, code);
            overcome(cases, 1, fault, "is throttled once by " + code, code + " 1");
            givenUp(cases, fault, THROTTLED, "is throttled for ever by " + code, code, 0);
            overcomeOnce(cases, 1, fault, "is throttled once by " + code, "once 1 " + code);
            givenUpOnce(
                    cases, fault, THROTTLED, "is throttled for ever by " + code, "once " + code, 0);
        }
        var cancelled = Fault.cancelled("None", "ThrottlingError");
        overcomeOnce(cases, 1, cancelled, "is throttled as a transaction", "throttled 1");
        givenUpOnce(cases, cancelled, THROTTLED, "is throttled so for ever", "throttled", 0);
    }

    private static void failures(Cases cases) {
        cases.of(Clause.FAILED_WRITES);
        for (var status : List.of(500, 503)) {
            var fault = Fault.error(status, "InternalServerError");
            givenUp(cases, fault, UNAVAILABLE, "fails with " + status, "failed " + status, 0);
            overcomeOnce(cases, 1, fault, "fails once with " + status, "once " + status);
            givenUpOnce(
                    cases, fault, UNAVAILABLE, "always fails with " + status, "all " + status, 0);
        }
        var garbled = new Fault.Answer(200, "{\"Attributes\":{\"coun");
        givenUp(cases, garbled, UNAVAILABLE, "gets half of a reply", "garbled", 0);
    }

    private static void lost(Cases cases) {
        cases.of(Clause.LOST_WRITES);
        var request = new Fault.LostRequest();
        var reply = new Fault.LostReply();
        var half = new Fault.HalfReply();
        givenUp(cases, request, UNAVAILABLE, "is lost", "lost request", 0);
        givenUp(cases, reply, UNAVAILABLE, "is never answered", "unanswered", 1);
        givenUp(cases, half, UNAVAILABLE, "is answered by a half", "half", 1);
        overcomeOnce(cases, 1, request, "is lost once", "once lost");
        overcomeOnce(cases, 1, reply, "is not answered once", "once unanswered");
        overcomeOnce(cases, 1, half, "is answered by a half once", "once half");
        givenUpOnce(cases, request, UNAVAILABLE, "is always lost", "always lost", 0);
        givenUpOnce(cases, reply, UNAVAILABLE, "is never answered", "never answered", 1);
        givenUpOnce(cases, half, UNAVAILABLE, "is always answered by a half", "always half", 1);
    }

    private static void time(Cases cases) {
        var late = UNAVAILABLE;
        cases.of(Clause.LITTLE_TIME)
                .failed("count", late, "a write with 299 ms left", count("little", 1).within(299))
                .leaves("{\"tally\":null}", tally("little"))
                .failed(
                        "countOnce",
                        late,
                        "a write with a token and 299 ms left",
                        countOnce("little", "little", 1).within(299))
                .leaves("{\"tally\":null}", tally("little"))
                .failed(
                        "cancelTask",
                        late,
                        "a write after a read with 299 ms left",
                        endTask("cancelTask", "ann2", 1).within(299))
                .leaves(task("Ann", 1), task("ann2"));
    }

    private static void outOfReach(Cases cases) {
        cases.of(Clause.TABLES_OUT_OF_REACH);
        for (var code :
                List.of(
                        "ResourceNotFoundException",
                        "AccessDeniedException",
                        "UnrecognizedClientException",
                        "ValidationException")) {
            var fault = Fault.error(400, code);
            givenUp(cases, fault, "INTERNAL", "gets " + code, "reach " + code, 0);
            givenUpOnce(cases, fault, "INTERNAL", "gets " + code, "once reach " + code, 0);
        }
        givenUpOnce(
                cases,
                Fault.cancelled("ValidationError", "None"),
                "INTERNAL",
                "is cancelled as invalid",
                "invalid",
                0);
    }

    private static void log(Cases cases) {
        var forged = "A\r\n[main] ERROR forged " + SECRET;
        cases.of(Clause.FORGED_LOG_LINES)
                .answered(
                        counted("countOnce", 1),
                        "a token of two lines",
                        countOnce(forged, "forged", 1))
                .failed(
                        "changeTask",
                        "NOT_FOUND",
                        "an id of two lines",
                        changeTask(forged, 1, forged))
                .failed(
                        "count",
                        UNAVAILABLE,
                        "an id of two lines in a write that fails",
                        stage -> {
                            stage.wire().spoil(ALL, Fault.error(500, "InternalServerError"));
                            return count(forged, 1);
                        });
        cases.of(Clause.SECRETS_IN_EVERY_INPUT)
                .answered(counted("countOnce", 1), "a secret token", countOnce(SECRET, "secret", 1))
                .failed(
                        "countOnce",
                        "IDEMPOTENCY_MISMATCH",
                        "a secret token again, with another number",
                        countOnce(SECRET, "secret", 2))
                .failed(
                        "addTask",
                        "CONDITION_FAILED",
                        "a secret task that is there",
                        stage -> {
                            stage.send(addTask(Map.of("id", SECRET, "title", "x")));
                            return addTask(Map.of("id", SECRET, "title", SECRET));
                        })
                .failed(
                        "addTaskOnce",
                        UNAVAILABLE,
                        "secrets in a write with a token that is lost",
                        stage -> {
                            stage.wire().spoil(ALL, new Fault.LostRequest());
                            return addTaskOnce(SECRET, SECRET, SECRET);
                        })
                .failed(
                        "addTask",
                        "INTERNAL",
                        "secrets in a write that is not admitted",
                        stage -> {
                            stage.wire().spoil(ALL, Fault.error(400, "AccessDeniedException"));
                            return addTask(Map.of("id", SECRET + "1", "title", SECRET));
                        })
                .refused(
                        400,
                        "BAD_USER_INPUT",
                        "a secret field of an input",
                        addTask(Map.of("id", "x", "title", "x", SECRET, SECRET)));
    }
}
