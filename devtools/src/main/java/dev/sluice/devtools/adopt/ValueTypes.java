// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

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
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    private static final Pattern OTHER_TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d.*)?");
    private static final Pattern OF_TIME =
            Pattern.compile("(?i).*(time|date|at|on|ttl|expir\\w*|created|updated|until|since)");
    private static final Pattern ID = Pattern.compile("id|ID|Id|.*(Id|ID|_id)");
    private static final Pattern MEMBER = Pattern.compile("[a-z][A-Za-z0-9]*");
    private static final BigDecimal SECONDS_2001 = BigDecimal.valueOf(1_000_000_000L);
    private static final BigDecimal SECONDS_2100 = BigDecimal.valueOf(4_200_000_000L);
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
    private static final int MOST_MEMBERS = 40;
    private static final int MOST_WORDS = 6;
    private static final int USES_OF_A_WORD = 5;

    private final EmbeddedTypes embedded;

    ValueTypes(EmbeddedTypes embedded) {
        this.embedded = embedded;
    }

    /// @param as what `@attribute(as:)` says, or null
    record Found(String type, @Nullable String as, @Nullable String note) {
        static Found of(String type) {
            return new Found(type, null, null);
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

    static boolean isExactTime(String text) {
        return TIME.matcher(text).matches();
    }

    private static Found text(String attribute, List<String> texts) {
        if (texts.stream().allMatch(ValueTypes::isExactTime)) {
            return Found.of("DateTime");
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
        var name = OF_TIME.matcher(attribute).matches();
        if (name && numbers.stream().allMatch(ValueTypes::isEpochSecond)) {
            return new Found("DateTime", "N", "Epoch seconds?");
        }
        if (name
                && numbers.stream()
                        .allMatch(n -> isEpochSecond(n.divideToIntegralValue(THOUSAND)))) {
            return new Found("Decimal", null, "Epoch milliseconds?");
        }
        return numbers.stream().allMatch(ValueTypes::isInt) ? Found.of("Int") : Found.of("Decimal");
    }

    private static boolean isEpochSecond(BigDecimal number) {
        return isWhole(number)
                && number.compareTo(SECONDS_2001) >= 0
                && number.compareTo(SECONDS_2100) < 0;
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    private static boolean isInt(BigDecimal number) {
        return isWhole(number)
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
                "The longest list has %d elements: @constraint(maxItems:)?".formatted(longest));
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
            fields.add(
                    new FieldDesign(member, member, found.type(), false, found.as(), found.note()));
        }
        embedded.add(name, fields);
        return Found.of(name);
    }
}
