// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import dev.sluice.internal.schema.key.TimePrecision;
import dev.sluice.internal.schema.key.ValueForm;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// The fields of one entity: those of its attributes, and those that only its keys hold.
final class FieldPool {
    private final Map<String, FieldDesign> fields = new LinkedHashMap<>();
    private final Map<String, String> byAttribute = new HashMap<>();

    private final Map<String, KeyOnly> keyOnly = new LinkedHashMap<>();
    private final List<Map<String, AttributeValue>> items;
    private final List<String> key;

    /// A field that only keys hold.
    ///
    /// @param values by item
    private record KeyOnly(KeySlot slot, Map<Map<String, AttributeValue>, String> values) {}

    /// @param hidden the attributes that are not fields: composed keys
    /// @param trusted whether an attribute that all items have is in all items of the table
    FieldPool(
            String type,
            List<Map<String, AttributeValue>> items,
            Set<String> hidden,
            TableSample sample,
            boolean trusted,
            ValueTypes types) {
        this.items = items;
        this.key = sample.key().attributes();
        var attributes = new TreeSet<String>();
        items.forEach(item -> attributes.addAll(item.keySet()));
        attributes.removeAll(hidden);
        for (var attribute : attributes) {
            var values =
                    items.stream()
                            .map(item -> item.get(attribute))
                            .filter(value -> value != null && value.nul() == null)
                            .toList();
            var found =
                    values.isEmpty()
                            ? new ValueTypes.Found("JSON", null, "No item has a value.")
                            : attribute.equals(sample.ttl())
                                    ? types.ofTtl(type, attribute, values)
                                    : types.of(type, attribute, values);
            var name = Texts.free(Texts.field(attribute), fields.keySet());
            add(new FieldDesign(name, attribute, found, trusted && values.size() == items.size()));
        }
    }

    private void add(FieldDesign field) {
        fields.put(field.name(), field);
        byAttribute.put(field.attribute(), field.name());
    }

    Collection<FieldDesign> all() {
        return fields.values();
    }

    @Nullable FieldDesign get(String field) {
        return fields.get(field);
    }

    @Nullable String nameOf(String attribute) {
        return byAttribute.get(attribute);
    }

    /// Returns the field of a key that is the attribute itself.
    String ofAttribute(String attribute) {
        return Objects.requireNonNull(byAttribute.get(attribute), attribute);
    }

    /// Returns the field whose values these are in all items, or null if there is none.
    ///
    /// @param of the items of the values
    @Nullable KeySlot slot(
            List<String> values, List<Map<String, AttributeValue>> of, Spelling spelling) {
        var text = named((one, value) -> spelling.spells(value, one), values, of);
        if (text != null) {
            return new KeySlot(text, 0);
        }
        for (var known : keyOnly.values()) {
            if (IntStream.range(0, of.size())
                    .allMatch(at -> values.get(at).equals(known.values().get(of.get(at))))) {
                return known.slot();
            }
        }
        var width = Digits.width(values);
        for (var field : width == 0 ? List.<FieldDesign>of() : List.copyOf(fields.values())) {
            if (isNumber(field) && areNumbers(field, values, of)) {
                var constraint = Digits.constraint(field.type(), width);
                if (constraint != null) {
                    replace(field.constrained(constraint));
                }
                return new KeySlot(field.name(), width);
            }
        }
        return new TimeFields(this, key).slot(values, of);
    }

    /// Returns the value in the item or in its keys, or null if it has none.
    @Nullable AttributeValue value(FieldDesign field, Map<String, AttributeValue> item) {
        var only = keyOnly.get(field.name());
        var text = only == null ? null : only.values().get(item);
        return text == null ? item.get(field.attribute()) : AttributeValue.fromS(text);
    }

