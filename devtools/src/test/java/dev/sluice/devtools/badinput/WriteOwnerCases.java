// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import static dev.sluice.devtools.badinput.DeskData.BOBS;
import static dev.sluice.devtools.badinput.Mutations.addTask;
import static dev.sluice.devtools.badinput.Mutations.changeTask;
import static dev.sluice.devtools.badinput.Mutations.count;
import static dev.sluice.devtools.badinput.Mutations.endTask;
import static dev.sluice.devtools.badinput.Mutations.tally;
import static dev.sluice.devtools.badinput.Mutations.task;
import static dev.sluice.devtools.badinput.Sent.desk;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.TextNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Writes to items of another owner, and of values that no client may send.
final class WriteOwnerCases {
    private static final String INVALID = "GRAPHQL_VALIDATION_FAILED";
    private static final String BAD_INPUT = "BAD_USER_INPUT";

    private WriteOwnerCases() {}

    static Cases cases() {
        var cases = new Cases();
        foreign(cases);
        aliases(cases);
        owners(cases);
        tenants(cases);
        versions(cases);
        fields(cases);
        nobody(cases);
        return cases;
    }

    private static void foreign(Cases cases) {
        cases.of(Clause.FOREIGN_ITEM_BY_ID)
                .failed(
                        "changeTask",
                        "NOT_FOUND",
                        "a change of a missing task",
                        changeTask("none", 1, "x"))
                .like(
                        changeTask("none", 1, "x"),
                        "a change of another's task is like one of none",
                        changeTask("bob0", 1, "x"))
                .leaves(task(BOBS, 1), task("bob0").by("bob"))
                .like(
                        changeTask("none", 9, "x"),
                        "another version of it does not show that it exists",
                        changeTask("bob0", 9, "x"));
        for (var field : List.of("deleteTask", "cancelTask")) {
            cases.failed(field, "NOT_FOUND", field + " of none", endTask(field, "none", 1))
                    .like(
                            endTask(field, "none", 1),
                            field + " of another's task is like one of none",
                            endTask(field, "bob1", 1))
                    .leaves(task(BOBS, 1), task("bob1").by("bob"));
        }
        for (var field : List.of("changeNote", "deleteNote")) {
            cases.failed(field, "NOT_FOUND", field + " of none", note(field, "bob", "none"))
                    .like(
                            note(field, "bob", "none"),
                            field + " of another's note, whose key has its owner",
                            note(field, "bob", "bob2"))
                    .leaves(
                            "{\"note\":{\"title\":\"" + BOBS + "\"}}",
                            AuthorizationCases.note("bob", "bob2").by("bob"));
        }
    }

    /// @param field of the mutation type
    private static Sent note(String field, String owner, String id) {
        return desk(
                "mutation($owner: ID!, $id: ID!) { %s(owner: $owner, id: $id%s) { title } }"
                        .formatted(field, field.equals("deleteNote") ? "" : ", title: \"x\""),
                Map.of("owner", owner, "id", id));
    }

    private static void aliases(Cases cases) {
        cases.of(Clause.FOREIGN_ITEM_UNDER_ALIASES)
                .like(
                        aliased("none"),
                        "changes of another's task under 20 aliases are like those of none",
                        aliased("bob0"))
                .leaves(task(BOBS, 1), task("bob0").by("bob"));
        cases.of(Clause.FOREIGN_ITEM_IN_A_BATCH)
                .answered(
                        "{\"a\":{\"title\":\"x\"},\"b\":null,\"c\":{\"title\":\"x\"}}",
                        List.of("/b NOT_FOUND"),
                        "a change of another's task between changes of one's own",
                        desk(
                                "mutation { a: changeTask(id: \"ann0\", version: 1, input: {title: \"x\"}) { title }"
                                        + " b: changeTask(id: \"bob0\", version: 1, input: {title: \"x\"}) { title }"
                                        + " c: changeTask(id: \"ann1\", version: 1, input: {title: \"x\"}) { title } }"));
    }

    private static Sent aliased(String id) {
        IntFunction<String> change =
                i -> "a%d: changeTask(id: $id, version: 1, input: {}) { title } ".formatted(i);
        return desk(
                "mutation($id: ID!) { "
                        + IntStream.range(0, 20).mapToObj(change).collect(joining())
                        + "}",
                Map.of("id", id));
    }

    private static void owners(Cases cases) {
        cases.of(Clause.OWNER_FROM_THE_CLIENT)
                .refused(400, BAD_INPUT, "a task with an owner", addTask(input("owner", "bob")))
                .refused(
                        400,
                        BAD_INPUT,
                        "a change of the owner",
                        changeTask("ann2", 1, Map.of("owner", "bob")))
                .refused(
                        400,
                        INVALID,
                        "a literal owner",
                        desk(
                                "mutation { addTask(input: {id: \"x\", title: \"x\", owner: \"bob\"}) { id } }"))
                .refused(
                        400,
                        INVALID,
                        "an owner as an argument",
                        desk(
                                "mutation { addTask(input: {id: \"x\", title: \"x\"}, owner: \"bob\") { id } }"))
                .failed("addNote", "FORBIDDEN", "a note for another", note("addNote", "bob", "new"))
                .leaves("{\"note\":null}", AuthorizationCases.note("bob", "new").by("bob"))
                .like(
                        note("addNote", "bob", "new"),
                        "a note for another in the place of one that is there",
                        note("addNote", "bob", "bob0"));
    }

