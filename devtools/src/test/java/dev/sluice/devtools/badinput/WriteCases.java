// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import static dev.sluice.devtools.badinput.ExecutionCases.file;
import static dev.sluice.devtools.badinput.ExecutionCases.found;
import static dev.sluice.devtools.badinput.Mutations.addTask;
import static dev.sluice.devtools.badinput.Mutations.changeTask;
import static dev.sluice.devtools.badinput.Mutations.task;
import static dev.sluice.devtools.badinput.Sent.desk;
import static dev.sluice.devtools.badinput.Sent.get;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Items that just are written, or just are not: their ids and their attributes.
final class WriteCases {
    private static final String BAD_INPUT = "BAD_USER_INPUT";

    private WriteCases() {}

    static Cases cases() {
        var cases = new Cases();
        ids(cases);
        missing(cases);
        lists(cases);
        byGet(cases);
        return cases;
    }

    private static void ids(Cases cases) {
        cases.of(Clause.SEPARATORS_IN_IDS);
        for (var id : List.of("#b", "b#", "//", "%2523", "%", "../b")) {
            cases.answered(added(id), "an item whose id is " + id, addFile(id))
                    .leaves(found(id), file(id));
        }
        for (var values :
                List.of(
                        List.of("w#x", "y", "s#t", "z"),
                        List.of("w", "x#y", "s", "t#z"),
                        List.of("w%23x", "y", "s%23t", "z"),
                        List.of("$", "%", "$$", "%25"))) {
            cases.answered(
                            "{\"addPlace\":" + place(values) + "}",
                            "an item whose composed keys are made of " + values,
                            place("mutation", "addPlace", values))
                    .leaves("{\"place\":" + place(values) + "}", place("query", "place", values));
        }
        cases.of(Clause.EMPTY_IDS)
                .failed("addFile", BAD_INPUT, "an item without an id", addFile(""))
                .failed("addTask", BAD_INPUT, "a task without an id", addTask(""))
                .failed(
                        "changeTask",
                        "NOT_FOUND",
                        "a change of the empty id",
                        changeTask("", 1, "x"))
                .answered(
                        "{\"addPlace\":" + place(List.of("", "", "", "")) + "}",
                        "an item of empty parts of composed keys",
                        place("mutation", "addPlace", List.of("", "", "", "")));
    }

    static Sent addFile(String id) {
        return addFile(id, "found");
    }

    static Sent addFile(String id, String text) {
        return desk(
                "mutation($id: ID!, $text: String!) { addFile(id: $id, text: $text) { id } }",
                Map.of("id", id, "text", text));
    }

    static String added(String id) {
        return "{\"addFile\":{\"id\":\"" + id + "\"}}";
    }

    static Sent place(String operation, String field, List<String> values) {
        return desk(
                "%s($country: ID!, $city: ID!, $street: String!, $name: String!) { %s(country: $country, city: $city, street: $street, name: $name) { country city street name } }"
                        .formatted(operation, field),
                Map.of(
                        "country", values.get(0),
                        "city", values.get(1),
                        "street", values.get(2),
                        "name", values.get(3)));
    }

    static String place(List<String> values) {
        return "{\"country\":\"%s\",\"city\":\"%s\",\"street\":\"%s\",\"name\":\"%s\"}"
                .formatted(values.toArray());
    }