    private static boolean areNumbers(
            FieldDesign field, List<String> values, List<Map<String, AttributeValue>> of) {
        for (var at = 0; at < of.size(); at++) {
            if (!Digits.equal(values.get(at), of.get(at).get(field.attribute()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumber(FieldDesign field) {
        return switch (field.type()) {
            case "Int", "Decimal" -> true;
            case "DateTime" -> field.value().as() != null;
            default -> false;
        };
    }

    /// Returns the field whose values these are, but for upper and lower case.
    @Nullable String similar(List<String> values, List<Map<String, AttributeValue>> of) {
        return named(String::equalsIgnoreCase, values, of);
    }

    /// Compares the text of an attribute with a text of a key.
    private interface Match {
        boolean test(String attribute, String part);
    }

    private @Nullable String named(
            Match match, List<String> values, List<Map<String, AttributeValue>> of) {
        for (var field : fields.values()) {
            if (!isText(field)) {
                continue;
            }
            var all = true;
            for (var at = 0; at < of.size() && all; at++) {
                var item = of.get(at);
                var text = Texts.of(item.get(field.attribute()));
                all = text != null && match.test(text, values.get(at));
            }
            if (all) {
                return field.name();
            }
        }
        return null;
    }

    private static boolean isText(FieldDesign field) {
        return switch (field.type()) {
            case "ID", "String", "DateTime" -> field.value().as() == null;
            default -> false;
        };
    }

    /// Returns a new field for values that no attribute has.
    ///
    /// @param of the items of the values
    KeySlot ofKeyOnly(
            String wanted,
            List<String> values,
            List<Map<String, AttributeValue>> of,
            @Nullable String note) {
        var name = Texts.free(wanted, fields.keySet());
        while (attributes().contains(name)) {
            name = Texts.free(name + "Key", fields.keySet());
        }
        var known = new IdentityHashMap<Map<String, AttributeValue>, String>();
        for (var at = 0; at < of.size(); at++) {
            known.put(of.get(at), values.get(at));
        }
        var width = Digits.padded(values);
        var slot = new KeySlot(name, width);
        keyOnly.put(name, new KeyOnly(slot, known));
        var found = ValueTypes.ofKey(values).asking(note != null ? note : question(values));
        var constraint = width == 0 ? null : Digits.constraint(found.type(), width);
        add(new FieldDesign(name, name, found, false, constraint));
        return slot;
    }

    private static String question(List<String> values) {
        if (values.stream().allMatch(String::isEmpty)) {
            return "Always empty: the keys end with the separator.";
        }
        var width = Digits.width(values);
        var isSure = width == Digits.padded(values);
        return "Only the key holds it. What is its name?"
                + (width == 0
                        ? ""
                        : isSure
                                ? " Always a number of %d digits?".formatted(width)
                                : " A number, {name:%d}?".formatted(width));
    }

    private Set<String> attributes() {
        var names = new HashSet<String>();
        items.forEach(item -> names.addAll(item.keySet()));
        return names;
    }

    /// Returns how many fields only keys hold.
    int keyOnly() {
        return keyOnly.size();
    }

    void require(String field) {
        fields.computeIfPresent(field, (_, design) -> design.required());
    }

    /// Makes a field of a key a text if it is a time whose text has the separator in it.
    void asText(String field, char separator) {
        fields.computeIfPresent(
                field,
                (_, design) ->
                        hasInText(design.value(), separator)
                                ? design.typed(
                                        "String",
                                        design.nonNull(),
                                        "A time, in a key that has its separator in it.")
                                : design);
    }

    private static boolean hasInText(ValueTypes.Found value, char separator) {
        if (!value.type().equals("DateTime") || value.as() != null) {
            return false;
        }
        var precision =
                value.unit() == null
                        ? TimePrecision.MILLISECONDS
                        : TimePrecision.valueOf(value.unit());
        return new ValueForm.Time(precision).contains(separator);
    }

    void replace(FieldDesign field) {
        fields.put(field.name(), field);
    }

    /// Returns the texts of a field in the items.
    Set<String> texts(String field) {
        var only = keyOnly.get(field);
        if (only != null) {
            return new HashSet<>(only.values().values());
        }
        var attribute = Objects.requireNonNull(fields.get(field)).attribute();
        var texts = new HashSet<String>();
        for (var item : items) {
            var text = Texts.of(item.get(attribute));
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }
}
