// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.failure.Failure;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a data file: `{"Type": [{"field": value}]}`, in GraphQL values.
public final class DataFile {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private DataFile() {}

    /// @throws Failure if the file is missing, or does not have that form
    public static SampleData read(Path file) {
        byte[] text;
        try {
            text = Files.readAllBytes(file);
        } catch (IOException e) {
            throw Failure.environment("The data file %s cannot be read.".formatted(file));
        }
        try {
            return new SampleData(file.toString(), parse(text));
        } catch (JsonProcessingException e) {
            // The mapper wraps the parser's exceptions.
            throw e instanceof StreamReadException || e.getCause() instanceof StreamReadException
                    ? wrong(file, e, "it is not JSON: " + firstLine(e.getOriginalMessage()))
                    : wrong(file, e, "it must have the form {\"Type\": [{\"field\": value}]}");
        } catch (IOException e) {
            throw Failure.environment("The data file %s cannot be read.".formatted(file));
        }
    }

    @SuppressWarnings("NullAway") // A type reference does not keep the annotation.
    private static Map<String, List<Map<String, @Nullable Object>>> parse(byte[] text)
            throws IOException {
        return MAPPER.readValue(
                text, new TypeReference<LinkedHashMap<String, List<Map<String, Object>>>>() {});
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static Failure wrong(Path file, JsonProcessingException e, String fault) {
        var place = e.getLocation();
        return place == null
                ? Failure.input("%s: %s.".formatted(file, fault))
                : Failure.input(
                        "%s:%d:%d: %s."
                                .formatted(file, place.getLineNr(), place.getColumnNr(), fault));
    }
}