    private static void missing(Cases cases) {
        cases.of(Clause.VALUES_THAT_ARE_MISSING)
                .failed(
                        "changeTask",
                        BAD_INPUT,
                        "null in place of what cannot be null",
                        stage -> {
                            stage.send(addTask("nulled"));
                            return changeTask("nulled", 1, Collections.singletonMap("title", null));
                        })
                .leaves(task("Ann", 1), task("nulled"))
                .refused(
                        400, BAD_INPUT, "a task without a title", addTask(Map.of("id", "untitled")))
                .refused(
                        400,
                        BAD_INPUT,
                        "a variable task of null",
                        desk(
                                "mutation($input: TaskInput!) { addTask(input: $input) { id } }",
                                Collections.singletonMap("input", null)))
                .answered(
                        "{\"addTask\":{\"id\":\"no tags\",\"title\":\"x\",\"version\":1}}",
                        "an empty set",
                        addTask(Map.of("id", "no tags", "title", "x", "tags", List.of())))
                .leaves("{\"task\":{\"tags\":null}}", made("no tags", "tags"))
                .answered(
                        "{\"changeTask\":{\"title\":\"x\",\"version\":2}}",
                        List.of(),
                        "an empty set in place of another",
                        stage -> {
                            stage.send(
                                    addTask(
                                            Map.of(
                                                    "id",
                                                    "tags",
                                                    "title",
                                                    "x",
                                                    "tags",
                                                    List.of("a", "b"))));
                            return changeTask("tags", 1, Map.of("tags", List.of()));
                        })
                .leaves("{\"task\":{\"tags\":null}}", made("tags", "tags"))
                .answered(
                        "{\"changeTask\":{\"title\":\"x\",\"version\":2}}",
                        List.of(),
                        "null in place of what can be null",
                        stage -> {
                            stage.send(
                                    addTask(Map.of("id", "cleared", "title", "x", "select", "y")));
                            return changeTask(
                                    "cleared", 1, Collections.singletonMap("select", null));
                        })
                .leaves("{\"task\":{\"select\":null}}", made("cleared", "select"));
    }

    private static Sent made(String id, String field) {
        return desk("query($id: ID!) { task(id: $id) { %s } }".formatted(field), Map.of("id", id));
    }

    private static void lists(Cases cases) {
        cases.of(Clause.LISTS_OF_INPUT)
                .answered(
                        "{\"addTask\":{\"id\":\"25\",\"title\":\"x\",\"version\":1}}",
                        "a list of 25 lines, which is the longest",
                        addTask(lines("25", 25, 25)))
                .refused(400, BAD_INPUT, "a list of 26 lines", addTask(lines("26", 26, 26)))
                .leaves("{\"task\":null}", task("26"))
                .refused(400, BAD_INPUT, "two lines of one product", addTask(lines("2", 2, 1)))
                .refused(
                        400,
                        BAD_INPUT,
                        "a change to two lines of one product",
                        changeTask("25", 1, Map.of("lines", lines("2", 2, 1).get("lines"))))
                .answered(
                        "{\"addTask\":{\"id\":\"twice\",\"title\":\"x\",\"version\":1}}",
                        "a set with one tag twice",
                        addTask(Map.of("id", "twice", "title", "x", "tags", List.of("a", "a"))))
                .leaves("{\"task\":{\"tags\":[\"a\"]}}", made("twice", "tags"));
    }

    private static Map<String, Object> lines(String id, int count, int products) {
        var lines =
                IntStream.range(0, count)
                        .mapToObj(i -> Map.of("product", "p" + i % products, "quantity", 1))
                        .toList();
        return Map.of("id", id, "title", "x", "lines", lines);
    }

    private static void byGet(Cases cases) {
        var hash = "3a6dd55f459e46f78a6428504c767c001c42cbe90962e623ae15f6596ea6ed33";
        cases.of(Clause.MUTATION_BY_GET)
                .refused(
                        405,
                        "METHOD_NOT_ALLOWED",
                        "a mutation that counts, in a query string",
                        get("query=mutation%7Bcount(id:%22get%22,by:1)%7Bcount%7D%7D")
                                .by("ann")
                                .toDesk())
                .refused(
                        405,
                        "METHOD_NOT_ALLOWED",
                        "a trusted mutation in a query string",
                        get("documentId=" + hash).by("ann").toDesk())
                .refused(
                        405,
                        "METHOD_NOT_ALLOWED",
                        "a trusted mutation by its hash in a query string",
                        get("extensions=%7B%22persistedQuery%22%3A%7B%22version%22%3A1%2C%22sha256Hash%22%3A%22"
                                        + hash
                                        + "%22%7D%7D")
                                .by("ann")
                                .toDesk())
                .leaves("{\"tally\":null}", Mutations.tally("get"));
    }
}
