// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Names for what the items have names for already.
final class Texts {
    private static final Pattern WORD = Pattern.compile("[^A-Za-z0-9]+");
    private static final Pattern FIELD = Pattern.compile("[a-z][A-Za-z0-9]*");
    private static final Set<String> RESERVED =
            Set.of(
                    "Query",
                    "Mutation",
                    "Subscription",
                    "PageInfo",
                    "String",
                    "Int",
                    "Float",
                    "ID",
                    "Boolean",
                    "Decimal",
                    "DateTime",
                    "JSON");

    private Texts() {}

    /// Returns the text that a value has in a key, or null if a key cannot contain it.
    static @Nullable String of(@Nullable AttributeValue value) {
        return value == null || value.s() == null || value.s().isEmpty() ? null : value.s();
    }

    /// Returns the name of a field: the text itself if it is one.
    static String field(String text) {
        if (FIELD.matcher(text).matches()) {
            return text;
        }
        var name = new StringBuilder();
        for (var word : WORD.split(text, -1)) {
            if (word.isEmpty()) {
                continue;
            }
            name.append(name.isEmpty() ? lower(word) : capital(word));
        }
        if (name.isEmpty()) {
            return "value";
        }
        return Character.isDigit(name.charAt(0)) ? "f" + name : name.toString();
    }

    /// Returns the name of a type, such as `OrderLine` for `ORDER_LINE`.
    static String type(String text) {
        var name = new StringBuilder();
        for (var word : WORD.split(text, -1)) {
            if (!word.isEmpty()) {
                name.append(
                        word.equals(word.toUpperCase(Locale.ROOT))
                                ? capital(word.toLowerCase(Locale.ROOT))
                                : capital(word));
            }
        }
        if (name.isEmpty() || Character.isDigit(name.charAt(0))) {
            name.insert(0, "Item");
        }
        return RESERVED.contains(name.toString()) ? name + "Item" : name.toString();
    }

    /// Returns the name, with a number if it is taken.
    static String free(String name, Set<String> taken) {
        var free = name;
        for (var number = 2; taken.contains(free); number++) {
            free = name + number;
        }
        return free;
    }

    static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /// `SKU` becomes `sku`, `AccountId` becomes `accountId`.
    static String lower(String word) {
        var upper = 0;
        while (upper < word.length() && Character.isUpperCase(word.charAt(upper))) {
            upper++;
        }
        var isWhole = upper == word.length() || !Character.isLowerCase(word.charAt(upper));
        var first = isWhole || upper <= 1 ? upper : upper - 1;
        return word.substring(0, first).toLowerCase(Locale.ROOT) + word.substring(first);
    }
}
