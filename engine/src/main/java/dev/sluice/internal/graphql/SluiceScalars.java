// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.graphql;

import graphql.Scalars;
import graphql.schema.GraphQLScalarType;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/// The scalars of the schema language and of a schema file.
final class SluiceScalars {
    private static final int MAX_DIGITS = 38;
    private static final int MAX_EXPONENT = 125;
    private static final int MIN_EXPONENT = -130;
    private static final int MAX_TEXT = 64;
    private static final int LAST_YEAR = 9999;
    private static final Pattern DATE_TIME =
            Pattern.compile(
                    "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?"
                            + "([Zz]|[+-][0-9]{2}:[0-9]{2})");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([Ee][+-]?[0-9]+)?");
    private static final DateTimeFormatter RFC_3339 =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private SluiceScalars() {}

    /// Returns the scalar of this name: `DateTime`, `Decimal`, `JSON`, or a string for any other.
    static GraphQLScalarType of(GraphQLScalarType declared) {
        var coercing =
                switch (declared.getName()) {
                    case "DateTime" ->
                            new ScalarCoercing<>(
                                    "a DateTime as RFC 3339 spells it",
                                    SluiceScalars::readInstant,
                                    value ->
                                            value instanceof Instant instant
                                                    ? RFC_3339.format(instant)
                                                    : null);
                    case "Decimal" ->
                            new ScalarCoercing<>(
                                    "a decimal number of at most 38 digits",
                                    SluiceScalars::readDecimal,
                                    value ->
                                            value instanceof BigDecimal number
                                                    ? number.toPlainString()
                                                    : null);
                    case "JSON", "_Any" ->
                            new ScalarCoercing<Object>("JSON", json -> json, value -> value);
                    default ->
                            new ScalarCoercing<>(
                                    "a string",
                                    json -> json instanceof String text ? text : null,
                                    value -> value instanceof String ? value : null);
                };
        return declared.transform(builder -> builder.coercing(coercing));
    }

    /// Returns `ID`, as strict as the other scalars. graphql-java's own accepts any value.
    ///
    /// Source: GraphQL specification, "ID", "Input Coercion".
    static GraphQLScalarType id() {
        var coercing =
                new ScalarCoercing<>(
                        "an ID",
                        SluiceScalars::readId,
                        value -> value instanceof String ? value : null);
        return Scalars.GraphQLID.transform(builder -> builder.coercing(coercing));
    }

    private static @Nullable String readId(Object json) {
        return switch (json) {
            case String text -> text;
            case Integer number -> number.toString();
            case Long number -> number.toString();
            case BigInteger number -> number.toString();
            case BigDecimal literal when literal.scale() == 0 -> literal.toPlainString();
            default -> null;
        };
    }

    /// Keeps the precision of the text. Stored values are truncated later, compared values are not.
    ///
    /// Source: RFC 3339, section 5.6.
    private static @Nullable Instant readInstant(Object json) {
        if (!(json instanceof String text)
                || text.length() > MAX_TEXT
                || !DATE_TIME.matcher(text).matches()) {
            return null;
        }
        try {
            var time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
            return time.getYear() < 0 || time.getYear() > LAST_YEAR ? null : time.toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }

    /// Source: Amazon DynamoDB Developer Guide, "Data types", "Number".
    private static @Nullable BigDecimal readDecimal(Object json) {
        try {
            return switch (json) {
                case String text when text.length() <= MAX_TEXT && NUMBER.matcher(text).matches() ->
                        inRange(new BigDecimal(text));
                case Integer number -> new BigDecimal(number);
                case Long number -> new BigDecimal(number);
                case BigDecimal number -> inRange(number);
                case BigInteger number -> inRange(new BigDecimal(number));
                default -> null;
            };
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static @Nullable BigDecimal inRange(BigDecimal number) {
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        var digits = number.stripTrailingZeros();
        var magnitude = digits.precision() - (long) digits.scale() - 1;
        return digits.precision() <= MAX_DIGITS
                        && magnitude <= MAX_EXPONENT
                        && magnitude >= MIN_EXPONENT
                ? number
                : null;
    }
}
