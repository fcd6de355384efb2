// SPDX-License-Identifier: Apache-2.0
package dev.sluice.test;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the items of a data file, by type.
final class SeedFile {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private SeedFile() {}

    @SuppressWarnings("NullAway") // A type reference does not keep the annotation.
    static Map<String, List<Map<String, @Nullable Object>>> read(Path file) {
        try {
            return JSON.readValue(
                    Files.readAllBytes(file),
                    new TypeReference<LinkedHashMap<String, List<Map<String, Object>>>>() {});
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "%s cannot be read. A data file has the form {\"Type\": [{\"field\": value}]}."
                            .formatted(file.toAbsolutePath()),
                    e);
        }
    }
}
