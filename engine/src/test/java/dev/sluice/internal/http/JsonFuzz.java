// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.policy.RequestLimits;

import java.nio.charset.StandardCharsets;

/// For any JSON that is accepted, Jackson's own strict reader reads the same values.
public final class JsonFuzz {
    private static final JsonReader READER = new JsonReader(RequestLimits.standard());
    private static final JsonMapper STRICT =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private JsonFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws JsonProcessingException {
        var text = new String(input, StandardCharsets.UTF_8);
        Object read;
        try {
            read = READER.read(text);
        } catch (Refusal refused) {
            return;
        }
        var written = STRICT.writeValueAsString(read);
        var expected = STRICT.writeValueAsString(STRICT.readTree(text));
        if (!written.equals(expected)) {
            throw new AssertionError(text + " was read as " + written + ", not " + expected);
        }
    }
}