    private static Map<String, ?> input(String field, Object value) {
        var input = new HashMap<String, Object>(Map.of("id", "refused", "title", "x"));
        input.put(field, value);
        return input;
    }

    private static void tenants(Cases cases) {
        cases.of(Clause.OWNER_FROM_THE_CLIENT)
                .answered(
                        "{\"addAccount\":{\"name\":\"x\"}}",
                        "an account with the id of another tenant's is one's own",
                        account("addAccount", "b", "t1"))
                .leaves(
                        "{\"account\":{\"name\":\"" + BOBS + "\"}}",
                        desk("{ account(id: \"b\") { name } }")
                                .claims(Map.of("sub", "bob", "tenant", "t2", "who", "bob")))
                .like(
                        account("renameAccount", "none", "t2"),
                        "a change of another tenant's account is like one of none",
                        account("renameAccount", "a", "t2"))
                .leaves(
                        "{\"account\":{\"name\":\"Ann\"}}",
                        desk("{ account(id: \"a\") { name } }")
                                .claims(Map.of("sub", "ann", "tenant", "t1")))
                .refused(
                        400,
                        INVALID,
                        "a tenant as an argument of a write",
                        desk(
                                "mutation { addAccount(id: \"x\", name: \"x\", tenant: \"t2\") { id } }"))
                .failed(
                        "addAccount",
                        "FORBIDDEN",
                        "an account by a caller without a tenant",
                        account("addAccount", "x", ""));
    }

    private static Sent account(String field, String id, String tenant) {
        return desk(
                        "mutation($id: ID!) { %s(id: $id, name: \"x\") { name } }".formatted(field),
                        Map.of("id", id))
                .claims(
                        tenant.isEmpty()
                                ? Map.of("sub", "ann")
                                : Map.of("sub", "ann", "tenant", tenant));
    }

    private static void versions(Cases cases) {
        cases.of(Clause.VERSION_FROM_THE_CLIENT)
                .refused(400, BAD_INPUT, "a task with a version", addTask(input("version", 7)))
                .refused(
                        400,
                        BAD_INPUT,
                        "a change of the version",
                        changeTask("ann2", 1, Map.of("version", 7)))
                .refused(
                        400,
                        INVALID,
                        "a change without a version",
                        desk("mutation { changeTask(id: \"ann2\", input: {}) { version } }"));
        for (var version : List.of("null", "\"1\"", "1.0", "4294967297", "[1]")) {
            cases.refused(
                    400,
                    INVALID,
                    "a change of the version %s".formatted(version),
                    desk(
                            "mutation { changeTask(id: \"ann2\", version: %s, input: {}) { version } }"
                                    .formatted(version)));
        }
        for (var version : List.of(-1, 0, 2, Integer.MAX_VALUE)) {
            cases.failed(
                            "changeTask",
                            "CONFLICT",
                            "a change of version %d".formatted(version),
                            changeTask("ann2", version, "x"))
                    .leaves(task("Ann", 1), task("ann2"));
        }
    }

    private static void fields(Cases cases) {
        var none = new HashMap<String, Object>();
        none.put("grade", null);
        cases.of(Clause.FIELDS_THAT_MAY_NOT_BE_SENT)
                .failed("addTask", "FORBIDDEN", "a task with a grade", addTask(input("grade", "A")))
                .failed(
                        "changeTask",
                        "FORBIDDEN",
                        "a change of the grade",
                        changeTask("ann2", 1, Map.of("grade", "A")))
                .failed("changeTask", "FORBIDDEN", "no more grade", changeTask("ann2", 1, none))
                .failed(
                        "changeTask",
                        "FORBIDDEN",
                        "a change of the grade of another's task",
                        changeTask("bob0", 1, Map.of("grade", "A")))
                .answered(
                        "{\"addTask\":{\"id\":\"refused\",\"title\":\"x\",\"version\":1}}",
                        "a task with a grade by whom may give one",
                        addTask(input("grade", "A")).by("ann", "staff"));
    }

    private static void nobody(Cases cases) {
        cases.of(Clause.WRITES_BY_NOBODY)
                .failed(
                        "count",
                        "UNAUTHENTICATED",
                        "a write without a caller",
                        count("nobody", 1).byNobody())
                .failed(
                        "count",
                        "UNAUTHENTICATED",
                        "a write without claims",
                        count("nobody", 1).claims(Map.of()))
                .failed(
                        "count",
                        "UNAUTHENTICATED",
                        "a write on the public route",
                        count("nobody", 1).set("", "rawPath", TextNode.valueOf("/graphql/public")))
                .leaves("{\"tally\":null}", tally("nobody"));
    }
}
