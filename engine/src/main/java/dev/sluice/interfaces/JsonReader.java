// SPDX-License-Identifier: Apache-2.0
package dev.sluice.interfaces;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import dev.sluice.policy.Refusal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads one JSON text into maps, lists, strings, booleans, null, and exact numbers: Integer, Long
/// or BigInteger without a fraction and exponent, else BigDecimal.
///
/// Stricter than RFC 8259 where it leaves a choice (4 "Objects", 9 "Parsers"): a repeated name, a
/// lone surrogate, nesting beyond 64 and a number beyond 100 characters are refused. Every refusal
/// is BAD_REQUEST, and echoes nothing.
final class JsonReader {
    private static final int MAX_NESTING = 64;
    private static final int MAX_NUMBER_LENGTH = 100;

    /// Beyond it a few characters would stand for a number of megabytes.
    private static final int MAX_EXPONENT = 1_000;

    // Names come from clients, so none is kept beyond its request.
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build();

    private JsonReader() {}

    /// @throws Refusal BAD_REQUEST
    static @Nullable Object read(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            @Nullable Object value = value(parser, 0);
            if (parser.nextToken() != null) {
                throw Refusals.badRequest("The JSON text is followed by something else.");
            }
            return value;
        } catch (IOException malformed) {
            throw Refusals.badRequest("The JSON text is malformed.");
        }
    }

    private static @Nullable Object value(JsonParser parser, int depth) throws IOException {
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
            case null, default -> throw Refusals.badRequest("The JSON text is malformed.");
        };
    }

    private static int nested(int depth) {
        if (depth == MAX_NESTING) {
            throw Refusals.badRequest("The JSON text is nested too deeply.");
        }
        return depth + 1;
    }

    private static Map<String, @Nullable Object> object(JsonParser parser, int depth)
            throws IOException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = whole(parser.currentName());
            if (members.containsKey(name)) {
                throw Refusals.badRequest("A name is repeated within a JSON object.");
            }
            parser.nextToken();
            members.put(name, value(parser, depth));
        }
        return members;
    }

    private static List<@Nullable Object> array(JsonParser parser, int depth) throws IOException {
        List<@Nullable Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser, depth));
        }
        return elements;
    }

    private static Number integer(JsonParser parser) throws IOException {
        requireShort(parser);
        return parser.getNumberValue();
    }

    private static BigDecimal decimal(JsonParser parser) throws IOException {
        requireShort(parser);
        try {
            BigDecimal number = parser.getDecimalValue();
            if (Math.abs((long) number.scale()) <= MAX_EXPONENT) {
                return number;
            }
        } catch (NumberFormatException beyondAnInt) {
            // Refused below, as every exponent that is too large.
        }
        throw Refusals.badRequest("A number's exponent is too large.");
    }

    private static void requireShort(JsonParser parser) throws IOException {
        if (parser.getTextLength() > MAX_NUMBER_LENGTH) {
            throw Refusals.badRequest("A number is too long.");
        }
    }

    private static String whole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isHighSurrogate(unit)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(unit)) {
                throw Refusals.badRequest("A string holds half of a surrogate pair.");
            }
        }
        return text;
    }
}
