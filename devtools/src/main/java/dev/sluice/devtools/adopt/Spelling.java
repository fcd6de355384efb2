// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import dev.sluice.internal.schema.key.KeySpelling;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// How the composed keys of a table may be spelled.
///
/// @param escaped whether values are percent-encoded, as Sluice does
/// @param lower whether values are in lower case
record Spelling(char separator, boolean escaped, boolean lower) {
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

    /// Returns the spellings to try, the likeliest first.
    static List<Spelling> candidates(TableSample sample) {
        var escaped =
                values(sample, sample.keyAttributes()).stream()
                        .anyMatch(v -> ESCAPE.matcher(v).find());
        var candidates = new ArrayList<Spelling>();
        for (var separator : ("#|:/~" + KeySpelling.SEPARATORS).chars().distinct().toArray()) {
            if (separator == '#' || isFrequent((char) separator, sample)) {
                if (escaped) {
                    candidates.add(new Spelling((char) separator, true, false));
                }
                candidates.add(new Spelling((char) separator, false, false));
            }
        }
        return candidates;
    }

    /// Returns whether half of the keys in some attribute contain the character.
    private static boolean isFrequent(char separator, TableSample sample) {
        return sample.keyAttributes().stream()
                .map(key -> values(sample, List.of(key)))
                .anyMatch(keys ->
                        !keys.isEmpty()
                                && 2 * keys.stream().filter(v -> v.indexOf(separator) > 0).count()
                                        >= keys.size());
    }

    private static List<String> values(TableSample sample, Collection<String> names) {
        return sample.items().stream()
                .flatMap(item -> names.stream().map(item::get))
                .filter(value -> value != null && value.s() != null)
                .map(AttributeValue::s)
                .toList();
    }

    List<String> split(String key) {
        return List.of(key.split(Pattern.quote(Character.toString(separator)), -1));
    }

    Spelling inLowerCase() {
        return new Spelling(separator, escaped, true);
    }

    /// Returns the spelling of keys that are one value: they have it as it is.
    Spelling ofWhole() {
        return new Spelling(separator, false, false);
    }

    /// Returns whether a part of a key is this text.
    boolean spells(String part, String text) {
        var cased = lower ? text.toLowerCase(Locale.ROOT) : text;
        return part.equals(escaped ? escape(cased) : cased);
    }

    private String escape(String text) {
        var escaped = new StringBuilder();
        text.chars()
                .forEach(c -> {
                    if (c <= '%' || c == separator) {
                        escaped.append("%%%02X".formatted(c));
                    } else {
                        escaped.append((char) c);
                    }
                });
        return escaped.toString();
    }

    /// Returns the arguments of `@table`, without those that have their defaults.
    Map<String, String> arguments() {
        var arguments = new LinkedHashMap<String, String>();
        if (separator != '#') {
            arguments.put("separator", Sdl.quote(Character.toString(separator)));
        }
        if (!escaped) {
            arguments.put("escape", "NONE");
        }
        if (lower) {
            arguments.put("case", "LOWER");
        }
        return arguments;
    }
}
