// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Tells the fixed texts of keys from the values in them. The shape of a key has `*` in the place
/// of each value: `USER#*` for `USER#ann`.
final class KeyShapes {
    static final String VALUE = "*";
    private static final int MOST_LITERALS = 20;
    private static final int LEAST_WORDS = 3;
    private static final Pattern UPPER = Pattern.compile("[$A-Z][A-Z_]+");
    private static final Pattern SERVICE = Pattern.compile("\\$\\w+");
    private static final Pattern NAME = Pattern.compile("[$A-Za-z][A-Za-z_-]*");
    private static final Pattern BESIDE = Pattern.compile("([$A-Za-z][A-Za-z_]*[:=|/.-])(.+)");

    /// The attribute of an index that has another name is a field, such as `status`.
    private static final Pattern KEY = Pattern.compile("(?i).*(pk|sk|gsi|lsi|hash|range|key).*");

    private static final Pattern BEFORE_NUMBER = Pattern.compile("[$A-Za-z_]*[A-Za-z][:=|/._-]");
    private static final Pattern BEFORE = Pattern.compile("[$\\w]*[^A-Za-z0-9]");
    private static final Set<String> WHOLE =
            Set.of(
                    "meta",
                    "metadata",
                    "profile",
                    "info",
                    "details",
                    "data",
                    "root",
                    "main",
                    "config",
                    "settings",
                    "summary");

    private final Spelling spelling;
    private final Set<String> keys;
    private final @Nullable String discriminator;
    private final Map<String, Set<String>> firsts = new HashMap<>();
    private final Map<String, Set<String>> partitionsOfSorts = new HashMap<>();
    private final Set<List<Object>> filled = new HashSet<>();
    private final TableSample.Keys table;

    KeyShapes(TableSample sample, Spelling spelling, @Nullable String discriminator) {
        this.spelling = spelling;
        this.keys = sample.keyAttributes();
        this.table = sample.key();
        this.discriminator = discriminator;
        for (var item : sample.items()) {
            for (var key : keys) {
                var text = Texts.of(item.get(key));
                if (text != null) {
                    var parts = spelling.split(text);
                    noteFilled(key, parts);
                    firsts.computeIfAbsent(key, _ -> new HashSet<>()).add(first(parts));
                }
            }
            var sort = table.sort() == null ? null : Texts.of(item.get(table.sort()));
            if (sort != null) {
                partitionsOfSorts
                        .computeIfAbsent(sort, _ -> new HashSet<>())
                        .add(String.valueOf(item.get(table.partition())));
            }
        }
    }

    private void noteFilled(String key, List<String> parts) {
        for (var at = 1; at < parts.size(); at++) {
            if (!parts.get(at).isEmpty()) {
                filled.add(place(key, parts, at));
            }
        }
    }

    /// Returns what keys have in common whose parts at this place mean the same.
    private static List<Object> place(String key, List<String> parts, int at) {
        return List.of(key, parts.size(), parts.getFirst(), at);
    }

    private static String first(List<String> parts) {
        var beside = BESIDE.matcher(parts.getFirst());
        return parts.size() == 1 && beside.matches() ? beside.group(1) : parts.getFirst();
    }

    /// Returns the parts of the shape.
    List<String> of(String key, Map<String, AttributeValue> item) {
        var text = Texts.of(item.get(key));
        if (text == null) {
            return List.of(VALUE);
        }
        var parts = spelling.split(text);
        var shape = new ArrayList<String>();
        for (var at = 0; at < parts.size(); at++) {
            shape.add(part(key, parts, at, shape, item));
        }
        return shape;
    }

    private String part(
            String key,
            List<String> parts,
            int at,
            List<String> before,
            Map<String, AttributeValue> item) {
        var part = parts.get(at);
        if (part.isEmpty()
                && parts.size() > 1
                && !spelling.escaped()
                && (at == 0 || !filled.contains(place(key, parts, at)))) {
            return part;
        }
        if (parts.size() == 1 && !table.attributes().contains(key) && !isNamedAsKey(key)) {
            return VALUE;
        }
        var fewLiterals = firsts.getOrDefault(key, Set.of()).size() <= MOST_LITERALS;
        if (SERVICE.matcher(part).matches() || namesItsKind(part, item)) {
            return part;
        }
        var known = aroundField(part, item);
        if (known != null) {
            return known;
        }
        var isFirst = at == 0 || (at == 1 && before.getFirst().isEmpty());
        var afterLiteral = !isFirst && !before.get(at - 1).contains(VALUE);
        if (UPPER.matcher(part).matches() && !afterLiteral && (at > 0 || fewLiterals)) {
            return part;
        }
        if (parts.size() == 1) {
            return whole(key, part, fewLiterals);
        }
        return isFirst && fewLiterals && NAME.matcher(part).matches() ? part : VALUE;
    }

    boolean isNamedAsKey(String key) {
        return KEY.matcher(key).matches();
    }

    private String whole(String key, String text, boolean fewLiterals) {
        var isSort = key.equals(table.sort());
        if (isSort && (WHOLE.contains(text) || (isOften(text) && NAME.matcher(text).matches()))) {
            return text;
        }
        var beside = BESIDE.matcher(text);
        return beside.matches() && fewLiterals ? beside.group(1) + VALUE : VALUE;
    }

    /// Returns whether the items of several partitions have this sort key.
    private boolean isOften(String sort) {
        return partitionsOfSorts.getOrDefault(sort, Set.of()).size() >= LEAST_WORDS;
    }

    /// Returns whether the part is made from the name of the item's kind, such as `book_1`.
    private boolean namesItsKind(String part, Map<String, AttributeValue> item) {
        var kind = discriminator == null ? null : Texts.of(item.get(discriminator));
        return kind != null
                && part.regionMatches(true, 0, kind, 0, kind.length())
                && part.substring(kind.length()).matches("(_\\d+)?");
    }

    /// Returns the part with `*` for the value of an attribute, or null if no attribute is in it.
    private @Nullable String aroundField(String part, Map<String, AttributeValue> item) {
        var time = TimeParts.start(part, item.values());
        if (time == 0 || (time > 0 && BEFORE.matcher(part.substring(0, time)).matches())) {
            return part.substring(0, time) + VALUE;
        }
        for (var attribute : item.entrySet()) {
            if (isMeta(attribute.getKey()) || keys.contains(attribute.getKey())) {
                continue;
            }
            var digits = Digits.start(part, attribute.getValue());
            if (digits == 0
                    || (digits > 0 && BEFORE_NUMBER.matcher(part.substring(0, digits)).matches())) {
                return part.substring(0, digits) + VALUE;
            }
            var text = Texts.of(attribute.getValue());
            if (text == null) {
                continue;
            }
            if (spelling.spells(part, text) || part.equalsIgnoreCase(text)) {
                return VALUE;
            }
            var length = part.length() - text.length();
            if (length > 0
                    && part.regionMatches(true, length, text, 0, text.length())
                    && BEFORE.matcher(part.substring(0, length)).matches()) {
                return part.substring(0, length) + VALUE;
            }
        }
        return null;
    }

    /// Returns whether the attribute belongs to a library, and not to the item.
    boolean isMeta(String attribute) {
        return attribute.startsWith("__") || Discriminator.isUsual(attribute);
    }
}
