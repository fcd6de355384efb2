// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import static dev.sluice.devtools.badinput.Sent.desk;

import java.util.Map;

/// Mutations at the desk by `ann`, and the queries that show their effect.
final class Mutations {
    private Mutations() {}

    static Sent addTask(Map<String, ?> input) {
        return desk(
                "mutation($input: TaskInput!) { addTask(input: $input) { id title version } }",
                Map.of("input", input));
    }

    static Sent addTask(String id) {
        return addTask(Map.of("id", id, "title", "Ann"));
    }

    static Sent addTaskOnce(String token, String id, String title) {
        return desk(
                "mutation($input: TaskInput!, $token: ID!) { addTaskOnce(input: $input, clientRequestToken: $token)"
                        + " { id title version } }",
                Map.of("input", Map.of("id", id, "title", title), "token", token));
    }

    static Sent changeTask(String id, int version, Map<String, ?> input) {
        return desk(
                "mutation($id: ID!, $version: Int!, $input: TaskChange!) {"
                        + " changeTask(id: $id, version: $version, input: $input) { title version } }",
                Map.of("id", id, "version", version, "input", input));
    }

    static Sent changeTask(String id, int version, String title) {
        return changeTask(id, version, Map.of("title", title));
    }

    /// @param field `deleteTask` or `cancelTask`
    static Sent endTask(String field, String id, int version) {
        return desk(
                "mutation($id: ID!, $version: Int!) { %s(id: $id, version: $version) { title } }"
                        .formatted(field),
                Map.of("id", id, "version", version));
    }

    static Sent task(String id) {
        return desk("query($id: ID!) { task(id: $id) { title version } }", Map.of("id", id));
    }

    static String task(String title, int version) {
        return "{\"task\":{\"title\":\"%s\",\"version\":%s}}".formatted(title, version);
    }

    static Sent count(String id, int by) {
        return desk(
                "mutation($id: ID!, $by: Int!) { count(id: $id, by: $by) { count } }",
                Map.of("id", id, "by", by));
    }

    static Sent countOnce(String token, String id, int by) {
        return desk(
                "mutation($id: ID!, $by: Int!, $token: ID!) {"
                        + " countOnce(id: $id, by: $by, clientRequestToken: $token) { count } }",
                Map.of("id", id, "by", by, "token", token));
    }

    static Sent spend(String id, int by) {
        return desk(
                "mutation($id: ID!, $by: Int!) { spend(id: $id, by: $by) { count } }",
                Map.of("id", id, "by", by));
    }

    static Sent tally(String id) {
        return desk("query($id: ID!) { tally(id: $id) { count } }", Map.of("id", id));
    }

    /// @param field returns a tally
    static String counted(String field, int count) {
        return "{\"%s\":{\"count\":%s}}".formatted(field, count);
    }
}
