// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.store.TableNames;
import dev.sluice.devtools.store.TableSetup;

import graphql.schema.GraphQLFieldDefinition;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// One deployment and its rollback.
final class SkewRun {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> STAFF =
            Map.of("sub", "ann", "cognito:groups", "[staff]");
    private static final Map<String, String> STRANGER = Map.of("sub", "bob");
    private static final int STEPS = 28;

    private final DynamoDbClient client;
    private final Endpoint endpoint;
    private final DeployedVersion earlier;
    private final DeployedVersion later;
    private final Random random;
    private final List<String> failures = new ArrayList<>();

    /// What was written: the values of each item by `Type/team/id`.
    private final Map<String, Map<String, @Nullable Object>> items = new TreeMap<>();

    SkewRun(
            DynamoDbClient client,
            Endpoint endpoint,
            DeployedVersion earlier,
            DeployedVersion later,
            Random random) {
        this.client = client;
        this.endpoint = endpoint;
        this.earlier = earlier;
        this.later = later;
        this.random = random;
    }

    List<String> failures() {
        for (var name : client.listTables().tableNames()) {
            client.deleteTable(r -> r.tableName(name));
        }
        try {
            var setup = new TableSetup(client, endpoint, new TableNames(Map.of()), true);
            setup.prepare(earlier.catalog.tables().values());
            write(STEPS / 2, List.of(earlier));
            setup.prepare(later.catalog.tables().values());
        } catch (Failure refused) {
            return List.of("deployment: " + refused.getMessage());
        }
        read(earlier, later);
        write(STEPS, List.of(earlier, later));
        read(earlier, later);
        write(STEPS / 2, List.of(earlier));
        read(earlier);
        return failures;
    }

    private void write(int steps, List<DeployedVersion> versions) {
        for (int i = 0; i < steps; i++) {
            var version = versions.get(random.nextInt(versions.size()));
            var mutations = version.mutations();
            if (!mutations.isEmpty()) {
                write(version, mutations.get(random.nextInt(mutations.size())), i);
            }
        }
    }

    private void write(DeployedVersion version, GraphQLFieldDefinition mutation, int step) {
        var isNew = mutation.getName().startsWith("add");
        var type = mutation.getName().replaceFirst("^(add|change|move)", "");
        var known = items.keySet().stream().filter(key -> key.startsWith(type + "/")).toList();
        if (!isNew && known.isEmpty()) {
            return;
        }
        var key =
                isNew
                        ? "%s/Team%d/%d-%d".formatted(type, random.nextInt(2), items.size(), step)
                        : known.get(random.nextInt(known.size()));
        var parts = List.of(key.split("/", -1));
        var arguments = new LinkedHashMap<String, @Nullable Object>();
        for (var argument : mutation.getArguments()) {
            arguments.put(
                    argument.getName(),
                    switch (argument.getName()) {
                        case "team" -> parts.get(1);
                        case "id" -> parts.get(2);
                        default -> version.value(argument.getType(), random);
                    });
        }
        if (arguments.get("input") instanceof Map<?, ?> input) {
            arguments.put("input", keyed(input, parts));
        }
        var answer = version.call(mutation, arguments, STAFF);
        if (answer.has("errors")) {
            failures.add("%s %s: %s".formatted(mutation.getName(), arguments, answer));
            return;
        }
        var item = items.computeIfAbsent(key, _ -> new LinkedHashMap<>());
        var stored = answer.at("/data/it");
        arguments.forEach((name, value) -> {
            if (value instanceof Map<?, ?> values) {
                values.forEach((field, given) ->
                        item.put((String) field, stored((String) field, given, stored)));
            } else {
                item.put(name, stored(name, value, stored));
            }
        });
    }

    /// The writer itself may cut a value, such as the milliseconds of a time.
    private static @Nullable Object stored(String field, @Nullable Object given, JsonNode answer) {
        return answer.has(field) ? answer.get(field) : given;
    }

    private static Map<String, @Nullable Object> keyed(Map<?, ?> input, List<String> parts) {
        var all = new LinkedHashMap<String, @Nullable Object>();
        input.forEach((name, value) -> all.put((String) name, value));
        all.put("team", parts.get(1));
        all.put("id", parts.get(2));
        return all;
    }

    private void read(DeployedVersion... versions) {
        items.forEach((key, item) -> {
            var type = key.substring(0, key.indexOf('/'));
            var seen = new ArrayList<Boolean>();
            for (var version : versions) {
                var field = version.query("one" + type);
                if (field != null) {
                    var named = new LinkedHashMap<String, @Nullable Object>();
                    named.put("team", item.get("team"));
                    named.put("id", item.get("id"));
                    var answer = version.call(field, named, STAFF);
                    compare(key, item, answer.at("/data/it"), answer);
                    seen.add(version.call(field, named, STRANGER).at("/data/it").isObject());
                }
            }
            if (seen.stream().distinct().count() > 1) {
                failures.add(key + ": a stranger sees it by turns");
            }
        });
        for (var version : versions) {
            for (var field : version.queries()) {
                if (field.getArgument("first") != null) {
                    list(version, field);
                }
            }
        }
    }

    private void compare(
            String key,
            Map<String, ? extends @Nullable Object> written,
            JsonNode read,
            JsonNode answer) {
        if (answer.has("errors") || !read.isObject()) {
            failures.add("%s: %s".formatted(key, answer));
            return;
        }
        written.forEach((field, value) -> {
            var found = read.get(field);
            if (found != null && !agrees(JSON.valueToTree(value), found)) {
                failures.add("%s.%s: %s instead of %s".formatted(key, field, found, value));
            }
        });
    }

    /// A version may leave out members that it does not know.
    private static boolean agrees(JsonNode written, JsonNode read) {
        if (written.isObject() && read.isObject()) {
            return read.propertyStream()
                    .filter(each -> written.has(each.getKey()))
                    .allMatch(each -> agrees(written.get(each.getKey()), each.getValue()));
        }
        return written.isArray()
                ? written.valueStream()
                        .map(JsonNode::asText)
                        .sorted()
                        .toList()
                        .equals(read.valueStream().map(JsonNode::asText).sorted().toList())
                : written.asText().equals(read.asText());
    }

    private static String text(@Nullable Object value) {
        return JSON.valueToTree(value).asText("null");
    }

    /// Each list must have every item with the fields that its arguments name.
    private void list(DeployedVersion version, GraphQLFieldDefinition field) {
        var by =
                field.getArguments().stream()
                        .map(argument -> argument.getName())
                        .filter(name -> !List.of("first", "after").contains(name))
                        .findFirst()
                        .orElseThrow();
        var values = new TreeMap<String, @Nullable Object>();
        items.values().forEach(item -> values.put(text(item.get(by)), item.get(by)));
        values.remove("null");
        values.forEach((text, value) -> {
            var answer = version.call(field, Map.of(by, JSON.valueToTree(value)), STAFF);
            if (answer.has("errors")) {
                failures.add("%s %s: %s".formatted(field.getName(), value, answer));
                return;
            }
            var found = answer.at("/data/it/edges").findValuesAsText("id");
            items.forEach((key, item) -> {
                var type = key.substring(0, key.indexOf('/'));
                var belongs =
                        field.getName().startsWith("all")
                                ? version.catalog.storedTypes().containsKey(type)
                                : type.equals("Ticket");
                if (belongs
                        && text.equals(text(item.get(by)))
                        && !found.contains(text(item.get("id")))) {
                    failures.add("%s %s lacks %s".formatted(field.getName(), text, key));
                }
            });
        });
    }
}
