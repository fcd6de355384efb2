// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

import dev.sluice.internal.policy.Limit;
import dev.sluice.internal.policy.Reason;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.policy.RequestLimits;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads one JSON text into maps, lists, strings, booleans, null, and exact numbers: Integer, Long
/// or BigInteger if there is no fraction or exponent, otherwise BigDecimal.
///
/// Stricter than RFC 8259 in what it leaves open (4 "Objects", 9 "Parsers"): refuses a repeated
/// name, a lone surrogate, and everything beyond a limit. A refusal never repeats any input.
final class JsonReader {
    /// With a larger exponent, a few characters could become a number of megabytes.
    private static final int MAX_EXPONENT = 1_000;

    // Names come from clients, so the factory keeps none after the request. The limits of length
    // are ours.
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNumberLength(Integer.MAX_VALUE)
                                    .maxNameLength(Integer.MAX_VALUE)
                                    .build())
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build();

    private final RequestLimits limits;

    JsonReader(RequestLimits limits) {
        this.limits = limits;
    }

    /// @throws Refusal BAD_REQUEST or LIMIT_EXCEEDED
    @Nullable Object read(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            @Nullable Object value = value(parser, 0);
            if (parser.nextToken() != null) {
                throw new Refusal(Reason.JSON_FOLLOWED);
            }
            return value;
        } catch (IOException malformed) {
            throw new Refusal(Reason.JSON_MALFORMED);
        }
    }

    private @Nullable Object value(JsonParser parser, int depth) throws IOException {
        @Nullable JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(parser, nested(depth));
            case START_ARRAY -> array(parser, nested(depth));
            case VALUE_STRING -> whole(parser.getText());
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> decimal(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case null, default -> throw new Refusal(Reason.JSON_MALFORMED);
        };
    }

    private int nested(int depth) {
        limits.require(Limit.NESTING, depth + 1L);
        return depth + 1;
    }

    private Map<String, @Nullable Object> object(JsonParser parser, int depth) throws IOException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = whole(parser.currentName());
            limits.require(Limit.NAME_CHARACTERS, name.length());
            if (members.containsKey(name)) {
                throw new Refusal(Reason.JSON_NAME_REPEATED);
            }
            parser.nextToken();
            members.put(name, value(parser, depth));
        }
        return members;
    }

    private List<@Nullable Object> array(JsonParser parser, int depth) throws IOException {
        List<@Nullable Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser, depth));
            limits.require(Limit.LIST_ELEMENTS, elements.size());
        }
        return elements;
    }

    private Number integer(JsonParser parser) throws IOException {
        requireShort(parser);
        return parser.getNumberValue();
    }

    private BigDecimal decimal(JsonParser parser) throws IOException {
        requireShort(parser);
        try {
            BigDecimal number = parser.getDecimalValue();
            if (Math.abs((long) number.scale()) <= MAX_EXPONENT) {
                return number;
            }
        } catch (NumberFormatException beyondAnInt) {
            // Refused below, like every exponent that is too large.
        }
        throw new Refusal(Reason.JSON_EXPONENT_TOO_LARGE);
    }

    private void requireShort(JsonParser parser) throws IOException {
        limits.require(Limit.NUMBER_CHARACTERS, parser.getTextLength());
    }

    private static String whole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isHighSurrogate(unit)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(unit)) {
                throw new Refusal(Reason.JSON_HALF_SURROGATE);
            }
        }
        return text;
    }
}
