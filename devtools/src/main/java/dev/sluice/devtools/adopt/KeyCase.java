// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Finds whether the keys of a table have their values in lower case.
///
/// @param spelling with values as they are
record KeyCase(KeyShapes shapes, Spelling spelling, List<Map<String, AttributeValue>> items) {
    /// ElectroDB gives each item this attribute, and spells keys in lower case unless told
    /// otherwise.
    private static final String ELECTRO_DB = "__edb_e__";

    /// Returns whether all values in the keys are in lower case, and some attribute is not.
    boolean isLower(Iterable<String> keys) {
        var isSeen =
                !items.isEmpty() && items.stream().allMatch(item -> item.containsKey(ELECTRO_DB));
        for (var key : keys) {
            for (var item : items) {
                var text = Texts.of(item.get(key));
                var shape = shapes.of(key, item);
                if (text == null || shape.equals(List.of(KeyShapes.VALUE))) {
                    continue;
                }
                var parts = spelling.split(text);
                for (var at = 0; at < parts.size(); at++) {
                    var value = Parts.value(shape.get(at), parts.get(at));
                    if (value != null && !isLower(value)) {
                        return false;
                    }
                    isSeen |= value != null && isLowered(value, item);
                }
            }
        }
        return isSeen;
    }

    private boolean isLower(String value) {
        var plain = spelling.escaped() ? value.replaceAll("%[0-9A-F]{2}", "") : value;
        return plain.equals(plain.toLowerCase(Locale.ROOT));
    }

    /// Returns whether an attribute has the value, but with capital letters, and none has it as it
    /// is.
    private boolean isLowered(String value, Map<String, AttributeValue> item) {
        var lower = spelling.inLowerCase();
        var found = false;
        for (var attribute : item.values()) {
            var text = Texts.of(attribute);
            if (text != null && spelling.spells(value, text)) {
                return false;
            }
            found |= text != null && lower.spells(value, text);
        }
        return found;
    }
}
