// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import dev.sluice.devtools.wording.Quantity;
import dev.sluice.internal.schema.key.TimePrecision;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Finds the type of a field from the values of its attribute.
final class ValueTypes {
    private static final Pattern OTHER_TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d.*)?");
    private static final Pattern OF_TIME =
            Pattern.compile("(?i).*(time|date|at|on|ttl|expir\\w*|created|updated|until|since)");
    private static final Pattern ID = Pattern.compile("id|ID|Id|.*(Id|ID|_id)");
    private static final Pattern MEMBER = Pattern.compile("[a-z][A-Za-z0-9]*");
    private static final int MOST_MEMBERS = 40;
    private static final int MOST_WORDS = 6;
    private static final int USES_OF_A_WORD = 5;

    private final EmbeddedTypes embedded;

    ValueTypes(EmbeddedTypes embedded) {
        this.embedded = embedded;
    }

    /// @param as what `@attribute(as:)` says, or null
    /// @param unit what `@attribute(unit:)` says, or null
    record Found(String type, @Nullable String as, @Nullable String unit, @Nullable String note) {
        Found(String type, @Nullable String as, @Nullable String note) {
            this(type, as, null, note);
        }

        static Found of(String type) {
            return new Found(type, null, null);
        }

        static Found of(TimePrecision precision) {
            var isUsual = precision == TimePrecision.MILLISECONDS;
            return new Found("DateTime", null, isUsual ? null : precision.name(), null);
        }

        /// Returns the same with a question, unless it has one.
        Found asking(String question) {
            return note == null ? new Found(type, as, unit, question) : this;
        }
    }

    /// Returns the type of a field.
    ///
    /// @param owner the type of the field, for the names of embedded types
    /// @param values not NULL
    Found of(String owner, String attribute, List<AttributeValue> values) {
        var kinds = values.stream().map(AttributeValue::type).distinct().toList();
        if (kinds.size() != 1) {
            return new Found("JSON", null, "The values have several types: " + kinds);
        }
        return switch (kinds.getFirst()) {
            case S -> text(attribute, values.stream().map(AttributeValue::s).toList());
            case N -> number(attribute, values.stream().map(v -> new BigDecimal(v.n())).toList());
            case BOOL -> Found.of("Boolean");
            case B -> new Found("String", "B", "Binary: clients see base64.");
            case SS -> new Found("[String!]", "SS", null);
            case NS -> new Found("[Decimal!]", "NS", null);
            case BS -> new Found("[String!]", "BS", "Binary: clients see base64.");
            case M -> object(owner, attribute, values.stream().map(AttributeValue::m).toList());
            case L -> list(owner, attribute, values);
            case NUL, UNKNOWN_TO_SDK_VERSION -> new Found("JSON", null, "No item has a value.");
        };
    }

    /// Returns the type of the TTL attribute.
    Found ofTtl(String owner, String attribute, List<AttributeValue> values) {
        var numbers = values.stream().map(AttributeValue::n).toList();
        if (numbers.contains(null)) {
            return of(owner, attribute, values);
        }
        return numbers.stream().allMatch(n -> EpochTime.isMillisecond(new BigDecimal(n)))
                ? new Found(
                        "DateTime",
                        "N",
                        "MILLISECONDS",
                        "The table's TTL attribute. DynamoDB expects seconds, so it deletes none of these items.")
                : new Found("DateTime", "N", null);
    }

    /// Returns the type of texts that only keys have.
    static Found ofKey(List<String> texts) {
        var precision = precision(texts);
        if (precision != null) {
            return Found.of(precision);
        }
        if (Digits.padded(texts) == 0) {
            return Found.of("ID");
        }
        var isInt = texts.stream().map(BigDecimal::new).allMatch(ValueTypes::isInt);
        return Found.of(isInt ? "Int" : "Decimal");
    }

    /// Returns the one form that all the texts have as times, or null if there is none.
    private static @Nullable TimePrecision precision(List<String> texts) {
        for (var precision : TimePrecision.values()) {
            if (texts.stream().allMatch(text -> precision.exact(text).isPresent())) {
                return precision;
            }
        }
        return null;
    }

    private static Found text(String attribute, List<String> texts) {
        var precision = precision(texts);
        if (precision != null) {
            return Found.of(precision);
        }
        if (texts.stream().allMatch(text -> OTHER_TIME.matcher(text).matches())) {
            return new Found("String", null, "A time in another form than Sluice writes?");
        }
        if (ID.matcher(attribute).matches()) {
            return Found.of("ID");
        }
        var words = new TreeSet<>(texts);
        if (words.size() > 1
                && words.size() <= MOST_WORDS
                && words.size() * USES_OF_A_WORD <= texts.size()
                && words.stream().allMatch(word -> word.matches("[A-Za-z]\\w*"))) {
            return new Found(
                    "String",
                    null,
                    "Always one of %s: an enum?".formatted(String.join(", ", words)));
        }
        return Found.of("String");
    }

    private static Found number(String attribute, List<BigDecimal> numbers) {
        if (OF_TIME.matcher(attribute).matches()) {
            if (numbers.stream().allMatch(EpochTime::isSecond)) {
                return new Found("DateTime", "N", "Epoch seconds?");
            }
            if (numbers.stream().allMatch(EpochTime::isMillisecond)) {
                return new Found("DateTime", "N", "MILLISECONDS", "Epoch milliseconds?");
            }
            if (numbers.stream()
                    .allMatch(n -> EpochTime.isSecond(n) || EpochTime.isMillisecond(n))) {
                return new Found("Decimal", null, "Some are epoch seconds, some milliseconds?");
            }
        }
        return numbers.stream().allMatch(ValueTypes::isInt) ? Found.of("Int") : Found.of("Decimal");
    }

    private static boolean isInt(BigDecimal number) {
        return EpochTime.isWhole(number)
                && number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
    }

    private Found list(String owner, String attribute, List<AttributeValue> lists) {
        var elements = lists.stream().flatMap(list -> list.l().stream()).toList();
        if (elements.isEmpty()) {
            return new Found("JSON", null, "All lists are empty. What are their elements?");
        }
        var element = of(owner, attribute, elements);
        if (element.as() != null
                || element.type().startsWith("[")
                || element.type().equals("JSON")) {
            return new Found("JSON", null, "The elements have several types, or are lists.");
        }
        var longest = lists.stream().mapToInt(list -> list.l().size()).max().orElse(0);
        return new Found(
                "[%s!]".formatted(element.type()),
                null,
                "The longest list has %s: @constraint(maxItems:)?"
                        .formatted(Quantity.of(longest, "element")));
    }

    private Found object(
            String owner, String attribute, List<Map<String, AttributeValue>> objects) {
        var members =
                objects.stream()
                        .flatMap(object -> object.keySet().stream())
                        .collect(Collectors.toCollection(TreeSet::new));
        var largest = objects.stream().mapToInt(Map::size).max().orElse(0);
        if (members.isEmpty()
                || members.size() > Math.min(MOST_MEMBERS, 2 * largest)
                || !members.stream().allMatch(name -> MEMBER.matcher(name).matches())) {
            return new Found("JSON", null, "The members differ from item to item.");
        }
        var fields = new ArrayList<FieldDesign>();
        var name = embedded.name(owner + Texts.type(attribute));
        for (var member : members) {
            var values =
                    objects.stream()
                            .map(object -> object.get(member))
                            .filter(value -> value != null && value.nul() == null)
                            .toList();
            var found =
                    values.isEmpty()
                            ? new Found("JSON", null, "No item has a value.")
                            : of(name, member, values);
            fields.add(new FieldDesign(member, member, found, false));
        }
        embedded.add(name, fields);
        return Found.of(name);
    }
}
