// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// The fields of the query type: one for each key and index.
final class RootFields {
    static final String ADMIN = "@auth(rules: [{group: \"admin\"}])";
    private static final Set<String> RESERVED =
            Set.of("parent", "claims", "now", "uuid", "each", "item", "prepared", "first", "after");

    private final Map<String, String> fields = new LinkedHashMap<>();

    /// Returns the fields by name.
    static Map<String, String> of(List<TypeDesign> types) {
        var root = new RootFields();
        types.forEach(root::add);
        unions(types)
                .forEach((name, members) ->
                        root.list(
                                members.getFirst(),
                                name,
                                Texts.lower(name),
                                members.getFirst().partition,
                                null));
        return root.fields;
    }

    /// Returns the types whose items are in the same partitions, by the name of their union.
    static Map<String, List<TypeDesign>> unions(List<TypeDesign> types) {
        var byPartition = new LinkedHashMap<List<String>, List<TypeDesign>>();
        for (var type : types) {
            if (type.sort != null) {
                var template = type.partition.template().replaceAll("\\{\\w+", "{");
                byPartition
                        .computeIfAbsent(
                                List.of(type.sample.name(), template), _ -> new ArrayList<>())
                        .add(type);
            }
        }
        var unions = new LinkedHashMap<String, List<TypeDesign>>();
        byPartition.values().stream()
                .filter(members -> members.size() > 1)
                .forEach(members -> unions.put(members.getFirst().name + "Partition", members));
        return unions;
    }

    private void add(TypeDesign type) {
        var name = Texts.lower(type.name);
        var all = given(type.slots());
        put(
                name,
                all.isEmpty()
                        ? ": %s @getItem".formatted(type.name)
                        : "(%s): %s @getItem(key: %s)"
                                .formatted(
                                        arguments(type, all),
                                        type.name,
                                        Sdl.quote(condition(all))));
        if (type.sort != null
                && !type.sort.slots().stream()
                        .allMatch(slot -> slot.isGivenBy(type.partition.slots()))) {
            list(type, type.name, name + "List", type.partition, null);
        }
        for (var index : type.indexes) {
            var by = Texts.capital(Texts.field(index.name()));
            list(
                    type,
                    type.name,
                    name + (by.startsWith("By") ? "" : "By") + by,
                    index.partition(),
                    index.name());
        }
    }

    private void list(
            TypeDesign type,
            String target,
            String name,
            KeyDesign partition,
            @Nullable String index) {
        var slots = given(partition.slots());
        var arguments = new ArrayList<String>();
        if (index != null) {
            arguments.add("index: " + Sdl.quote(index));
        }
        if (!slots.isEmpty()) {
            arguments.add("keyCondition: " + Sdl.quote(condition(slots)));
        }
        put(
                name,
                "(%sfirst: Int! = 20, after: String): %sConnection! @query%s"
                        .formatted(
                                slots.isEmpty() ? "" : arguments(type, slots) + ", ",
                                target,
                                arguments.isEmpty()
                                        ? ""
                                        : "(" + String.join(", ", arguments) + ")"));
    }

    private void put(String name, String rest) {
        var free = Texts.free(name, fields.keySet());
        fields.put(free, free + rest + " " + ADMIN);
    }

    /// Returns what a condition must give, each once.
    private static List<KeySlot> given(List<KeySlot> slots) {
        var whole = slots.stream().filter(slot -> slot.bucket() == null).toList();
        var given = new ArrayList<KeySlot>();
        for (var slot : slots) {
            var isPartOfOther = slot.bucket() != null && slot.isGivenBy(whole);
            if (!isPartOfOther && !slot.isGivenBy(given)) {
                given.add(slot);
            }
        }
        return given;
    }

    private static String arguments(TypeDesign type, List<KeySlot> slots) {
        return slots.stream()
                .map(slot -> "%s: %s!".formatted(argument(slot), type(type, slot)))
                .collect(Collectors.joining(", "));
    }

    private static String type(TypeDesign type, KeySlot slot) {
        return slot.bucket() == null
                ? Objects.requireNonNull(type.fields.get(slot.field())).type()
                : "String";
    }

    private static String condition(List<KeySlot> slots) {
        return slots.stream()
                .map(slot -> "%s = $%s".formatted(slot.term(), argument(slot)))
                .collect(Collectors.joining(" AND "));
    }

    private static String argument(KeySlot slot) {
        if (slot.bucket() != null) {
            return slot.field() + Texts.capital(slot.bucket().text());
        }
        return RESERVED.contains(slot.field()) ? slot.field() + "Value" : slot.field();
    }
}
