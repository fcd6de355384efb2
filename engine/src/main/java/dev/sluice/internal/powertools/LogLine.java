// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.powertools;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import dev.sluice.telemetry.Signal.LogField;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;

/// A line of the log that has the form of all others, without some members of Powertools.
/// Powertools writes those by a template, which takes much longer than the line of each request
/// should.
///
/// Source: Powertools for AWS Lambda (Java), "Logging", on the standard structured keys.
final class LogLine {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /// What the log group, the version or the member `start` also says. An account pays for each
    /// byte of the log.
    private static final Set<String> LEFT_OUT =
            Set.of("cold_start", "function_arn", "function_memory_size", "sampling_rate");

    private LogLine() {}

    /// @param context what Powertools, and the request, have put into the context of the thread
    /// @param members texts, numbers, booleans, and lists and maps of them
    static void write(
            String message,
            Map<String, String> context,
            Map<LogField, Object> members,
            OutputStream lines) {
        try (var json = FACTORY.createGenerator(lines)) {
            json.writeStartObject();
            json.writeStringField("level", "INFO");
            json.writeStringField("message", message);
            json.writeStringField("timestamp", TIME.format(Instant.now()));
            context(json, context);
            for (var member : members.entrySet()) {
                json.writeFieldName(member.getKey().key());
                value(json, member.getValue());
            }
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void context(JsonGenerator json, Map<String, String> context)
            throws IOException {
        for (var entry : context.entrySet()) {
            if (!LEFT_OUT.contains(entry.getKey())) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
        }
    }

    private static void value(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case Map<?, ?> object -> {
                json.writeStartObject();
                for (var member : object.entrySet()) {
                    json.writeFieldName(String.valueOf(member.getKey()));
                    value(json, member.getValue());
                }
                json.writeEndObject();
            }
            case Iterable<?> list -> {
                json.writeStartArray();
                for (var element : list) {
                    value(json, element);
                }
                json.writeEndArray();
            }
            default -> json.writeObject(value);
        }
    }
}
