// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import dev.sluice.internal.schema.key.TimePrecision;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Writes values as JSON, in the form in which clients see them: a `Decimal` and a `DateTime` are
/// texts.
public final class JsonText {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonText() {}

    /// @param members coerced scalars, or lists and maps of them
    public static String of(Map<String, ? extends @Nullable Object> members) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            write(json, members);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case Boolean flag -> json.writeBoolean(flag);
            case Integer number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case BigDecimal number -> json.writeString(number.toPlainString());
            case Instant time -> json.writeString(TimePrecision.MILLISECONDS.text(time));
            case List<?> elements -> {
                json.writeStartArray();
                for (var element : elements) {
                    write(json, element);
                }
                json.writeEndArray();
            }
            case Map<?, ?> object -> {
                json.writeStartObject();
                for (var member : object.entrySet()) {
                    json.writeFieldName(member.getKey().toString());
                    write(json, member.getValue());
                }
                json.writeEndObject();
            }
            case Object scalar -> json.writeString(scalar.toString());
        }
    }
}
