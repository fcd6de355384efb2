// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;

import dev.sluice.internal.execution.AnswerObject;
import dev.sluice.internal.policy.RequestLimits;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/// Writes a response map as JSON: compact, with characters beyond ASCII unescaped, and never with a
/// BigDecimal in scientific notation.
final class JsonWriter {
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .build();

    private JsonWriter() {}

    /// @throws dev.sluice.internal.policy.Refusal RESPONSE_TOO_LARGE
    /// @throws IllegalStateException if a value has no JSON form
    static String write(Map<String, ? extends @Nullable Object> response, RequestLimits limits) {
        ReplyBuffer buffer = new ReplyBuffer(limits);
        try (JsonGenerator generator = FACTORY.createGenerator(buffer)) {
            write(generator, response);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return buffer.text();
    }

    private static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> generator.writeNull();
            case String text -> generator.writeString(text);
            case Boolean flag -> generator.writeBoolean(flag);
            case Integer number -> generator.writeNumber(number);
            case Long number -> generator.writeNumber(number);
            case BigInteger number -> generator.writeNumber(number);
            case BigDecimal number -> generator.writeNumber(number);
            case Double number when Double.isFinite(number) -> generator.writeNumber(number);
            case Enum<?> constant -> generator.writeString(constant.name());
            case AnswerObject object -> object(generator, object);
            case Map<?, ?> object -> object(generator, object);
            case Iterable<?> array -> array(generator, array);
            default ->
                    throw new IllegalStateException(
                            "no JSON form for a value of " + value.getClass().getName());
        }
    }

    private static void object(JsonGenerator generator, AnswerObject object) throws IOException {
        generator.writeStartObject();
        for (int i = 0; i < object.size(); i++) {
            generator.writeFieldName(object.key(i));
            write(generator, object.value(i));
        }
        generator.writeEndObject();
    }

    private static void object(JsonGenerator generator, Map<?, ?> object) throws IOException {
        generator.writeStartObject();
        for (Map.Entry<?, ?> member : object.entrySet()) {
            generator.writeFieldName((String) member.getKey());
            write(generator, member.getValue());
        }
        generator.writeEndObject();
    }

    private static void array(JsonGenerator generator, Iterable<?> array) throws IOException {
        generator.writeStartArray();
        for (Object element : array) {
            write(generator, element);
        }
        generator.writeEndArray();
    }
}
