// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import static dev.sluice.devtools.badinput.ExecutionCases.file;
import static dev.sluice.devtools.badinput.ExecutionCases.found;
import static dev.sluice.devtools.badinput.Mutations.addTask;
import static dev.sluice.devtools.badinput.Mutations.changeTask;
import static dev.sluice.devtools.badinput.Mutations.task;
import static dev.sluice.devtools.badinput.Sent.desk;
import static dev.sluice.devtools.badinput.WriteCases.addFile;
import static dev.sluice.devtools.badinput.WriteCases.added;
import static dev.sluice.devtools.badinput.WriteCases.place;

import java.util.List;
import java.util.Map;

/// Keys, items and mutations of the largest size, and larger ones.
final class WriteSizeCases {
    private static final String BAD_INPUT = "BAD_USER_INPUT";

    /// As DynamoDB counts a number with one digit.
    private static final int BYTES_OF_ONE = 2;

    private WriteSizeCases() {}

    static Cases cases() {
        var cases = new Cases();
        keySizes(cases);
        itemSizes(cases);
        cost(cases);
        return cases;
    }

    private static void keySizes(Cases cases) {
        var longest = "è" + "€".repeat(682);
        var street = "é".repeat(511);
        cases.of(Clause.KEY_SIZES)
                .answered(
                        added(longest),
                        "an item whose id has exactly 2,048 bytes",
                        addFile(longest))
                .leaves(found(longest), file(longest))
                .failed(
                        "addFile",
                        BAD_INPUT,
                        "an item whose id has 2,049 bytes",
                        addFile(longest + "x"))
                .failed(
                        "addFile",
                        BAD_INPUT,
                        "an item whose id has 2,048 characters",
                        addFile("é".repeat(2_048)))
                .answered(
                        "{\"addPlace\":" + place(List.of("k", "k", street, "k")) + "}",
                        "an item whose composed sort key has exactly 1,024 bytes",
                        place("mutation", "addPlace", List.of("k", "k", street, "k")))
                .failed(
                        "addPlace",
                        BAD_INPUT,
                        "an item whose composed sort key has 1,025 bytes",
                        place("mutation", "addPlace", List.of("k", "k", street, "kk")))
                .failed(
                        "addPlace",
                        BAD_INPUT,
                        "an item whose key is too long for escaping alone",
                        place("mutation", "addPlace", List.of("#".repeat(700), "k", "k", "k")))
                .failed(
                        "changeTask",
                        "NOT_FOUND",
                        "a change of an id of 2,049 bytes",
                        changeTask(longest + "x", 1, "x"));
    }

    private static void itemSizes(Cases cases) {
        var most = 1_024 - "idtaskownerannversiontitle".length() - BYTES_OF_ONE;
        cases.of(Clause.LARGEST_ITEMS)
                .answered(
                        "{\"addTask\":{\"id\":\"task\",\"title\":\""
                                + "x".repeat(most)
                                + "\",\"version\":1}}",
                        "an item of exactly the size that its type says",
                        addTask(Map.of("id", "task", "title", "x".repeat(most))))
                .failed(
                        "addTask",
                        BAD_INPUT,
                        "an item of one byte more",
                        addTask(Map.of("id", "more", "title", "x".repeat(most + 1))))
                .leaves("{\"task\":null}", task("more"))
                .failed(
                        "addTask",
                        BAD_INPUT,
                        "an item of as many characters, one of which has two bytes",
                        addTask(Map.of("id", "more", "title", "é" + "x".repeat(most - 1))))
                .answered(
                        "{\"changeTask\":{\"title\":\"Ann\",\"version\":2}}",
                        List.of(),
                        "a change that makes an item larger than its type says",
                        stage -> {
                            stage.send(addTask("grown"));
                            return changeTask("grown", 1, Map.of("select", "x".repeat(1_024)));
                        })
                .answered(
                        added("large text"),
                        "an item of as much as a request can bring",
                        addFile("large text", "x".repeat(99_000)))
                .refused(
                        413,
                        "PAYLOAD_TOO_LARGE",
                        "an item of more than a request can bring",
                        addFile("huge", "x".repeat(400 * 1_024)))
                .failed(
                        "remark",
                        BAD_INPUT,
                        "a change that makes an item larger than 400 KB",
                        desk(
                                "mutation($remark: String!) { remark(id: \"largest\", remark: $remark) { id } }",
                                Map.of("remark", "x".repeat(2_048))))
                .leaves(
                        "{\"file\":{\"remark\":null}}",
                        desk("{ file(id: \"largest\") { remark } }"));
    }

    private static void cost(Cases cases) {
        var file = "addFile(id: \"costly%d\", text: \"x\") { id } ";
        var two = "a: " + file.formatted(1) + "b: " + file.formatted(2);
        cases.of(Clause.COSTLY_WRITES)
                .answered(
                        "{\"a\":{\"id\":\"costly1\"},\"b\":{\"id\":\"costly2\"}}",
                        "writes of 800 units",
                        desk("mutation { " + two + "}"))
                .refused(
                        400,
                        "OPERATION_TOO_EXPENSIVE",
                        "writes of 1,200 units",
                        desk(
                                "mutation { "
                                        + two.replace("costly", "above")
                                        + "c: "
                                        + file.formatted(3)
                                        + "}"))
                .leaves("{\"file\":null}", file("above1"));
    }
}
