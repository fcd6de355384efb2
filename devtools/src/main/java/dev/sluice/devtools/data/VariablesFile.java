// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.failure.Failure;

import java.nio.file.Path;
import java.util.Map;

/// Reads the variables of an operation: a JSON object.
public final class VariablesFile {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private VariablesFile() {}

    /// Returns JSON values by name.
    ///
    /// @throws Failure if the file is missing, or is not a JSON object
    public static Map<String, Object> read(Path file) {
        try {
            return MAPPER.readValue(
                    TextFile.read(file, "file of variables"),
                    new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw Failure.input(
                    "%s:%d:%d: it is not a JSON object."
                            .formatted(
                                    file,
                                    at == null ? 1 : at.getLineNr(),
                                    at == null ? 1 : at.getColumnNr()));
        }
    }
}
